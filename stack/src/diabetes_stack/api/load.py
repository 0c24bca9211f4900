"""How much is asked of the API at this moment, and where it says that it is too much."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ..bounds import Bounds
from .errors import ApiError, answer_to, too_busy
from .gate import OPEN

__all__ = ["Bounded", "Load"]

_T = TypeVar("_T")
_HELD, _COUNTED = "diabetes.held", "diabetes.counted"


class Load:
    """Requests in work, the bytes that they hold, and the threads for what takes long. A request's share is kept in its
    scope and given back when it ends."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._heavy = ThreadPoolExecutor(bounds.heavy_requests, "heavy")
        self.requests = 0
        self.bytes = 0

    def enter(self, scope: Scope) -> None:
        """A request that is to be worked on, once it is here as a whole. 429 where there are enough."""
        if self.requests >= self._bounds.requests_in_flight:
            raise too_busy(self._bounds.retry_seconds, requests_in_flight=self._bounds.requests_in_flight)
        self.requests += 1
        scope[_COUNTED] = True

    def hold(self, scope: Scope, size: int) -> None:
        """So many bytes more are in memory until this request ends. 429 where that would be too many."""
        if self.bytes + size > self._bounds.held_bytes:
            raise too_busy(self._bounds.retry_seconds, held_bytes=self._bounds.held_bytes)
        self.bytes += size
        scope[_HELD] = scope.get(_HELD, 0) + size

    def leave(self, scope: Scope) -> None:
        """The request has ended."""
        self.requests -= scope.pop(_COUNTED, False)
        self.bytes -= scope.pop(_HELD, 0)

    async def heavily(self, function: Callable[..., _T], *arguments: object) -> _T:
        """What takes longer than a record, in one of the few threads for it; the others wait their turn."""
        return await asyncio.get_running_loop().run_in_executor(self._heavy, function, *arguments)

    def stop(self) -> None:
        """Begin nothing new."""
        self._heavy.shutdown(wait=False, cancel_futures=True)


class Bounded:
    """A middleware that lets in no more calls than may be in work. Those with a body count once it is here, which
    :mod:`bodies <diabetes_stack.api.bodies>` sees to; monitors always get their answer."""

    def __init__(self, app: ASGIApp, load: Load) -> None:
        self._app = app
        self._load = load

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] != "POST"
            and not scope["path"].startswith((*OPEN, "/metrics"))
        ):
            try:
                self._load.enter(scope)
            except ApiError as error:
                await answer_to(Request(scope), error)(scope, receive, send)
                return
        await self._app(scope, receive, send)
