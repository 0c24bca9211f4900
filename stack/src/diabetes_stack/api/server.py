"""The API as a process: uvicorn with our protocol, stopping within the time that the settings allow."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import sys
import threading
from collections.abc import Callable
from functools import partial

import uvicorn
from starlette.types import ASGIApp

from ..settings import Settings
from . import handover
from .app import create_app
from .context import Context
from .metrics import refused
from .protocol import BoundedProtocol, Drain, Refused

__all__ = ["run", "serve"]

_log = logging.getLogger(__name__)

#: uvicorn's ticks between two checks of the time limits; it ticks ten times a second.
_TICKS = 10
#: Share of the stopping time for requests in progress; the rest is for storing answers that are not stored yet.
_CLIENTS_SHARE = 0.4
#: Share of it after which the process ends whatever is still running.
_LAST_SHARE = 0.95
#: Files and connections that the service itself needs, in addition to those of clients.
_OWN_FILES = 200
_STARTUP_FAILURE = 3


class Server(uvicorn.Server):
    """Enforces every connection's time limits, says when it is ready, and stops in time."""

    def __init__(
        self, config: uvicorn.Config, is_ready: Callable[[], bool], drain: Drain, stop_seconds: float
    ) -> None:
        super().__init__(config)
        self._is_ready = is_ready
        self._drain = drain
        self._stop_seconds = stop_seconds

    async def on_tick(self, counter: int) -> bool:
        self._drain.tick()
        if self._is_ready():
            handover.tell_ready()
        if counter % _TICKS == 0:
            now = asyncio.get_running_loop().time()
            for connection in self._connections():
                connection.check(now)
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        last = threading.Timer(self._stop_seconds * _LAST_SHARE, _end)
        last.daemon = True
        last.start()
        hurry = asyncio.get_running_loop().call_later(self._stop_seconds * _CLIENTS_SHARE, self._hurry)
        await super().shutdown(sockets)
        hurry.cancel()

    def _hurry(self) -> None:
        for connection in self._connections():
            connection.hurry()

    def _connections(self) -> list[BoundedProtocol]:
        return [one for one in self.server_state.connections if isinstance(one, BoundedProtocol)]


def run(settings: Settings, log_level: str | None = None) -> None:
    """Serve the API until told to stop, on the address of the settings or on sockets that were handed over."""
    app = create_app(settings)
    context: Context = app.state.context
    serve(
        app,
        settings,
        (settings.api_host, settings.api_port),
        partial(refused, context.access),
        lambda: context.is_ready,
        log_level,
    )


def serve(
    app: ASGIApp,
    settings: Settings,
    place: tuple[str, int],
    told: Refused | None = None,
    is_ready: Callable[[], bool] = lambda: True,
    log_level: str | None = None,
) -> None:
    """Serve an application on this host and port within the limits of the settings, until told to stop. ``told`` learns
    of what is refused before it is a request; ``is_ready`` says when a supervisor may hear that the application
    answers."""
    host, port = place
    _allow_files(settings.connections + _OWN_FILES)
    drain = Drain()
    protocol = partial(BoundedProtocol, bounds=settings, refused=told, drain=drain)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=protocol,  # type: ignore[arg-type]
        ws="none",
        workers=1,
        lifespan="on",
        log_config=None,
        log_level=log_level,
        access_log=False,
        # The application itself believes the proxies of the settings.
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=int(settings.stop_seconds / 2),
    )
    server = Server(config, is_ready, drain, settings.stop_seconds)
    server.run(handover.inherited())
    if not server.started:
        sys.exit(_STARTUP_FAILURE)


def _end() -> None:
    _log.error("ended by force: something did not stop in time")
    for handler in logging.getLogger().handlers:
        handler.flush()
    os._exit(1)


def _allow_files(count: int) -> None:
    """Raise the open file limit to cover the maximum number of connections, where the system allows it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft != resource.RLIM_INFINITY and soft < count:
            most = count if hard == resource.RLIM_INFINITY else min(count, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
