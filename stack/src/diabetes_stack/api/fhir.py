"""An answer as an HL7 FHIR R4 RiskAssessment, based on the measured values that were sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import diabetes

from .fhir_basis import UNKNOWN, coding, observations
from .fhir_record import referred
from .serving import Served
from .texts import text

__all__ = ["MEDIA_TYPE", "risk_assessment"]

MEDIA_TYPE = "application/fhir+json"

_SNOMED = "http://snomed.info/sct"
#: The outcome that each probability refers to.
_OUTCOMES = {
    "Diabetes": ("44054006", "Diabetes mellitus type 2"),
    "Prediabetes": ("714628002", "Prediabetes"),
}
#: HL7's own codes do not fit: their ``high`` means an outcome that is more likely than not.
_LEVELS = {
    "Bajo": ("723505004", "Low risk"),
    "Moderado": ("25594002", "Moderate risk of"),
    "Alto": ("723509005", "High risk"),
}
_TEST_DATA = coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST", "test health data")


def risk_assessment(
    answer: diabetes.Answer,
    served: Served,
    prediction_id: str | None,
    at: datetime,
    reference: str | None,
    locale: str,
    record: diabetes.Record | None = None,
) -> dict[str, Any]:
    """The answer to a record as a resource; it must not be a refusal. Its subject is the reference sent by the caller,
    else the patient of the bundle that the record was read from: never the hash, which any system that stores both
    could link to the reference. Its basis refers to the resources that were read."""
    references, patient = referred(record)
    prediction, given = answer.prediction, answer.given
    assert prediction is not None
    assert given is not None
    known = (
        {"identifier": {"value": reference}} if reference else {"reference": patient} if patient else UNKNOWN
    )
    subject = {"type": "Patient", **known}
    resource: dict[str, Any] = {
        "resourceType": "RiskAssessment",
        "language": locale,
        "status": "final" if prediction.not_applicable is None else "cancelled",
        "method": {"text": f"diabetes {served.version}"},
        "code": {"text": text("fhir_code", locale)},
        "subject": subject,
        "occurrenceDateTime": at.isoformat(),
        "note": [
            {"text": prediction.interpretation},
            {"text": text("fhir_note", locale)},
            *({"text": note.message} for note in (record.notes if record else ())),
        ],
    }
    if prediction_id:
        resource["id"] = prediction_id
    if served.synthetic:
        resource["meta"] = {"security": [_TEST_DATA]}
    own = {name: value for name, value in given.items() if name not in references}
    if basis := observations(own, subject):
        resource["contained"] = basis
    found = [*references.values(), *(f"#{observation['id']}" for observation in basis)]
    if found:
        resource["basis"] = [{"reference": name} for name in dict.fromkeys(found)]
    predictions = _predictions(prediction)
    if predictions:
        resource["prediction"] = predictions
    if prediction.next_step["code"] not in ("usual", "unknown"):
        resource["mitigation"] = prediction.next_step["text"]
    return resource


def _predictions(prediction: diabetes.Prediction) -> list[dict[str, Any]]:
    probabilities = prediction.probabilities or {}
    found = []
    for name, outcome in _OUTCOMES.items():
        if name not in probabilities:
            continue
        one: dict[str, Any] = {
            "outcome": {"coding": [coding(_SNOMED, *outcome)], "text": name},
            # R4 defines this as a percentage.
            "probabilityDecimal": round(100 * probabilities[name], 4),
        }
        level = prediction.risk_level
        if name == "Diabetes" and level:
            one["qualitativeRisk"] = {"coding": [coding(_SNOMED, *_LEVELS[level])], "text": level}
        found.append(one)
    return found
