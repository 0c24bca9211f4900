"""GET /model/info, GET /model/examples, GET /models, POST /models/{name}/predict."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import diabetes
from diabetes.compat import model_info as model_info_of
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from ...example import EXAMPLES
from ...models import registry
from ...roles import Role
from ...store.reading import is_plain
from ..call import get, post
from ..context import context_of
from ..describe import NAMED, OBJECT, TEXT, in_path, list_of, nullable, object_of, refusals
from ..errors import ApiError
from ..language import json_answer, language_of
from ..serving import Served
from .predict import ANSWER, PARAMETERS, RECORD, answer_one, served

__all__ = ["list_models", "model_examples", "model_info", "predict_with"]


_MODEL = object_of(
    {
        "name": TEXT,
        "version": TEXT,
        "algorithm": TEXT,
        "synthetic": nullable("boolean"),
        "status": TEXT,
    }
)
_INFO = object_of(
    {
        "model_name": TEXT,
        "r2_score": nullable("number"),
        "training_date": TEXT,
        "status": TEXT,
        "n_features": {"type": "integer"},
        "feature_columns": list_of(TEXT),
        "synthetic": nullable("boolean"),
    }
)


@get("/model/info", Role.READER, "The model in service", "ModelInfo", refusals(503), ModelInfo=_INFO)
async def model_info(request: Request) -> Response:
    """The model in service: the contract's keys, and all the information the library has about it."""
    model = served(request)
    known = {**model_info_of(model.model), "status": "active", "source": model.source, **model.model.info}
    return json_answer(known, language_of(request))


@get(
    "/model/examples",
    Role.READER,
    "What the model in service answers to fixed records of made-up people",
    "ModelExamples",
    refusals(503),
    ModelExamples=object_of({"model_version": TEXT, "answers": list_of(OBJECT)}),
)
async def model_examples(request: Request) -> Response:
    """Answers to compare with those of another process, bit for bit. Nothing is stored."""
    model = served(request)
    locale = language_of(request)
    answers = [json.loads(model.answer(json.dumps(record).encode(), locale).json) for record in EXAMPLES]
    return json_answer({"model_version": model.version, "answers": answers}, locale)


@get(
    "/models",
    Role.READER,
    "The models available for predictions",
    "Models",
    refusals(503),
    Models=object_of({"models": list_of(_MODEL)}),
)
async def list_models(request: Request) -> Response:
    """The models that can be queried, the one in service first."""
    context = context_of(request)
    current = context.service.current
    found = [_row(current)] if current else []
    try:
        found += await asyncio.to_thread(_registered, request, current)
    except SQLAlchemyError:
        if context.settings.production and not found:
            raise ApiError(503, "database_away") from None
    return json_answer({"models": found}, language_of(request))


@post(
    "/models/{name}/predict",
    Role.OPERATOR,
    "One patient, answered by a named model",
    RECORD,
    ANSWER,
    [in_path("name", "Name, version or hash of a model."), *PARAMETERS],
    NAMED,
)
async def predict_with(request: Request) -> Response:
    """Predict for one patient with a named model."""
    name = request.path_params["name"]
    if not is_plain(name):
        raise ApiError(404, "not_found", "name")
    try:
        model = await asyncio.to_thread(context_of(request).service.called, name)
    except registry.RegistryError as error:
        raise ApiError(404, "not_found", "name") from error
    except diabetes.DiabetesError as error:
        raise ApiError(503, "no_model") from error
    except SQLAlchemyError as error:
        raise ApiError(503, "database_away") from error
    return await answer_one(request, model)


def _registered(request: Request, current: Served | None) -> list[dict[str, Any]]:
    with context_of(request).engine.connect() as connection:
        return [
            {
                "name": version.name,
                "version": version.version,
                "algorithm": version.algorithm,
                "synthetic": version.synthetic,
                "status": "available",
            }
            for version in registry.versions(connection)
            if current is None or version.version != current.version
        ]


def _row(model: Served) -> dict[str, Any]:
    return {
        "name": model.name,
        "version": model.version,
        "algorithm": model.model.info["algorithm"],
        "synthetic": model.synthetic,
        "status": "active",
    }
