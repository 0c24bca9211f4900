"""The OpenAPI document. The definition of a record is derived from the library's schema."""

from __future__ import annotations

from typing import Any

import diabetes

from .. import CONTRACT_VERSION
from ..bounds import Bounds
from ..store.patients import HEADER
from . import record_schema
from .bodies import CSV, JSON, NDJSON
from .fhir import MEDIA_TYPE as FHIR
from .gate import OPEN
from .language import LOCALES
from .patients import LONGEST

__all__ = ["document"]

Schema = dict[str, Any]

_NUMBER: Schema = {"type": "number"}
_TEXT: Schema = {"type": "string"}
_BOOLEAN: Schema = {"type": "boolean"}
_OBJECT: Schema = {"type": "object"}
#: Laboratory results, and the field whose range applies. The first two name the same test.
_RESULTS = {"Resultado": "glucosa_ayunas", "glucosa_ayunas": "glucosa_ayunas", "hba1c": "hba1c"}
#: Refusal statuses of every call; of calls that read a body; of calls that take records; of those with a name in the
#: path.
_ALWAYS = (400, 429, 431)
_BODY = (408, 413, 415, 422)
_RECORDS = (*_BODY, 503)
_NAMED = (404, *_RECORDS)
_REFUSALS = {
    400: "The body was interrupted, or the request is not valid HTTP.",
    401: "No valid token.",
    404: "Not found.",
    408: "The headers or the body took too long.",
    409: "Another result for that day is already stored.",
    413: "More bytes, records, columns or rows than the limit in the error.",
    415: "Unsupported content type or encoding.",
    422: "Every error of the request, with code, field and limits.",
    429: "Too many requests, or too much data in memory; Retry-After says when to try again.",
    431: "The headers are larger than the limit in the error.",
    503: "No model is loaded, or the answer could not be stored.",
}


def document(title: str, bounds: Bounds, tokens: bool = False) -> Schema:
    """The document; with ``tokens``, calls behind the :mod:`gate <diabetes_stack.api.gate>` require one."""
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
        "paths": _paths(bounds),
        "components": {"schemas": _schemas()},
    }
    if tokens:
        whole["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        calls = [
            call
            for path, calls in whole["paths"].items()
            if not path.startswith(OPEN)
            for call in calls.items()
        ]
        for method, call in calls:
            call["security"] = [{"token": []}]
            text, content = _refusals(401)[401]
            call["responses"]["401"] = _response(text, {} if method == "head" else content)
    return whole


def _paths(bounds: Bounds) -> Schema:
    record, answer = _ref("Record"), _ref("Prediction")
    one = {JSON: answer, FHIR: _ref("RiskAssessment")}
    explain = _query("explain", "Outputs to explain, separated by commas.", _TEXT)
    name = _path("name", "Name, version or hash of a model.")
    return {
        "/health": _get("Whether the service works", "Health"),
        "/ready": _get(
            "Whether predictions can be requested", "Health", {503: ("Not ready.", {JSON: _ref("Health")})}
        ),
        "/metrics": {"get": _operation("Figures for Prometheus", {200: ("Figures.", {"text/plain": _TEXT})})},
        "/predict": {"post": _post("One patient", {JSON: record}, one, [explain, _PATIENT], *_RECORDS)},
        "/predict/batch": {
            "post": _post(
                "Many patients",
                {
                    JSON: {"type": "array", "items": {}, "maxItems": bounds.batch_records},
                    NDJSON: _TEXT,
                    CSV: _TEXT,
                },
                {JSON: _ref("Batch"), NDJSON: _TEXT, CSV: _TEXT},
                [_PATIENT],
                *_RECORDS,
            )
        },
        "/predictions/{prediction_id}/outcome": {
            "post": _post(
                "A later laboratory result",
                {JSON: _ref("Outcome")},
                {JSON: _object({"prediction_id": _TEXT, "stored": {"type": "integer"}})},
                [_path("prediction_id", "Identifier of the prediction.")],
                409,
                *_NAMED,
            )
        },
        "/model/info": _get("The model in service", "ModelInfo", _refusals(503)),
        "/models": _get("The models available for predictions", "Models", _refusals(503)),
        "/models/{name}/predict": {
            "post": _post(
                "One patient, answered by a named model",
                {JSON: record},
                one,
                [name, explain, _PATIENT],
                *_NAMED,
            )
        },
        "/categories": _get(
            "Categories of measured glucose, and risk cut-offs", "Categories", _refusals(503)
        ),
        "/features": _get("The fields of a record", "Features", _refusals(503)),
        "/scores": _get("The published scores", "Scores"),
        "/scores/{name}": {
            "post": _post(
                "A published score for a record",
                {JSON: _ref("PartialRecord")},
                {JSON: _ref("Score")},
                [_path("name", "Name of the score.", [score["name"] for score in diabetes.scores()])],
                404,
                *_BODY,
            )
        },
    }


