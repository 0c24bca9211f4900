"""GET /categories, GET /features."""

from __future__ import annotations

from typing import Any

import diabetes
from starlette.requests import Request
from starlette.responses import Response

from ...roles import Role
from ..call import get
from ..describe import OBJECT, TEXT, deprecated, list_of, nullable, object_of, refusals
from ..former import METRICS, categories_keys, features_keys
from ..language import json_answer, language_of
from .predict import served

__all__ = ["categories", "features"]


@get(
    "/categories",
    Role.READER,
    "Categories of measured glucose, and risk cut-offs",
    "Categories",
    refusals(503),
    Categories=object_of(
        {
            "categories": object_of({row["category"]: OBJECT for row in diabetes.categories("en")}),
            "risk_cutoffs": nullable("object"),
            **deprecated({"metrics": object_of({name: nullable("number") for name in METRICS})}),
        }
    ),
)
async def categories(request: Request) -> Response:
    """The ADA categories of a measured glucose by name, and the model's cut-offs for risk levels."""
    locale = language_of(request)
    rows = {
        row["category"]: {"range": {"min": row["min"], "max": row["max"], "unit": "mg/dL"}, **row}
        for row in diabetes.categories(locale)
    }
    info = served(request).model.info
    known = {"categories": rows, "risk_cutoffs": info["cutoffs"], **categories_keys(info["metrics"])}
    return json_answer(known, locale)


@get(
    "/features",
    Role.READER,
    "The fields of a record",
    "Features",
    refusals(503),
    Features=object_of(
        {
            "features": list_of(OBJECT),
            **deprecated(
                {
                    "required_features": list_of(TEXT),
                    "total_features": {"type": "integer"},
                    "feature_types": OBJECT,
                }
            ),
        }
    ),
)
async def features(request: Request) -> Response:
    """The fields of a record: type, unit, range, and whether the model uses them."""
    locale = language_of(request)
    schema = diabetes.schema(locale)
    used = {field["field"]: field["used"] for field in served(request).model.info["fields"]}
    rows = [
        _feature(name, field, name in schema["required"], used.get(name, False))
        for name, field in schema["properties"].items()
    ]
    rows.sort(key=lambda row: (not row["required"], not row["used"]))
    return json_answer({"features": rows, **features_keys(rows)}, locale)


def _feature(name: str, field: dict[str, Any], required: bool, used: bool) -> dict[str, Any]:
    return {
        "name": name,
        "title": field["title"],
        "description": field["description"],
        "type": field["type"],
        "unit": field.get("unit"),
        "range": {"min": field["minimum"], "max": field["maximum"]} if "minimum" in field else None,
        "allowed": field.get("enum"),
        "required": required,
        "used": used,
    }
