"""An answer as an HL7 FHIR R4 RiskAssessment."""

from __future__ import annotations

from typing import Any

__all__ = ["MEDIA_TYPE", "risk_assessment"]

MEDIA_TYPE = "application/fhir+json"

_RISK_SYSTEM = "http://terminology.hl7.org/CodeSystem/risk-probability"
_RISK_CODES = {"Bajo": "low", "Moderado": "moderate", "Alto": "high"}
_SNOMED = "http://snomed.info/sct"
#: What each probability is about, in SNOMED CT.
_OUTCOMES = {
    "Diabetes": ("44054006", "Diabetes mellitus type 2"),
    "Prediabetes": ("714628002", "Prediabetes"),
}


def risk_assessment(answer: dict[str, Any], locale: str) -> dict[str, Any]:
    """The sealed answer as a resource. It names no patient: the caller knows whom it asked about."""
    resource: dict[str, Any] = {
        "resourceType": "RiskAssessment",
        "language": locale,
        "status": "final" if answer["not_applicable"] is None else "cancelled",
        "method": {"text": f"diabetes {answer['model_version']}"},
        "code": {"text": "Estimated risk of undiagnosed type 2 diabetes"},
        "subject": {"display": "patient"},
        "occurrenceDateTime": answer["timestamp"],
        "note": [{"text": answer["interpretation"]}],
    }
    if answer["prediction_id"]:
        resource["id"] = answer["prediction_id"]
    predictions = _predictions(answer)
    if predictions:
        resource["prediction"] = predictions
    if answer["test_advised"]:
        resource["mitigation"] = "Fasting glucose or HbA1c" if locale == "en" else "Glucosa en ayunas o HbA1c"
    return resource


def _predictions(answer: dict[str, Any]) -> list[dict[str, Any]]:
    probabilities = answer["probabilities"] or {}
    found = []
    for name, (code, display) in _OUTCOMES.items():
        if name not in probabilities:
            continue
        one: dict[str, Any] = {
            "outcome": {"coding": [{"system": _SNOMED, "code": code, "display": display}], "text": name},
            "probabilityDecimal": probabilities[name],
        }
        if name == "Diabetes" and answer["risk_level"]:
            level = answer["risk_level"]
            one["qualitativeRisk"] = {
                "coding": [{"system": _RISK_SYSTEM, "code": _RISK_CODES[level]}],
                "text": level,
            }
        found.append(one)
    return found
