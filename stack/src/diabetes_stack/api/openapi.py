"""The OpenAPI document, built from the descriptions of the calls. A record is described by the library's schema."""

from __future__ import annotations

from .. import CONTRACT_VERSION
from ..bounds import Bounds
from . import record_schema
from .calls import CALLS
from .describe import TEXT, Schema, list_of, nullable, object_of, refusals, response
from .gate import OPEN

__all__ = ["document"]

_ERROR = object_of({"code": TEXT, "field": nullable("string"), "message": TEXT, "limits": nullable("object")})
#: Schemas that every call uses.
_SHARED = {"Errors": object_of({"errors": {**list_of(_ERROR), "minItems": 1}})}


def document(title: str, bounds: Bounds, tokens: bool = False) -> Schema:
    """The document; with ``tokens`` the calls behind the :mod:`gate <diabetes_stack.api.gate>` require one."""
    found = sorted(CALLS, key=lambda call: call.path)
    whole: Schema = {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": CONTRACT_VERSION,
            "description": "Estimates the risk of type-2 diabetes. An estimate, not a diagnosis.",
            "x-bounds": {
                name.upper(): {"value": getattr(bounds, name), "description": field.description}
                for name, field in Bounds.model_fields.items()
            },
        },
        "paths": {call.path: call.operations(bounds) for call in found},
        "components": {
            "schemas": {
                **record_schema.schemas(),
                **_SHARED,
                **{name: schema for call in found for name, schema in call.schemas.items()},
            }
        },
    }
    if tokens:
        whole["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        behind = [
            operation
            for path, operations in whole["paths"].items()
            if not path.startswith(OPEN)
            for operation in operations.items()
        ]
        for method, operation in behind:
            operation["security"] = [{"token": []}]
            text, content = refusals(401)[401]
            operation["responses"]["401"] = response(text, {} if method == "head" else content)
    return whole
