"""An answer as an HL7 FHIR R4 RiskAssessment, with the measured values that were sent as its basis."""

from __future__ import annotations

from typing import Any

from .fhir_basis import UNKNOWN, coding, observations
from .texts import text

__all__ = ["MEDIA_TYPE", "risk_assessment"]

MEDIA_TYPE = "application/fhir+json"

_SNOMED = "http://snomed.info/sct"
#: What each probability is about.
_OUTCOMES = {
    "Diabetes": ("44054006", "Diabetes mellitus type 2"),
    "Prediabetes": ("714628002", "Prediabetes"),
}
#: HL7's own codes would not do: their ``high`` is an outcome that is more likely than not.
_LEVELS = {
    "Bajo": ("723505004", "Low risk"),
    "Moderado": ("25594002", "Moderate risk of"),
    "Alto": ("723509005", "High risk"),
}
_TEST_DATA = coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST", "test health data")


def risk_assessment(
    answer: dict[str, Any], record: dict[str, Any], reference: str | None, locale: str
) -> dict[str, Any]:
    """The sealed answer to a record as a resource. Its subject is the reference that the caller sent, if any: never
    the hash, which would stand beside it in whatever keeps both."""
    subject = {"type": "Patient", **({"identifier": {"value": reference}} if reference else UNKNOWN)}
    resource: dict[str, Any] = {
        "resourceType": "RiskAssessment",
        "language": locale,
        "status": "final" if answer["not_applicable"] is None else "cancelled",
        "method": {"text": f"diabetes {answer['model_version']}"},
        "code": {"text": text("fhir_code", locale)},
        "subject": subject,
        "occurrenceDateTime": answer["timestamp"],
        "note": [{"text": answer["interpretation"]}, {"text": text("fhir_note", locale)}],
    }
    if answer["prediction_id"]:
        resource["id"] = answer["prediction_id"]
    if answer["synthetic"]:
        resource["meta"] = {"security": [_TEST_DATA]}
    basis = observations(record, subject)
    if basis:
        resource["contained"] = basis
        resource["basis"] = [{"reference": f"#{observation['id']}"} for observation in basis]
    predictions = _predictions(answer)
    if predictions:
        resource["prediction"] = predictions
    if answer["next_step"]["code"] not in ("usual", "unknown"):
        resource["mitigation"] = answer["next_step"]["text"]
    return resource


def _predictions(answer: dict[str, Any]) -> list[dict[str, Any]]:
    probabilities = answer["probabilities"] or {}
    found = []
    for name, outcome in _OUTCOMES.items():
        if name not in probabilities:
            continue
        one: dict[str, Any] = {
            "outcome": {"coding": [coding(_SNOMED, *outcome)], "text": name},
            # In percent, as R4 has it.
            "probabilityDecimal": round(100 * probabilities[name], 4),
        }
        if name == "Diabetes" and answer["risk_level"]:
            level = answer["risk_level"]
            one["qualitativeRisk"] = {"coding": [coding(_SNOMED, *_LEVELS[level])], "text": level}
        found.append(one)
    return found
