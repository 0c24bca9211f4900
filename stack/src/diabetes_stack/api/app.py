"""The application: its calls, and what lives as long as it does."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache, partial

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from .. import CONTRACT_VERSION
from ..settings import LogLevel, Settings
from ..store.engine import Service, open_store
from ..store.logs import record
from ..store.writer import Writer
from . import batch, models, outcomes, predict, reference, scores, status
from .access import AccessLog
from .context import Context
from .database import Database
from .direct import Api, Call, direct
from .errors import ApiError, answer_to_api_error, answer_to_fault, answer_to_http_exception
from .gate import Gate
from .load import Bounded, Load
from .metrics import REQUEST_ID, Observed
from .openapi import document
from .pages import PAGES, add_pages
from .patients import REFERENCE_HEADER
from .serving import ModelService

__all__ = ["create_app"]

_log = logging.getLogger(__name__)

#: Path, method and function of every call. GET answers HEAD too.
_CALLS: tuple[tuple[str, str, Call], ...] = (
    ("/health", "GET", status.health),
    ("/ready", "GET", status.ready),
    ("/metrics", "GET", status.metrics),
    ("/predict", "POST", predict.predict),
    ("/predict/batch", "POST", batch.predict_batch),
    ("/predictions/{prediction_id}/outcome", "POST", outcomes.add_outcome),
    ("/model/info", "GET", models.model_info),
    ("/models", "GET", models.list_models),
    ("/models/{name}/predict", "POST", models.predict_with),
    ("/categories", "GET", reference.categories),
    ("/features", "GET", reference.features),
    ("/scores", "GET", scores.list_scores),
    ("/scores/{name}", "POST", scores.compute_score),
)
#: Calls whose rate counts.
_DIRECT: dict[str, Call] = {"/predict": predict.predict, "/predict/batch": batch.predict_batch}


def create_app(settings: Settings) -> Api:
    """The API with these settings. The database is reached when the application starts, and may be away."""
    engine = open_store(settings, Service.API)
    service = ModelService(settings, engine)
    writer = Writer(engine, settings.folder() / "spool") if settings.store_predictions else None
    # They are of the level INFO.
    access = AccessLog() if settings.log_level in (LogLevel.DEBUG, LogLevel.INFO) else None
    context = Context(settings, engine, service, writer, Load(settings), Database(engine, writer), access)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if access is not None:
            access.start()
        if writer is not None:
            await writer.start()
        await asyncio.to_thread(service.start)
        await asyncio.to_thread(_note, context, "started")
        yield
        context.load.stop()
        await asyncio.to_thread(service.stop)
        if writer is not None:
            await asyncio.to_thread(writer.stop)
        await asyncio.to_thread(_note, context, "stopped")
        engine.dispose()
        if access is not None:
            access.stop()

    app = Api(
        title="Diabetes risk",
        version=CONTRACT_VERSION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        exception_handlers={
            ApiError: answer_to_api_error,
            HTTPException: answer_to_http_exception,
            Exception: answer_to_fault,
        },
    )
    app.state.context = context
    for path, method, call in _CALLS:
        app.add_route(path, call, methods=[method])
    add_pages(app)
    app.openapi = cache(partial(document, app.title, settings, settings.require_token))  # type: ignore[method-assign]
    app.posts = {path: direct(call) for path, call in _DIRECT.items()}
    routes = [*(path for path, _, _ in _CALLS), *PAGES]
    app.observed = Observed(_guarded(settings, context.load, app.inner), context.load, access, routes)
    return app


def _guarded(settings: Settings, load: Load, inner: ASGIApp) -> ASGIApp:
    """What may refuse a call: the bound on how many there are, the gate where tokens are asked for, and CORS where
    other origins are allowed."""
    guarded: ASGIApp = Bounded(inner, load)
    if settings.require_token:
        guarded = Gate(guarded, settings)
    if settings.cors_origins:
        headers = ["Accept-Language", "Authorization", "Content-Type", REFERENCE_HEADER, REQUEST_ID]
        guarded = CORSMiddleware(
            guarded,
            allow_origins=list(settings.cors_origins),
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=headers,
            expose_headers=[REQUEST_ID, "Retry-After"],
        )
    return guarded


def _note(context: Context, event: str) -> None:
    served = context.service.current
    detail = {"model": served.source if served else None, "version": served.version if served else None}
    _log.info(event, extra=detail)
    if context.online:
        try:
            with context.engine.begin() as connection:
                record(connection, Service.API, event, detail)
        except SQLAlchemyError as problem:
            _log.warning("the database did not note it", extra={"cause": type(problem).__name__})
