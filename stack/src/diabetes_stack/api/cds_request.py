"""A call of CDS Hooks: the hook, the patient, and the resources that came with it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import diabetes

from .errors import ApiError
from .strict import plain, uuid_in

__all__ = ["HOOK", "PREFETCH", "Call", "read"]

HOOK = "patient-view"
_PATIENT = "patient={{context.patientId}}"
#: Panels that hold values of the fields as components.
_PANELS = ("85354-9", "55284-4")
_LONGEST_ID = 200


def _observed() -> str:
    found = [code["code"] for row in diabetes.codes() for code in (*row["observed"], *row["excluded"])]
    return ",".join(dict.fromkeys([*found, *_PANELS]))


#: What a client is asked to send along, by key.
PREFETCH = {
    "patient": "Patient/{{context.patientId}}",
    "observations": f"Observation?{_PATIENT}&code={_observed()}&_sort=-date&_count=500",
    "conditions": f"Condition?{_PATIENT}",
    "medicationRequests": f"MedicationRequest?{_PATIENT}&status=active&_include=MedicationRequest:medication",
    "medicationStatements": f"MedicationStatement?{_PATIENT}&status=active&_include=MedicationStatement:medication",
    "relatives": f"FamilyMemberHistory?{_PATIENT}",
}


class Call(NamedTuple):
    """A valid call: whom it is about, and the resources as one bundle."""

    patient: str
    bundle: bytes


def read(body: bytes) -> Call:
    """The call in a body. ApiError: 422 if it is none, 412 without the patient's resource."""
    given = plain(body)
    if not isinstance(given, dict):
        raise ApiError(422, "not_a_hook")
    if given.get("hook") != HOOK:
        raise ApiError(422, "unknown_hook", "hook", allowed=[HOOK])
    if uuid_in(given.get("hookInstance")) is None:
        raise ApiError(422, "no_instance", "hookInstance")
    context = given.get("context")
    patient = context.get("patientId") if isinstance(context, dict) else None
    if not isinstance(patient, str) or not 0 < len(patient) <= _LONGEST_ID:
        raise ApiError(422, "no_patient", "context.patientId")
    fetched = given.get("prefetch")
    fetched = {} if fetched is None else fetched
    if not isinstance(fetched, dict):
        raise ApiError(422, "not_a_hook", "prefetch")
    person = fetched.get("patient")
    if not isinstance(person, dict) or person.get("resourceType") != "Patient":
        raise ApiError(412, "no_prefetch", "prefetch.patient")
    if person.get("id", patient) != patient:
        raise ApiError(422, "other_patient", "prefetch.patient")
    resources = [{**person, "id": patient}]
    for key in PREFETCH:
        if key != "patient":
            resources += _resources(fetched.get(key))
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": one} for one in resources],
    }
    return Call(patient, json.dumps(bundle, ensure_ascii=False).encode("utf-8", "replace"))


def _resources(value: Any) -> list[dict[str, Any]]:
    """The resources of a search, or the one resource; none for null. A second patient is not looked at: whoever the
    others are about is checked."""
    if not isinstance(value, dict):
        return []
    if value.get("resourceType") != "Bundle":
        return [value]
    entries = value.get("entry")
    found = (
        [one.get("resource") for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
    )
    return [one for one in found if isinstance(one, dict) and one.get("resourceType") != "Patient"]
