"""POST /predict: one record, one answer."""

from __future__ import annotations

import json
import time
from datetime import datetime, timezone

import diabetes
from starlette.requests import Request
from starlette.responses import Response

from ...roles import Role
from .. import bodies, fhir, fhir_record
from ..call import post
from ..context import context_of
from ..describe import (
    NUMBER,
    OBJECT,
    PATIENT,
    RECORDS,
    TEXT,
    Schema,
    in_query,
    list_of,
    nullable,
    object_of,
    ref,
)  # fmt: skip
from ..errors import ApiError, refusal
from ..former import old_name_said, with_old_name
from ..language import language_of, said
from ..patients import patient_of, reference_of
from ..records import dumped
from ..serving import Served
from ..stored import kept, seal, store

__all__ = ["ANSWER", "PARAMETERS", "RECORD", "answer_one", "predict", "served"]

#: What a call about one patient takes, answers and reads besides.
RECORD = {bodies.JSON: ref("Record"), fhir.MEDIA_TYPE: ref("Bundle")}
ANSWER = {bodies.JSON: ref("Prediction"), fhir.MEDIA_TYPE: ref("RiskAssessment")}
PARAMETERS = [in_query("explain", "Outputs to explain, separated by commas.", TEXT), *PATIENT]

_ADVICE = diabetes.advice("en")
_INTERVAL: Schema = {"type": ["array", "null"], "items": NUMBER, "minItems": 2, "maxItems": 2}
_FIGURES: Schema = {
    "glucose_mg_dl": nullable("number"),
    "interval": _INTERVAL,
    "category": nullable("string"),
    "confidence": nullable("string"),
    "probabilities": nullable("object"),
    "risk_level": nullable("string"),
    "risk_interval": _INTERVAL,
    "urgent": list_of({"enum": [row["code"] for row in _ADVICE if row["urgent"]]}),
    "next_step": object_of(
        {
            "code": {"enum": [row["code"] for row in _ADVICE if not row["urgent"]]},
            "text": TEXT,
            "source": nullable("string"),
        }
    ),
    "test_advised": nullable("boolean"),
}
_PREDICTION = object_of(
    {
        **_FIGURES,
        "interpretation": TEXT,
        "imputed": OBJECT,
        "warnings": list_of(OBJECT),
        "measured": OBJECT,
        "not_applicable": nullable("string"),
        "synthetic": nullable("boolean"),
        "prediction_id": nullable("string"),
        "timestamp": TEXT,
        "model_version": TEXT,
        "processing_time_ms": NUMBER,
    }
)
_PREDICTION["properties"] |= {"explanation": OBJECT, "sources": OBJECT, "notes": list_of(OBJECT)}
_BUNDLE = {
    "type": "object",
    "required": ["resourceType"],
    "properties": {"resourceType": {"type": "string"}, "entry": {"type": "array"}},
}
_RESOURCE = {
    "type": "object",
    "required": ["resourceType", "status", "subject"],
    "properties": {"resourceType": {"const": "RiskAssessment"}},
}


@post(
    "/predict",
    Role.OPERATOR,
    "One patient",
    RECORD,
    ANSWER,
    PARAMETERS,
    RECORDS,
    often=True,
    Prediction=_PREDICTION,
    RiskAssessment=_RESOURCE,
    Bundle=_BUNDLE,
)
async def predict(request: Request) -> Response:
    """Predict for one patient with the model in service."""
    return await answer_one(request, served(request))


def served(request: Request) -> Served:
    """The model in service; 503 if there is none."""
    current = context_of(request).service.current
    if current is None:
        raise ApiError(503, "no_model")
    return current


async def answer_one(request: Request, served: Served, old_name: str | None = None) -> Response:
    """Predict for one patient with this model; ``old_name`` is what the caller calls it, who is told what answers."""
    begin = time.perf_counter()
    kind = bodies.media_type(request, bodies.JSON, fhir.MEDIA_TYPE)
    locale = language_of(request)
    record = None
    if kind == fhir.MEDIA_TYPE:
        bundle = await bodies.read_bundle(request)
        try:
            record, body = await context_of(request).load.heavily(fhir_record.read, bundle, locale)
        except diabetes.ValidationError as error:
            return refusal(422, dumped({"errors": [vars(one) for one in error.errors]}), locale)
    else:
        body = await bodies.read_record(request)
    answer = served.answer(body, locale)
    if answer.refused:
        return refusal(422, answer.json, locale, body)
    wanted = _outputs(request, served)
    first = {"explanation": _explanation(served, answer, wanted)} if wanted else {}
    first |= fhir_record.members(record) if record else {}
    patient = patient_of(request)
    warning = None
    if old_name is not None:
        warning = old_name_said(old_name, f"{served.name} {served.version}", locale)
    as_resource = bodies.accepts(request, fhir.MEDIA_TYPE)
    at = datetime.now(timezone.utc)
    latency_ms = (time.perf_counter() - begin) * 1000
    rows = kept(context_of(request), served, [answer], at, latency_ms, patient)
    await store(context_of(request), rows)
    prediction_id = next(iter(rows.ids), None)
    if as_resource:
        reference = reference_of(request)
        resource = fhir.risk_assessment(answer, served, prediction_id, at, reference, locale, record)
        if warning is not None:
            resource["note"].append({"text": warning})
        content = json.dumps(resource, ensure_ascii=False).encode()
        return said(content, locale, media_type=fhir.MEDIA_TYPE)
    sealed = seal(answer, served, prediction_id, at, latency_ms, **first)
    return said(sealed if warning is None else with_old_name(sealed, warning), locale)


def _outputs(request: Request, served: Served) -> list[str]:
    """The outputs to explain, given as comma-separated or repeated parameters."""
    if not request.scope["query_string"]:
        return []
    asked = ",".join(request.query_params.getlist("explain")).split(",")
    wanted = [output.strip() for output in asked if output.strip()]
    if wanted:
        known = list(served.model.info["outputs"])
        if any(output not in known for output in wanted):
            raise ApiError(422, "unknown_output", "explain", allowed=known)
    return wanted


def _explanation(served: Served, answer: diabetes.Answer, outputs: list[str]) -> bytes:
    explained = {
        output: [vars(part) for part in served.model.explain(answer, output)]
        for output in outputs
        if answer.not_applicable is None
    }
    return json.dumps(explained, ensure_ascii=False).encode()