def _schemas() -> dict[str, Schema]:
    fields = diabetes.schema("en")["properties"]
    advice = diabetes.advice("en")
    error = _object(
        {"code": _TEXT, "field": _nullable("string"), "message": _TEXT, "limits": _nullable("object")}
    )
    interval = {"type": ["array", "null"], "items": _NUMBER, "minItems": 2, "maxItems": 2}
    figures = {
        "glucose_mg_dl": _nullable("number"),
        "interval": interval,
        "category": _nullable("string"),
        "confidence": _nullable("string"),
        "probabilities": _nullable("object"),
        "risk_level": _nullable("string"),
        "risk_interval": interval,
        "urgent": _list({"enum": [row["code"] for row in advice if row["urgent"]]}),
        "next_step": _object(
            {
                "code": {"enum": [row["code"] for row in advice if not row["urgent"]]},
                "text": _TEXT,
                "source": _nullable("string"),
            }
        ),
        "test_advised": _nullable("boolean"),
    }
    prediction = _object(
        {
            **figures,
            "interpretation": _TEXT,
            "imputed": _OBJECT,
            "warnings": _list(_OBJECT),
            "measured": _OBJECT,
            "not_applicable": _nullable("string"),
            "synthetic": _nullable("boolean"),
            "prediction_id": _nullable("string"),
            "timestamp": _TEXT,
            "model_version": _TEXT,
            "processing_time_ms": _NUMBER,
        }
    )
    prediction["properties"]["explanation"] = _OBJECT
    model = {
        "name": _TEXT,
        "version": _TEXT,
        "algorithm": _TEXT,
        "synthetic": _nullable("boolean"),
        "status": _TEXT,
    }
    info = {"model_name": _TEXT, "r2_score": _nullable("number"), "training_date": _TEXT, "status": _TEXT}
    info |= {
        "n_features": {"type": "integer"},
        "feature_columns": _list(_TEXT),
        "synthetic": _nullable("boolean"),
    }
    results = {name: record_schema.limits(fields[field]) for name, field in _RESULTS.items()}
    health = {"status": {"enum": ["healthy", "degraded"]}, "timestamp": _TEXT, "version": _TEXT}
    health |= {"model_loaded": _BOOLEAN, "total_predictions": {"type": "integer"}}
    health |= {"database": {"enum": ["online", "away", "unused"]}, "failing": _list(_TEXT)}
    batch = {
        "results": _list({"anyOf": [_ref("Prediction"), _ref("Errors")]}),
        "total_patients": {"type": "integer"},
    }
    return {
        **record_schema.schemas(),
        "Prediction": prediction,
        "RiskAssessment": {
            "type": "object",
            "required": ["resourceType", "status", "subject"],
            "properties": {"resourceType": {"const": "RiskAssessment"}},
        },
        "Batch": _object({**batch, "processing_time_ms": _NUMBER, "timestamp": _TEXT}),
        "Errors": _object({"errors": {**_list(error), "minItems": 1}}),
        "Outcome": {
            "type": "object",
            "required": ["date"],
            "properties": {
                "date": {
                    "type": "string",
                    "format": "date",
                    "description": "Date of the test; not in the future.",
                },
                **{name: _nullable("number") | limits for name, limits in results.items()},
                "source": {"type": "string", "minLength": 1, "maxLength": 100},
            },
            "anyOf": [
                {"required": [name], "properties": {name: _NUMBER | limits}}
                for name, limits in results.items()
            ],
        },
        "Health": _object(health),
        "ModelInfo": _object(info),
        "Models": _object({"models": _list(_object(model))}),
        "Categories": _object({"categories": _list(_OBJECT), "risk_cutoffs": _nullable("object")}),
        "Features": _object({"features": _list(_OBJECT)}),
        "Scores": _object({"scores": _list(_OBJECT)}),
        "Score": _object({"name": _TEXT, "points": _nullable("number"), "items": _list(_OBJECT)}),
    }


_LANGUAGE: Schema = {
    "name": "Accept-Language",
    "in": "header",
    "description": "Language of the texts; Spanish by default.",
    "schema": _TEXT,
    "examples": {locale: {"value": locale} for locale in LOCALES},
}
_PATIENT: Schema = {
    "name": HEADER,
    "in": "header",
    "description": "Reference of the patient; stored as a keyed hash.",
    "schema": {"type": "string", "pattern": "[!-~¡-ÿ]", "maxLength": LONGEST},
}


def _get(summary: str, schema: str, others: dict[int, Any] | None = None) -> Schema:
    answers = {200: ("Answered.", {JSON: _ref(schema)}), **_refusals(*_ALWAYS), **(others or {})}
    return {
        "get": _operation(summary, answers, [_LANGUAGE]),
        "head": _operation(
            f"{summary}: headers only", {status: (text, {}) for status, (text, _) in answers.items()}
        ),
    }


def _post(summary: str, bodies: Schema, answers: Schema, parameters: list[Schema], *refusals: int) -> Schema:
    operation = _operation(
        summary, {200: ("Answered.", answers), **_refusals(*_ALWAYS, *refusals)}, [_LANGUAGE, *parameters]
    )
    operation["requestBody"] = {
        "required": True,
        "content": {kind: {"schema": it} for kind, it in bodies.items()},
    }
    return operation


def _operation(summary: str, answers: dict[int, Any], parameters: list[Schema] | None = None) -> Schema:
    responses = {str(status): _response(text, content) for status, (text, content) in answers.items()}
    return {"summary": summary, "parameters": parameters or [], "responses": responses}


def _response(text: str, content: Schema) -> Schema:
    schemas = {kind: {"schema": schema} for kind, schema in content.items()}
    return {"description": text, **({"content": schemas} if schemas else {})}


def _refusals(*statuses: int) -> dict[int, Any]:
    return {status: (_REFUSALS[status], {JSON: _ref("Errors")}) for status in statuses}


def _query(name: str, description: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _path(name: str, description: str, allowed: list[str] | None = None) -> Schema:
    schema = {"enum": allowed} if allowed else {"type": "string", "minLength": 1}
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": dict(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _nullable(kind: str) -> Schema:
    return {"type": [kind, "null"]}
