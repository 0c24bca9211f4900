"""The OpenAPI document, built from the descriptions of the calls. A record is described by the library's schema."""

from __future__ import annotations

from .. import CONTRACT_VERSION
from ..bounds import Bounds
from . import record_schema
from .calls import CALLS
from .describe import TEXT, Schema, deprecated, list_of, nullable, object_of, refusals, response

__all__ = ["document"]

_ERROR = object_of({"code": TEXT, "field": nullable("string"), "message": TEXT, "limits": nullable("object")})
#: Schemas that every call uses.
_ERRORS = object_of({"errors": {**list_of(_ERROR), "minItems": 1}})
_LINE = object_of({"loc": list_of(TEXT), "msg": TEXT, "type": TEXT})
# In a batch, an error in the place of an answer has no detail.
_ERRORS["properties"] |= deprecated({"detail": {"anyOf": [list_of(_LINE), TEXT]}})
_SHARED = {"Errors": _ERRORS}


def document(title: str, bounds: Bounds, tokens: bool = False) -> Schema:
    """The document. ``x-role`` is the role that an operation needs; with ``tokens`` it needs a token with it."""
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
    for one in found:
        for method, operation in whole["paths"][one.path].items():
            operation["x-role"] = None if one.role is None else one.role.value
            if tokens and one.role is not None:
                operation["security"] = [{"token": []}]
                for status, (text, content) in refusals(401, 403).items():
                    operation["responses"][str(status)] = response(text, {} if method == "head" else content)
    if tokens:
        whole["components"]["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
        }
    return whole
