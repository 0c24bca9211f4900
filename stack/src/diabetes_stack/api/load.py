"""The API's current load, and the limits at which it refuses more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ..bounds import Bounds
from .errors import ApiError, answer_to, too_busy
from .needs import Needs

__all__ = ["Bounded", "Load"]

_T = TypeVar("_T")
#: What Prometheus reads, also when there are too many requests.
_FIGURES = "/metrics"
_HELD, _COUNTED = "diabetes.held", "diabetes.counted"


class Load:
    """Requests in progress, the memory they hold, and the threads for long work. A request's share is kept in its
    scope and released when it ends."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._heavy = ThreadPoolExecutor(bounds.heavy_requests, "heavy")
        self.requests = 0
        self.bytes = 0

    def enter(self, scope: Scope) -> None:
        """Admit a request once it has fully arrived. 429 if the limit is reached."""
        if self.requests >= self._bounds.requests_in_flight:
            raise too_busy(self._bounds.retry_seconds, requests_in_flight=self._bounds.requests_in_flight)
        self.requests += 1
        scope[_COUNTED] = True

    def hold(self, scope: Scope, size: int) -> None:
        """Reserve this many bytes of memory until the request ends. 429 if that would exceed the limit."""
        if self.bytes + size > self._bounds.held_bytes:
            raise too_busy(self._bounds.retry_seconds, held_bytes=self._bounds.held_bytes)
        self.bytes += size
        scope[_HELD] = scope.get(_HELD, 0) + size

    def leave(self, scope: Scope) -> None:
        """Release the request's share when it has ended."""
        self.requests -= scope.pop(_COUNTED, False)
        self.bytes -= scope.pop(_HELD, 0)

    async def heavily(self, function: Callable[..., _T], *arguments: object) -> _T:
        """Run work that takes longer than one record in one of a few threads; other work waits its turn."""
        return await asyncio.get_running_loop().run_in_executor(self._heavy, function, *arguments)

    def stop(self) -> None:
        """Start nothing new."""
        self._heavy.shutdown(wait=False, cancel_futures=True)


class Bounded:
    """A middleware that limits the calls in progress. Calls with a body only count once it has arrived, which
    :mod:`bodies <diabetes_stack.api.bodies>` handles; monitors always get an answer."""

    def __init__(self, app: ASGIApp, load: Load, needs: Needs) -> None:
        self._app = app
        self._load = load
        self._needs = needs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] != "POST"
            and scope["path"] != _FIGURES
            and self._needs.of(scope) is not None
        ):
            try:
                self._load.enter(scope)
            except ApiError as error:
                await answer_to(Request(scope), error)(scope, receive, send)
                return
        await self._app(scope, receive, send)
