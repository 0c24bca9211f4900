"""The example patient used in all tests and pages, and the fixed records with which answers are compared."""

from __future__ import annotations

from typing import Any

__all__ = ["EXAMPLE", "EXAMPLES"]

EXAMPLE: dict[str, Any] = {
    "edad": 45,
    "sexo": "M",
    "imc": 28.5,
    "tas": 135,
    "tad": 85,
    "perimetro_abdominal": 95,
    "frecuencia_cardiaca": 75,
    "realiza_ejercicio": "Si",
    "consume_alcohol": "Ocasional",
    "fuma": "No",
    "medicamentos_hta": "Si",
    "historia_familiar_dm": "Si",
    "diabetes_gestacional": "No",
    "puntaje_findrisc": 12,
    "riesgo_cardiovascular": 0.4,
}

_REQUIRED = ("edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad")
_LEAST = {name: EXAMPLE[name] for name in _REQUIRED}

#: Made-up people from one end of the model to the other, with and without the optional answers.
EXAMPLES: tuple[dict[str, Any], ...] = (
    EXAMPLE,
    _LEAST,
    {**_LEAST, "edad": 22, "sexo": "F", "imc": 19.4, "perimetro_abdominal": 68, "tas": 104, "tad": 62},
    {**_LEAST, "edad": 84, "imc": 41.7, "perimetro_abdominal": 131, "tas": 178, "tad": 96},
    {**EXAMPLE, "sexo": "F", "edad": 63, "antecedente_glucosa_alta": "Si", "hipertension": "Si"},
    {
        **EXAMPLE,
        "edad": 37.5,
        "imc": 24.95,
        "fuma": "Si",
        "realiza_ejercicio": "No",
        "frecuencia_cardiaca": 58,
    },
    {**_LEAST, "edad": 55, "glucosa_ayunas": 131, "hba1c": 6.7},
    {**_LEAST, "edad": 30, "sexo": "F", "embarazo": "Si"},
)
