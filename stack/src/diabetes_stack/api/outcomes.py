"""POST /predictions/{id}/outcome: a laboratory result that came later."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from ..store import outcomes
from . import bodies
from .context import context_of
from .errors import ApiError
from .records import parsed

__all__ = ["SOURCE", "add_outcome"]

#: The named set of results that come over the API without another name.
SOURCE = "api"


async def add_outcome(request: Request) -> Response:
    """Keep ``Resultado`` or ``hba1c`` of the day ``date`` for a prediction. The same again changes nothing."""
    bodies.media_type(request, bodies.JSON)
    try:
        body = parsed(await bodies.read(request))
    except ValueError as error:
        raise ApiError(422, "invalid_json", message="invalid JSON") from error
    if not isinstance(body, dict):
        raise ApiError(422, "not_a_record", message="an object with date, Resultado and/or hba1c is expected")
    try:
        added = await asyncio.to_thread(_add, request, body)
    except outcomes.OutcomeError as error:
        status = {"unknown_prediction": 404, "conflict": 409}.get(error.code, 422)
        raise ApiError(status, error.code, message=str(error)) from error
    except SQLAlchemyError as error:
        raise ApiError(503, "database_away") from error
    content = json.dumps({"prediction_id": request.path_params["prediction_id"], "stored": added}).encode()
    return Response(content, media_type=bodies.JSON)


def _add(request: Request, body: dict[str, Any]) -> int:
    results = {name: body[name] for name in outcomes.ALIASES if name in body}
    taken_on, source = body.get("date"), body.get("source", SOURCE)
    if not isinstance(taken_on, str):
        raise outcomes.OutcomeError("bad_date", "date must be YYYY-MM-DD")
    if not isinstance(source, str):
        raise outcomes.OutcomeError("bad_source", "source must be text")
    with context_of(request).engine.begin() as connection:
        return outcomes.add(connection, request.path_params["prediction_id"], taken_on, results, source)
