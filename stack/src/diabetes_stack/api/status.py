"""GET /health, GET /ready, GET /metrics."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timezone
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from .. import CONTRACT_VERSION
from ..store.predictions import total
from . import bodies
from .context import Context, context_of

__all__ = ["health", "metrics", "ready"]


async def health(request: Request) -> Response:
    """Always 200: ``degraded`` without a model, or while the database is away and answers are spooled."""
    return _json(await _state(context_of(request)), 200)


async def ready(request: Request) -> Response:
    """503 while no model can answer."""
    state = await _state(context_of(request))
    return _json(state, 200 if state["model_loaded"] else 503)


async def metrics(request: Request) -> Response:
    """Counts and times of calls, for Prometheus."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _state(context: Context) -> dict[str, Any]:
    database, predictions = await asyncio.to_thread(_count, context)
    loaded = context.service.current is not None
    return {
        "status": "healthy" if loaded and (database or context.writer is None) else "degraded",
        "timestamp": datetime.now(timezone.utc).isoformat(),
        "version": CONTRACT_VERSION,
        "model_loaded": loaded,
        "total_predictions": predictions,
        "database": "online" if database else "unused" if context.writer is None else "away",
    }


def _count(context: Context) -> tuple[bool, int]:
    """Whether the database answers, and the total; the last known one while it does not."""
    if context.online:
        try:
            with context.engine.connect() as connection:
                context.total.known = total(connection)
            return True, context.total.known
        except SQLAlchemyError:
            pass
    return False, context.total.known


def _json(value: dict[str, Any], status: int) -> Response:
    return Response(json.dumps(value).encode(), status, media_type=bodies.JSON)
