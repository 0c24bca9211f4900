"""The application: its routes, and the components that live as long as it does."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from ..settings import LogLevel, Settings
from ..store.engine import Service, open_store
from ..store.logs import record
from ..store.writer import Writer
from .access import AccessLog
from .calls import CALLS
from .context import Context
from .control import AccessControl
from .database import Database
from .direct import Direct
from .errors import ApiError, answer_to_api_error, answer_to_fault, answer_to_http_exception
from .former import PATHS
from .front import Front
from .load import Bounded, Load
from .metrics import REQUEST_ID, Observed
from .needs import Needs
from .pages import PAGES, needs, pages, visited
from .patients import INSURER_HEADER, RECORD_HEADER, REFERENCE_HEADER, SITE_HEADER
from .rates import Paced, rate_of
from .serving import ModelService
from .slashes import Slashless

__all__ = ["create_app"]

_log = logging.getLogger(__name__)


def create_app(settings: Settings) -> Starlette:
    """Create the API with these settings. It connects to the database at startup, and tolerates its absence."""
    engine = open_store(settings, Service.API)
    service = ModelService(settings, engine)
    writer = Writer(engine, settings.folder() / "spool") if settings.store_predictions else None
    # Access lines are logged at level INFO.
    access = AccessLog() if settings.log_level in (LogLevel.DEBUG, LogLevel.INFO) else None
    control = AccessControl(settings, engine) if settings.require_token else None
    database = Database(engine, writer)
    context = Context(settings, engine, service, writer, Load(settings), database, access, control)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        if access is not None:
            access.start()
        if writer is not None:
            await writer.start()
        await asyncio.to_thread(service.start)
        if control is not None:
            await asyncio.to_thread(control.start)
        await asyncio.to_thread(_note, context, "started")
        yield
        context.load.stop()
        await asyncio.to_thread(service.stop)
        if control is not None:
            await asyncio.to_thread(control.stop)
        if writer is not None:
            await asyncio.to_thread(writer.stop)
        await asyncio.to_thread(_note, context, "stopped")
        engine.dispose()
        if access is not None:
            access.stop()

    app = Starlette(
        routes=[*(Route(call.path, call.handler, methods=[call.method]) for call in CALLS), *pages(settings)],
        middleware=_middleware(context),
        exception_handlers={ApiError: answer_to_api_error, HTTPException: answer_to_http_exception},
        lifespan=lifespan,
    )
    # A redirect would name the host that the caller sent.
    app.router.redirect_slashes = False
    app.state.context = context
    return app


def _middleware(context: Context) -> list[Middleware]:
    """The middleware around every call, outermost first: who calls, observation, access control, load limits."""
    settings, load = context.settings, context.load
    needed = Needs([*((one.method, one.path, one.role) for one in CALLS), *needs(settings)])
    found = [Middleware(Slashless, PATHS)]
    if settings.forwarded_allow_ips:
        found.append(Middleware(ProxyHeadersMiddleware, list(settings.forwarded_allow_ips)))
    found.append(Middleware(Observed, load, context.access, [*(call.path for call in CALLS), *PAGES]))
    if Front.is_needed(settings):
        found.append(Middleware(Front, settings))
    if settings.cors_origins:
        headers = [
            "Accept-Language",
            "Authorization",
            "Content-Type",
            RECORD_HEADER,
            REFERENCE_HEADER,
            SITE_HEADER,
            INSURER_HEADER,
            REQUEST_ID,
            # Former clients send them; nothing here reads them.
            "X-API-Key",
            "X-Requested-With",
        ]
        found.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(settings.cors_origins),
                allow_methods=["GET", "HEAD", "POST"],
                allow_headers=headers,
                expose_headers=[REQUEST_ID, "Retry-After"],
            )
        )
    if (rate := rate_of(settings.rate_per_address)) is not None:
        found.append(Middleware(Paced, rate, needed))
    if context.control is not None:
        found.append(context.control.middleware(needed, visited(settings)))
    # Faults are answered inside these layers, so that the answer gets their headers.
    return [
        *found,
        Middleware(Bounded, load, needed),
        Middleware(Direct, {call.path: call.handler for call in CALLS if call.often}),
        Middleware(ServerErrorMiddleware, handler=answer_to_fault),
    ]


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
