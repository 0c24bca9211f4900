"""GET /model/info, GET /model/examples, GET /models, GET /models/{name}, POST /models/{name}/predict."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any

import diabetes
from diabetes.compat import model_info as model_info_of
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from ...example import EXAMPLES
from ...models import registry
from ...models.lookup import BUNDLED
from ...roles import Role
from ...store.reading import is_plain
from ..call import get, post
from ..context import context_of
from ..describe import NAMED, OBJECT, TEXT, deprecated, in_path, list_of, nullable, object_of, refusals
from ..errors import ApiError
from ..former import NAMES, model_keys, models_keys
from ..language import json_answer, language_of
from ..serving import Served
from ..texts import text
from .predict import ANSWER, PARAMETERS, RECORD, answer_one, served

__all__ = ["list_models", "model_examples", "model_info", "named_model", "predict_with"]

#: Names in a refusal of an unknown one.
_MOST_NAMES = 20
_NAME = in_path("name", "Name, version or hash of a model.")

_MODEL = object_of(
    {
        "name": TEXT,
        "version": TEXT,
        "algorithm": TEXT,
        "synthetic": nullable("boolean"),
        "status": TEXT,
        **deprecated({"display_name": TEXT}),
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
    return json_answer(_told(served(request)), language_of(request))


@get(
    "/models/{name}",
    Role.READER,
    "A named model",
    "ModelInfo",
    refusals(404, 503),
    [_NAME],
)
async def named_model(request: Request) -> Response:
    """A model by its name, as in /model/info."""
    return json_answer(_told(await _called(request)), language_of(request))


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
    Models=object_of(
        {
            "models": list_of(_MODEL),
            **deprecated({"total_models": {"type": "integer"}, "experiment_name": TEXT, "timestamp": TEXT}),
        }
    ),
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
    return json_answer({"models": found, **models_keys(found)}, language_of(request))


@post(
    "/models/{name}/predict",
    Role.OPERATOR,
    "One patient, answered by a named model",
    RECORD,
    ANSWER,
    [_NAME, *PARAMETERS],
    NAMED,
)
async def predict_with(request: Request) -> Response:
    """Predict for one patient with a named model. The model in service answers to the names of the former system."""
    model = await _called(request)
    name = request.path_params["name"]
    return await answer_one(request, model, old_name=name if _is_old(name, model) else None)


def _is_old(name: str, model: Served) -> bool:
    """Whether a name of the former system stands for this model, which is called otherwise."""
    return name in NAMES and name != model.name


async def _called(request: Request) -> Served:
    """The model that the path names. ApiError, with the names that exist, if there is none."""
    name = request.path_params["name"]
    try:
        found, known = await asyncio.to_thread(_found, request, name)
    except diabetes.DiabetesError as error:
        raise ApiError(503, "no_model") from error
    except SQLAlchemyError as error:
        if name in NAMES:
            return served(request)
        raise ApiError(503, "database_away") from error
    if found is not None:
        return found
    if name in NAMES:
        return served(request)
    message = text("no_such_model", language_of(request)).format(known=", ".join(known))
    raise ApiError(404, "not_found", "name", message, allowed=known)


def _found(request: Request, name: str) -> tuple[Served | None, list[str]]:
    """The model with a name; or None, and the names of those that can be asked, the one in service first."""
    service = context_of(request).service
    if is_plain(name):
        with suppress(registry.RegistryError):
            return service.called(name), []
    current = service.current
    names = [] if current is None else [current.name]
    with context_of(request).engine.connect() as connection:
        names += [version.name for version in registry.versions(connection)]
    return None, list(dict.fromkeys([*names, BUNDLED]))[:_MOST_NAMES]


def _told(model: Served) -> dict[str, Any]:
    return {**model_info_of(model.model), "status": "loaded", "source": model.source, **model.model.info}


def _registered(request: Request, current: Served | None) -> list[dict[str, Any]]:
    with context_of(request).engine.connect() as connection:
        return [
            {
                "name": version.name,
                "version": version.version,
                "algorithm": version.algorithm,
                "synthetic": version.synthetic,
                "status": "available",
                **model_keys(version.name, version.version),
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
        **model_keys(model.name, model.version),
    }
