"""What the former system's clients read, beside our own keys: marked as deprecated in the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from ..models.lookup import EXPERIMENT
from .records import dumped
from .texts import text

__all__ = [
    "METRICS", "NAMES", "PATHS", "categories_keys", "features_keys", "model_keys", "models_keys", "old_name_said",
    "with_detail", "with_old_name",
]  # fmt: skip

#: The names of its models: the model in service answers to them.
NAMES = ("random_forest", "gradient_boosting")
#: Its calls: a slash at their end changes nothing.
PATHS = (
    "/health", "/predict", "/predict/batch", "/model/info", "/models", "/models/{name}/predict", "/categories",
    "/features",
)  # fmt: skip
#: The figures of the estimated glucose beside the categories.
METRICS = ("r2", "rmse", "mae", "category_accuracy")
#: Refused parameters that do not stand in the body.
_IN_QUERY = frozenset({"explain"})


def model_keys(name: str, version: str) -> dict[str, Any]:
    """Of one model in the list."""
    return {"display_name": f"{name} {version}"}


def models_keys(models: Sequence[object]) -> dict[str, Any]:
    """Beside the list of models."""
    at = datetime.now(timezone.utc).isoformat()
    return {"total_models": len(models), "experiment_name": EXPERIMENT, "timestamp": at}


def categories_keys(metrics: Mapping[str, Any]) -> dict[str, Any]:
    """Beside the categories: how good the estimated glucose is, in people held out if there were any."""
    figures = metrics["held_out"]["glucose"] or metrics["cross_fitted"]["glucose"] or {}
    return {"metrics": {name: figures.get(name) for name in METRICS}}


def features_keys(features: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Beside the list of fields."""
    return {
        "required_features": [row["name"] for row in features if row["required"]],
        "total_features": len(features),
        "feature_types": {row["name"]: _type(row["type"]) for row in features},
    }


def _type(declared: str | list[str]) -> str:
    return declared if isinstance(declared, str) else next(kind for kind in declared if kind != "null")


def with_detail(status: int, body: bytes) -> bytes:
    """A refusal with ``detail`` beside ``errors``, as FastAPI writes it: with 422 a list, else a text."""
    added = dumped({"detail": _detail(status, json.loads(body)["errors"])})
    return body[:-1] + b"," + added[1:]


def _detail(status: int, errors: Iterable[Mapping[str, Any]]) -> Any:
    if status != 422:
        return " ".join(str(error["message"]) for error in errors)
    return [
        {"loc": _place(error["field"]), "msg": error["message"], "type": error["code"]} for error in errors
    ]


def _place(field: str | None) -> list[str]:
    return ["body"] if field is None else ["query" if field in _IN_QUERY else "body", field]


def old_name_said(name: str, model: str, locale: str) -> str:
    """That another model answered than the named one."""
    return text("old_name", locale).format(name=name, model=model)


def with_old_name(answer: bytes, message: str) -> bytes:
    """An answer with this message as a warning."""
    whole = json.loads(answer)
    whole["warnings"].append({"code": "old_name", "field": None, "message": message})
    return dumped(whole)
