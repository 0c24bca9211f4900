"""A file as a clinic's own program writes it: other headings, decimal commas, words, heights in metres, bad rows."""

from __future__ import annotations

import random

__all__ = ["HEADINGS", "clinic_file"]

HEADINGS = (
    "Cédula", "Nombre completo", "Edad (años)", "Sexo", "Talla m", "Peso kg", "Perímetro cintura", "PAS", "PAD",
    "Hipertensión en tratamiento", "Glicemia en ayunas (mg/dL)",
)  # fmt: skip
#: By place among the rows: what is wrong or measured there.
_ODD: dict[int, dict[str, str]] = {
    7: {"Edad (años)": ""},
    19: {"PAS": "ciento veinte"},
    40: {"Edad (años)": "", "Glicemia en ayunas (mg/dL)": "412"},
    77: {"Glicemia en ayunas (mg/dL)": "300"},
    130: {"Sexo": "X"},
    201: {"PAS": "80", "PAD": "120"},
    350: {"Glicemia en ayunas (mg/dL)": "131"},
    444: {"Edad (años)": "7"},
}


def clinic_file(rows: int = 500, seed: int = 7) -> bytes:
    """The file, as a Spanish spreadsheet saves it."""
    chance = random.Random(seed)
    lines = [";".join(HEADINGS)]
    for place in range(rows):
        height = chance.uniform(1.48, 1.86)
        row = dict.fromkeys(HEADINGS, "") | {
            "Cédula": f"00{chance.randrange(10**7, 10**8)}",
            "Nombre completo": f"Persona {place + 1}",
            "Edad (años)": str(chance.randrange(20, 85)),
            "Sexo": chance.choice(["Femenino", "Masculino"]),
            "Talla m": f"{height:.2f}",
            "Peso kg": f"{height**2 * chance.uniform(19, 38):.1f}",
            "Perímetro cintura": f"{chance.uniform(65, 120):.1f}",
            "PAS": str(chance.randrange(100, 165)),
            "PAD": str(chance.randrange(60, 98)),
            "Hipertensión en tratamiento": chance.choice(["Sí", "No"]),
        }
        row |= _ODD.get(place, {})
        lines.append(";".join(cell.replace(".", ",") for cell in row.values()))
    return "\r\n".join(lines).encode("cp1252")
