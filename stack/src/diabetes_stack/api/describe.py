"""The pieces of an OpenAPI document, with which each call describes itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import diabetes

from ..programme.places import LONGEST as PLACE_LONGEST
from ..programme.places import PATTERN as PLACE_PATTERN
from .bodies import JSON
from .patients import INSURER_HEADER, LONGEST, RECORD_HEADER, RECORD_VALUE, REFERENCE_HEADER, SITE_HEADER

__all__ = [
    "BODY", "BOOLEAN", "NAMED", "NUMBER", "OBJECT", "PATIENT", "RECORDS", "TEXT", "Schema", "deprecated",
    "get_operations", "in_path", "in_query", "list_of", "nullable", "object_of", "operation", "post_operation", "ref",
    "refusals", "response",
]  # fmt: skip

Schema = dict[str, Any]

NUMBER: Schema = {"type": "number"}
TEXT: Schema = {"type": "string"}
BOOLEAN: Schema = {"type": "boolean"}
OBJECT: Schema = {"type": "object"}
#: Refusal statuses of every call; of calls that read a body; of calls that take records; of those with a name in the
#: path.
_ALWAYS = (400, 429, 431)
BODY = (408, 413, 415, 422)
RECORDS = (*BODY, 503)
NAMED = (404, *RECORDS)
_REFUSALS = {
    400: "The body was interrupted, or the request is not valid HTTP.",
    401: "No valid token.",
    403: "The role of the token does not allow this call.",
    404: "Not found.",
    408: "The headers or the body took too long.",
    409: "Another result for that day is already stored.",
    412: "The resources that the answer needs did not come along.",
    413: "More bytes, records, columns or rows than the limit in the error.",
    415: "Unsupported content type or encoding.",
    422: "Every error of the request, with code, field and limits.",
    429: "Too many requests, or too much data in memory; Retry-After says when to try again.",
    431: "The headers are larger than the limit in the error.",
    503: "No model is loaded, or the answer could not be stored.",
}


_LANGUAGE: Schema = {
    "name": "Accept-Language",
    "in": "header",
    "description": "Language of the texts; Spanish by default.",
    "schema": TEXT,
    "examples": {locale: {"value": locale} for locale in diabetes.LOCALES},
}
#: The parameters that say whose prediction it is.
PATIENT: list[Schema] = [
    {
        "name": REFERENCE_HEADER,
        "in": "header",
        "description": "Reference of the patient; stored as a keyed hash.",
        "schema": {"type": "string", "pattern": "[!-~¡-ÿ]", "maxLength": LONGEST},
    },
    {
        "name": RECORD_HEADER,
        "in": "header",
        "description": "The prediction belongs to the patient's clinical record and is kept with it, also when the "
        f"patient asks to be forgotten. Only together with {REFERENCE_HEADER}. Without this header, it does not "
        "belong to a record.",
        "schema": {"enum": [RECORD_VALUE]},
    },
    *(
        {
            "name": name,
            "in": "header",
            "description": f"The hospital's own name of the patient's {what}, for the screening programme. Only "
            f"together with {REFERENCE_HEADER}.",
            "schema": {"type": "string", "pattern": PLACE_PATTERN, "maxLength": PLACE_LONGEST},
        }
        for name, what in ((SITE_HEADER, "site"), (INSURER_HEADER, "insurer"))
    ),
]


def get_operations(
    summary: str, schema: str, others: dict[int, Any] | None = None, parameters: Sequence[Schema] = ()
) -> Schema:
    answers = {200: ("Answered.", {JSON: ref(schema)}), **refusals(*_ALWAYS), **(others or {})}
    return {
        "get": operation(summary, answers, [_LANGUAGE, *parameters]),
        "head": operation(
            f"{summary}: headers only",
            {status: (text, {}) for status, (text, _) in answers.items()},
            [*parameters],
        ),
    }


def post_operation(
    summary: str, bodies: Schema, answers: Schema, parameters: list[Schema], refused: Sequence[int]
) -> Schema:
    statuses = {200: ("Answered.", answers), **refusals(*_ALWAYS, *refused)}
    content = {kind: {"schema": schema} for kind, schema in bodies.items()}
    return {
        **operation(summary, statuses, [_LANGUAGE, *parameters]),
        "requestBody": {"required": True, "content": content},
    }


def operation(summary: str, answers: dict[int, Any], parameters: list[Schema] | None = None) -> Schema:
    responses = {str(status): response(text, content) for status, (text, content) in answers.items()}
    return {"summary": summary, "parameters": parameters or [], "responses": responses}


def response(text: str, content: Schema) -> Schema:
    schemas = {kind: {"schema": schema} for kind, schema in content.items()}
    return {"description": text, **({"content": schemas} if schemas else {})}


def refusals(*statuses: int) -> dict[int, Any]:
    return {status: (_REFUSALS[status], {JSON: ref("Errors")}) for status in statuses}


def in_query(name: str, description: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def in_path(name: str, description: str, allowed: list[str] | None = None) -> Schema:
    schema = {"enum": allowed} if allowed else {"type": "string", "minLength": 1}
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def object_of(properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": dict(properties)}


def list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def deprecated(properties: Schema) -> Schema:
    """These properties, which are there for old clients."""
    return {name: {**schema, "deprecated": True} for name, schema in properties.items()}


def nullable(kind: str) -> Schema:
    return {"type": [kind, "null"]}
