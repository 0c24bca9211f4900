"""GET /scores, POST /scores/{name}: the published scores."""

from __future__ import annotations

import json

import diabetes
from starlette.requests import Request
from starlette.responses import Response

from ...roles import Role
from .. import bodies
from ..call import get, post
from ..describe import BODY, OBJECT, TEXT, in_path, list_of, nullable, object_of, ref
from ..errors import ApiError, refusal
from ..language import json_answer, language_of

__all__ = ["compute_score", "list_scores"]


@get("/scores", Role.READER, "The published scores", "Scores", Scores=object_of({"scores": list_of(OBJECT)}))
async def list_scores(request: Request) -> Response:
    """The scores with their tables and citations."""
    return json_answer({"scores": diabetes.scores(locale := language_of(request))}, locale)


@post(
    "/scores/{name}",
    Role.OPERATOR,
    "A published score for a record",
    {bodies.JSON: ref("PartialRecord")},
    {bodies.JSON: ref("Score")},
    [in_path("name", "Name of the score.", [score["name"] for score in diabetes.scores()])],
    (404, *BODY),
    Score=object_of({"name": TEXT, "points": nullable("number"), "items": list_of(OBJECT)}),
)
async def compute_score(request: Request) -> Response:
    """Compute a score for a record, which needs no particular field."""
    locale = language_of(request)
    name = request.path_params["name"]
    if name not in {score["name"] for score in diabetes.scores()}:
        raise ApiError(404, "not_found", "name")
    bodies.media_type(request, bodies.JSON)
    body = await bodies.read_record(request)
    try:
        # The library parses the body as it does for a prediction.
        result = diabetes.score(name, body, locale=locale)
    except diabetes.ValidationError as error:
        errors = {"errors": [vars(one) for one in error.errors]}
        return refusal(422, json.dumps(errors, ensure_ascii=False).encode(), locale, body)
    return json_answer(vars(result), locale)
