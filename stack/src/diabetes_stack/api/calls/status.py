"""GET /health, GET /ready, GET /metrics."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timezone
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from ... import CONTRACT_VERSION
from ...roles import Role
from .. import bodies
from ..call import ANYBODY, call, get
from ..context import Context, context_of
from ..describe import BOOLEAN, TEXT, list_of, object_of, operation, ref

__all__ = ["health", "metrics", "ready"]


_HEALTH = object_of(
    {
        "status": {"enum": ["healthy", "degraded"]},
        "timestamp": TEXT,
        "version": TEXT,
        "model_loaded": BOOLEAN,
        "total_predictions": {"type": "integer"},
        "database": {"enum": ["online", "away", "unused"]},
        "failing": list_of(TEXT),
    }
)


@get("/health", ANYBODY, "Whether the service works", "Health", Health=_HEALTH)
async def health(request: Request) -> Response:
    """Always 200: ``degraded`` without a model, while the database is unavailable and answers are spooled, or while a
    background task fails."""
    return _json(await _state(context_of(request)), 200)


@get(
    "/ready",
    ANYBODY,
    "Whether predictions can be requested",
    "Health",
    {503: ("Not ready.", {bodies.JSON: ref("Health")})},
)
async def ready(request: Request) -> Response:
    """503 while no model can answer, or answers cannot be stored."""
    context = context_of(request)
    return _json(await _state(context), 200 if context.is_ready else 503)


@call(
    "GET",
    "/metrics",
    Role.READER,
    lambda _bounds: {"get": operation("Figures for Prometheus", {200: ("Figures.", {"text/plain": TEXT})})},
    {},
)
async def metrics(request: Request) -> Response:
    """Counts and durations of calls, for Prometheus."""
    return Response(await asyncio.to_thread(generate_latest), media_type=CONTENT_TYPE_LATEST)


async def _state(context: Context) -> dict[str, Any]:
    database = await context.database.is_there()
    loaded = context.service.current is not None
    failing = context.failing
    well = loaded and not failing and (database or context.writer is None)
    return {
        "status": "healthy" if well else "degraded",
        "timestamp": datetime.now(timezone.utc).isoformat(),
        "version": CONTRACT_VERSION,
        "model_loaded": loaded,
        "total_predictions": context.database.total,
        "database": "online" if database else "unused" if context.writer is None else "away",
        "failing": failing,
    }


def _json(value: dict[str, Any], status: int) -> Response:
    return Response(json.dumps(value).encode(), status, media_type=bodies.JSON)
