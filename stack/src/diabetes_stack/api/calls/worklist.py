"""GET /worklist, GET /worklist/indicators, POST /worklist/steps: the screening programme."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from ...programme import marking
from ...programme.counting import counts
from ...programme.export import csv_of
from ...programme.indicators import FEW, definitions, indicators, months, total
from ...programme.marks import Marked, MarkError
from ...programme.places import LONGEST, PATTERN
from ...programme.telling import NOTHING, results_of, step_of, urgent_of, why
from ...programme.worklist import MOST, Asked, page
from ...roles import Role
from ...store import audit
from ...store.steps.states import State
from ...store.tables import utc_now
from .. import bodies
from ..access import CALLER
from ..call import call, post
from ..context import context_of
from ..describe import (
    BOOLEAN,
    NUMBER,
    PATIENT,
    RECORDS,
    TEXT,
    Schema,
    get_operations,
    in_query,
    list_of,
    nullable,
    object_of,
    ref,
    refusals,
)  # fmt: skip
from ..errors import ApiError
from ..language import json_answer, language_of, said
from ..patients import named_place, patient_of
from ..strict import Number, loaded
from ..worklist_query import FILTERS, MOST_OFFSET, PAGE, asked, number, one_of

__all__ = ["indicators_of", "list_people", "set_state"]

_INTEGER: Schema = {"type": "integer"}
_PERSON = object_of(
    {
        "patient": TEXT,
        "prediction_id": TEXT,
        "state": {"enum": [state.value for state in State]},
        "why": TEXT,
        "next_step": nullable("string"),
        "urgent": list_of(TEXT),
        "risk": nullable("number"),
        "answered_on": TEXT,
        "since": TEXT,
        "due_on": nullable("string"),
        "overdue": nullable("integer"),
        "late": BOOLEAN,
        "site": nullable("string"),
        "insurer": nullable("string"),
    }
)
_LIST = object_of({"total": _INTEGER, "offset": _INTEGER, "people": list_of(ref("Person"))})
_SHARE = {name: nullable("number") for name in ("value", "low", "high")}
_COUNTED = object_of({"people": _INTEGER, **_SHARE})
_INDICATORS = object_of(
    {
        "month": nullable("string"),
        "site": nullable("string"),
        "insurer": nullable("string"),
        "covered": _INTEGER,
        **dict.fromkeys(("advised", "tested", "found", "lost"), _COUNTED),
        **dict.fromkeys(("yield", "number_needed"), object_of(_SHARE)),
        "observed_expected": nullable("number"),
        "expected": NUMBER,
        "few": list_of(TEXT),
    }
)
_REPORT = object_of(
    {
        "since": TEXT,
        "until": TEXT,
        "rows": list_of(ref("ProgrammeIndicators")),
        "total": ref("ProgrammeIndicators"),
        "definitions": {"type": "object"},
        "few_below": _INTEGER,
    }
)
_PLACE = {"type": ["string", "null"], "pattern": PATTERN, "maxLength": LONGEST}
_STEP = {
    "type": "object",
    "properties": {
        "prediction_id": {"type": ["string", "null"], "minLength": 1},
        "state": {"enum": [state.value for state in marking.BY_HAND]},
        "date": {
            "type": ["string", "null"],
            "format": "date",
            "description": "When it happened; now if it is missing.",
        },
        "site": _PLACE,
        "insurer": _PLACE,
        "undoes": {"type": "integer", "minimum": 1, "description": "Number of a step that was a mistake."},
    },
    "oneOf": [{"required": ["state"]}, {"required": ["undoes"]}],
}
_SET = object_of(
    {
        "step": _INTEGER,
        "new": BOOLEAN,
        "state": TEXT,
        "due_on": nullable("string"),
        "warnings": list_of(TEXT),
    },
)
_OTHERS = refusals(422, 503)
_STATUS = {"unknown_prediction": 404, "no_prediction": 404, "unknown_step": 404}
_BY = ("month", "site", "insurer", "site,insurer")


def _operations(_bounds: Any) -> Schema:
    operations = get_operations("Whom to call", "Worklist", _OTHERS, [*FILTERS, *PAGE])
    operations["get"]["responses"]["200"]["content"][bodies.CSV] = {"schema": TEXT}
    return operations


@call("GET", "/worklist", Role.READER, _operations, {"Worklist": _LIST, "Person": _PERSON})
async def list_people(request: Request) -> Response:
    """The people for whom something is due, those who come first first; as JSON or CSV."""
    wanted = asked(request)
    limit = number(request, "limit", 50, 1, MOST) or 0
    offset = number(request, "offset", 0, 0, MOST_OFFSET) or 0
    locale = language_of(request)
    as_csv = bodies.accepts(request, bodies.CSV)
    try:
        content = await asyncio.to_thread(_people, request, wanted, limit, offset, locale, as_csv)
    except SQLAlchemyError as error:
        raise ApiError(503, "database_away") from error
    if isinstance(content, bytes):
        return said(content, locale, media_type=f"{bodies.CSV}; charset=utf-8")
    return json_answer(content, locale)


def _people(
    request: Request, wanted: Asked, limit: int, offset: int, locale: str, as_csv: bool
) -> dict[str, Any] | bytes:
    with context_of(request).engine.connect() as connection:
        found = page(connection, wanted, limit, offset)
        results = results_of(connection, found.people)
    if as_csv:
        return csv_of(found.people, results, wanted.today, locale)
    people = [
        {
            "patient": one.patient,
            "prediction_id": one.prediction_id,
            "state": one.state,
            "why": why(one, results.get(one.patient, NOTHING), locale),
            "next_step": step_of(one, results.get(one.patient, NOTHING)),
            "urgent": urgent_of(one, results.get(one.patient, NOTHING)),
            "risk": one.risk,
            "answered_on": one.answered_on,
            "since": one.since,
            "due_on": one.due_on,
            "overdue": one.overdue(wanted.today),
            "late": one.late,
            "site": one.site,
            "insurer": one.insurer,
        }
        for one in found.people
    ]
    return {"total": found.total, "offset": offset, "people": people}


def _indicator_operations(_bounds: Any) -> Schema:
    parameters = [
        in_query(
            "months",
            "Months up to this one; 12 if not given.",
            {"type": "integer", "minimum": 1, "maximum": 60},
        ),
        in_query("by", "What the months are divided by.", {"enum": list(_BY)}),
    ]
    return get_operations("Indicators of the programme", "ProgrammeReport", _OTHERS, parameters)


@call(
    "GET",
    "/worklist/indicators",
    Role.READER,
    _indicator_operations,
    {"ProgrammeReport": _REPORT, "ProgrammeIndicators": _INDICATORS},
)
async def indicators_of(request: Request) -> Response:
    """How many were assessed, advised, tested, found and lost, by month and place, each figure with its definition. A
    figure that does not exist is null, never 0."""
    since, until = months(utc_now().date(), number(request, "months", 12, 1, 60) or 12)
    by = (one_of(request, "by", _BY) or "month").split(",")
    locale = language_of(request)
    try:
        rows = await asyncio.to_thread(_counts, request, since, until, "site" in by, "insurer" in by)
    except SQLAlchemyError as error:
        raise ApiError(503, "database_away") from error
    answer = {
        "since": since,
        "until": until,
        "rows": [one.to_dict() for one in indicators(rows)],
        "total": total(rows).to_dict(),
        "definitions": definitions(locale),
        "few_below": FEW,
    }
    return json_answer(answer, locale)


def _counts(request: Request, since: str, until: str, by_site: bool, by_insurer: bool) -> Any:
    with context_of(request).engine.connect() as connection:
        return counts(connection, since, until, by_site, by_insurer)


@post(
    "/worklist/steps",
    Role.OPERATOR,
    "Set the state of a person, or undo a step",
    {bodies.JSON: ref("ProgrammeStep")},
    {bodies.JSON: ref("ProgrammeStepSet")},
    PATIENT[:1],
    (404, *RECORDS),
    ProgrammeStep=_STEP,
    ProgrammeStepSet=_SET,
)
async def set_state(request: Request) -> Response:
    """Store a step of the person of a prediction, or of the reference in the header. Repeating a call changes nothing;
    the answer says the state that follows from all steps."""
    bodies.media_type(request, bodies.JSON)
    body = loaded(await bodies.read_record(request))
    if not isinstance(body, dict):
        raise ApiError(422, "not_a_step")
    patient = patient_of(request).hash
    caller = request.scope.get(CALLER)
    try:
        answer = await asyncio.to_thread(
            _set, request, body, patient, caller.holder if caller else "anonymous"
        )
    except MarkError as error:
        code = "bad_date" if error.code == "bad_date" else error.code
        raise ApiError(_STATUS.get(code, 422), code, error.field) from error
    except SQLAlchemyError as error:
        raise ApiError(503, "database_away") from error
    return json_answer(answer, language_of(request))


def _set(request: Request, body: dict[str, Any], patient: str | None, by: str) -> dict[str, Any]:
    with context_of(request).engine.begin() as connection:
        if "undoes" in body:
            done = marking.undo(connection, _undone(body), by)
            if patient not in (None, done.patient):
                raise MarkError("two_patients", "undoes")
            detail = {"undoes": body["undoes"]}
        else:
            state, day = _text(body, "state"), _text(body, "date")
            if state not in {one.value for one in marking.BY_HAND}:
                raise ApiError(422, "bad_parameter", "state", allowed=[one.value for one in marking.BY_HAND])
            where = named_place(_text(body, "site"), _text(body, "insurer"))
            done = marking.mark(connection, _whom(connection, body, patient), State(state), by, day, where)
            detail = {"state": state, "step": done.step}
        return _done(connection, done, detail, by)


def _done(connection: Any, done: Marked, detail: dict[str, Any], by: str) -> dict[str, Any]:
    if done.is_new:
        action = "programme_undo" if "undoes" in detail else "programme_mark"
        audit.note(connection, by, action, done.patient, detail)
    [person] = page(connection, Asked(utc_now().date(), patient=done.patient)).people
    # A result noted by hand has none.
    warnings = ["no_value"] if detail.get("state") == State.RESULTED.value else []
    return {
        "step": done.step, "new": done.is_new, "state": person.state, "due_on": person.due_on, "warnings": warnings,
    }  # fmt: skip


def _whom(connection: Any, body: dict[str, Any], patient: str | None) -> str:
    prediction = _text(body, "prediction_id")
    if (prediction is None) == (patient is None):
        raise ApiError(422, "not_a_step")
    return marking.patient_of(connection, prediction) if prediction is not None else patient or ""


def _undone(body: dict[str, Any]) -> int:
    number = body["undoes"]
    if (
        not isinstance(number, Number)
        or not number.isdecimal()
        or not 0 < int(number) < 2**63
        or "state" in body
    ):
        raise ApiError(422, "not_a_step", "undoes")
    return int(number)


def _text(body: dict[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is not None and (not isinstance(value, str) or isinstance(value, Number)):
        raise ApiError(422, "bad_parameter", name)
    return value
