"""CDS Hooks 2.0: GET /cds-services, POST /cds-services/{id}, POST /cds-services/{id}/feedback."""

from __future__ import annotations

import asyncio
import json
import time
from datetime import datetime, timezone
from uuid import uuid4

import diabetes
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from ...roles import Role
from ...store import feedback as stored_feedback
from ...store.patients import normal_form, reference_hash
from .. import bodies, cds_cards, cds_feedback, cds_request, fhir_record
from ..access import CALLER
from ..call import get, post
from ..cds_clients import PATH
from ..cds_texts import card_text
from ..context import context_of
from ..describe import NAMED, OBJECT, TEXT, in_path, list_of, nullable, object_of, ref
from ..errors import ApiError
from ..language import json_answer, language_of
from ..patients import Patient
from ..stored import kept, store
from .predict import served

__all__ = ["discover", "feedback", "patient_view"]

SERVICE = "diabetes-risk"
_ID = [in_path("service_id", "The service.", [SERVICE])]
_HOOK_CALL = {
    "type": "object",
    "required": ["hook", "hookInstance", "context"],
    "properties": {
        "hook": {"const": cds_request.HOOK},
        "hookInstance": {"type": "string", "format": "uuid"},
        "context": {
            "type": "object",
            "required": ["patientId"],
            "properties": {"patientId": {"type": "string", "minLength": 1, "maxLength": 200}},
        },
        "prefetch": nullable("object"),
    },
}
_FEEDBACK = {
    "type": "object",
    "required": ["feedback"],
    "properties": {
        "feedback": {"type": "array", "items": ref("CardFeedback"), "minItems": 1, "maxItems": 100}
    },
}
_CARD_FEEDBACK = {
    "type": "object",
    "required": ["card", "outcome", "outcomeTimestamp"],
    "properties": {
        "card": {"type": "string", "format": "uuid"},
        "outcome": {"enum": ["accepted", "overridden"]},
        "outcomeTimestamp": {"type": "string", "format": "date-time"},
        "acceptedSuggestions": list_of(object_of({"id": {"type": "string", "minLength": 1}})),
        "overrideReason": nullable("object"),
    },
    "if": {"properties": {"outcome": {"const": "accepted"}}},
    "then": {
        "required": ["acceptedSuggestions"],
        "properties": {"acceptedSuggestions": {"minItems": 1}},
    },
}


@get(
    PATH,
    Role.READER,
    "CDS Hooks: discovery",
    "CdsServices",
    CdsServices=object_of({"services": list_of(OBJECT)}),
)
async def discover(request: Request) -> Response:
    """The one service, and what it asks a client to send along."""
    locale = language_of(request)
    service = {
        "hook": cds_request.HOOK,
        "title": card_text("title", locale),
        "description": card_text("description", locale),
        "id": SERVICE,
        "prefetch": cds_request.PREFETCH,
    }
    return json_answer({"services": [service]}, locale)


@post(
    f"{PATH}/{{service_id}}",
    Role.OPERATOR,
    "CDS Hooks: patient-view",
    {bodies.JSON: ref("HookCall")},
    {bodies.JSON: ref("Cards")},
    _ID,
    (412, *NAMED),
    HookCall=_HOOK_CALL,
    Cards=object_of({"cards": list_of(OBJECT)}),
)
async def patient_view(request: Request) -> Response:
    """The cards for the patient whose chart is opened. Only what comes along is read: no server is asked, and no access
    token is used."""
    begin = time.perf_counter()
    _known(request)
    model = served(request)
    bodies.media_type(request, bodies.JSON)
    body = await bodies.read_bundle(request)
    locale = language_of(request)
    context = context_of(request)
    call = await context.load.heavily(cds_request.read, body)
    try:
        record, plain = await context.load.heavily(fhir_record.read, call.bundle, locale)
    except diabetes.ValidationError as error:
        if error.code == "deceased":
            return json_answer({"cards": []}, locale)
        raise ApiError(422, error.code, None, error.message) from error
    answer = model.answer(plain, locale)
    if answer.refused:
        errors = json.loads(answer.json)["errors"]
        return json_answer({"cards": cds_cards.incomplete_cards(errors, record, model, locale)}, locale)
    at = datetime.now(timezone.utc)
    patient = Patient(reference_hash(context.settings, normal_form(call.patient)), None)
    rows = kept(context, model, [answer], at, (time.perf_counter() - begin) * 1000, patient)
    await store(context, rows)
    uuid = next(iter(rows.ids), None) or str(uuid4())
    return json_answer(
        {"cards": cds_cards.advice_cards(answer, record, model, uuid, locale, call.patient)}, locale
    )


@post(
    f"{PATH}/{{service_id}}/feedback",
    Role.OPERATOR,
    "CDS Hooks: feedback on cards",
    {bodies.JSON: ref("CdsFeedback")},
    {bodies.JSON: object_of({"stored": {"type": "integer"}, "unknown": list_of(TEXT)})},
    _ID,
    NAMED,
    CdsFeedback=_FEEDBACK,
    CardFeedback=_CARD_FEEDBACK,
)
async def feedback(request: Request) -> Response:
    """What was done with cards. Repeating a call changes nothing; cards that are not known, or no longer,
    are listed."""
    _known(request)
    bodies.media_type(request, bodies.JSON)
    given = cds_feedback.read(await bodies.read_bundle(request))
    caller = request.scope.get(CALLER)
    try:
        unknown = await asyncio.to_thread(_add, request, given, caller.holder if caller else "anonymous")
    except SQLAlchemyError as error:
        raise ApiError(503, "database_away") from error
    stored = sum(one.card not in unknown for one in given)
    return json_answer({"stored": stored, "unknown": unknown}, language_of(request))


def _add(request: Request, given: list[stored_feedback.Feedback], by: str) -> list[str]:
    with context_of(request).engine.begin() as connection:
        return stored_feedback.add(connection, given, by[:100])


def _known(request: Request) -> None:
    if request.path_params["service_id"] != SERVICE:
        raise ApiError(404, "not_found")
