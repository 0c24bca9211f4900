"""The measured values of a record as FHIR R4 Observations with LOINC codes, following R4's vital signs profiles
where they exist.

Answers to questions (habits, history) are not included: the questions of a record are not LOINC's.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import diabetes

__all__ = ["UNKNOWN", "coding", "observations"]

_LOINC = "http://loinc.org"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
#: Replaces a value that is not given.
UNKNOWN: dict[str, Any] = {
    "extension": [
        {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}
    ]
}


class _Kind(NamedTuple):
    """LOINC code and name, UCUM unit, R4 category."""

    code: str
    display: str
    unit: str
    category: str = "vital-signs"


#: The measured values, in the order of a clinical record.
_MEASURED = (
    "tas", "tad", "talla", "peso", "imc", "perimetro_abdominal", "frecuencia_cardiaca", "glucosa_ayunas", "hba1c",
)  # fmt: skip
#: The date field of each laboratory value.
_DAYS = {"glucosa_ayunas": "fecha_glucosa", "hba1c": "fecha_hba1c"}
_PRESSURE = _Kind("85354-9", "Blood pressure panel with all children optional", "mm[Hg]")
_PRESSURES = ("tas", "tad")


def _kind(row: dict[str, Any]) -> _Kind:
    first = row["observed"][0]
    category = "laboratory" if row["field"] in _DAYS else "vital-signs"
    return _Kind(first["code"], first["display"], row["ucum"], category)


_ROWS = {row["field"]: row for row in diabetes.codes()}
_KINDS = {name: _kind(_ROWS[name]) for name in _MEASURED}


def coding(system: str, code: str, display: str) -> dict[str, str]:
    """A code with its name."""
    return {"system": system, "code": code, "display": display}


def observations(record: dict[str, Any], subject: dict[str, Any]) -> list[dict[str, Any]]:
    """One observation for each value of a record accepted by the library; the two blood pressures form one. Only
    laboratory values have the time of measurement in the record."""
    pressures = [
        {"code": _concept(_KINDS[name]), **value}
        for name in _PRESSURES
        if (value := _value(record, name, _KINDS[name]))
    ]
    found = [_observation("presion", _PRESSURE, subject, {"component": pressures})] if pressures else []
    for name, kind in _KINDS.items():
        if name not in _PRESSURES and (value := _value(record, name, kind)):
            day = str(record.get(_DAYS.get(name, "")) or "").strip()[:10]
            found.append(_observation(name.replace("_", "-"), kind, subject, value, day))
    return found


def _observation(
    id: str, kind: _Kind, subject: dict[str, Any], value: dict[str, Any], day: str = ""
) -> dict[str, Any]:
    category = {"coding": [{"system": _CATEGORY, "code": kind.category}]}
    return {
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "category": [category],
        "code": _concept(kind),
        "subject": subject,
        **({"effectiveDateTime": day} if day else {"_effectiveDateTime": UNKNOWN}),
        **value,
    }


def _value(record: dict[str, Any], name: str, kind: _Kind) -> dict[str, Any] | None:
    given = record.get(name)
    # The number may be text; blank text and NaN mean missing.
    value = None if given is None or not str(given).strip() else float(given)
    if value is None or value != value:
        return None
    quantity = {"value": value, "unit": kind.unit, "system": "http://unitsofmeasure.org", "code": kind.unit}
    return {"valueQuantity": quantity}


def _concept(kind: _Kind) -> dict[str, Any]:
    return {"coding": [coding(_LOINC, kind.code, kind.display)]}
