"""POST /predictions/{id}/outcome: a laboratory result that arrives later."""

from __future__ import annotations

import asyncio
from typing import Any

import diabetes
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from ...roles import Role
from ...store import outcomes
from .. import bodies, record_schema
from ..call import post
from ..context import context_of
from ..describe import NAMED, NUMBER, PATIENT, TEXT, in_path, nullable, object_of, ref
from ..errors import ApiError
from ..language import json_answer, language_of
from ..patients import patient_of
from ..strict import Number, loaded
from ..texts import is_ours

__all__ = ["SOURCE", "add_outcome"]

#: The named set for results sent over the API without another name.
SOURCE = "api"
_MOST_NAMES = 20
_LONGEST_NAME = 64


_FIELDS = diabetes.schema("en")["properties"]
#: A result, and the limits of the field of the same test.
_RESULTS = {
    name: record_schema.limits(_FIELDS[field])
    for name, field in (
        ("Resultado", "glucosa_ayunas"),
        ("glucosa_ayunas", "glucosa_ayunas"),
        ("hba1c", "hba1c"),
    )
}
_OUTCOME = {
    "type": "object",
    "required": ["date"],
    "properties": {
        "date": {
            "type": "string",
            "format": "date",
            "description": "Date of the test; not in the future.",
        },
        **{name: nullable("number") | limits for name, limits in _RESULTS.items()},
        "source": {"type": "string", "minLength": 1, "maxLength": 100},
    },
    "anyOf": [
        {"required": [name], "properties": {name: NUMBER | limits}} for name, limits in _RESULTS.items()
    ],
}


@post(
    "/predictions/{prediction_id}/outcome",
    Role.OPERATOR,
    "A later laboratory result",
    {bodies.JSON: ref("Outcome")},
    {bodies.JSON: object_of({"prediction_id": TEXT, "stored": {"type": "integer"}})},
    [in_path("prediction_id", "Identifier of the prediction."), *PATIENT[:1]],
    (409, *NAMED),
    Outcome=_OUTCOME,
)
async def add_outcome(request: Request) -> Response:
    """Store ``Resultado`` or ``hba1c`` of the day ``date`` for a prediction. Repeating a call changes nothing. With a
    reference in the header, the prediction must be of that patient. Unknown keys are listed in the answer, so that a
    mistyped one does not go unnoticed."""
    bodies.media_type(request, bodies.JSON)
    body = loaded(await bodies.read_record(request))
    if not isinstance(body, dict):
        raise ApiError(422, "not_a_record")
    try:
        added = await asyncio.to_thread(_add, request, body)
    except outcomes.OutcomeError as error:
        status = {"unknown_prediction": 404, "conflict": 409}.get(error.code, 422)
        # Any other code is the library's, with its message.
        message = None if is_ours(error.code) else str(error)
        raise ApiError(status, error.code, error.field, message) from error
    except SQLAlchemyError as error:
        raise ApiError(503, "database_away") from error
    answer = {"prediction_id": request.path_params["prediction_id"], "stored": added}
    ignored = sorted(body.keys() - {*outcomes.ALIASES, "date", "source"})
    if ignored:
        answer["ignored"] = [name[:_LONGEST_NAME] for name in ignored[:_MOST_NAMES]]
    return json_answer(answer, language_of(request))


def _add(request: Request, body: dict[str, Any]) -> int:
    results = {name: body[name] for name in outcomes.ALIASES if name in body}
    taken_on, source = body.get("date"), body.get("source", SOURCE)
    if not isinstance(taken_on, str) or isinstance(taken_on, Number):
        raise ApiError(422, "bad_date", "date")
    if not isinstance(source, str) or isinstance(source, Number):
        raise ApiError(422, "bad_source", "source")
    prediction = request.path_params["prediction_id"]
    patient = patient_of(request).hash
    with context_of(request).engine.begin() as connection:
        if patient is not None:
            outcomes.check_patient(connection, prediction, patient)
        return outcomes.add(connection, prediction, taken_on, results, source, language_of(request))
