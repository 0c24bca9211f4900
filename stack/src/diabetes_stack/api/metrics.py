"""Every answer is counted and timed, and gets its security headers."""

from __future__ import annotations

import time
from collections.abc import Sequence

from prometheus_client import Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .load import Load

__all__ = ["Observed"]

_REQUESTS = Counter("diabetes_requests_total", "Answers by call and status", ["call", "status"])
_SECONDS = Histogram(
    "diabetes_request_seconds",
    "Seconds from request to answer, by call",
    ["call"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)
_OTHER = "other"


class Observed:
    """A middleware without a copy of the body. A label is the route, never what stands in its place."""

    def __init__(self, app: ASGIApp, load: Load, routes: Sequence[str]) -> None:
        self._app = app
        self._load = load
        self._fixed = {route: _SECONDS.labels(route) for route in routes if "{" not in route}
        self._prefixes = [(route.partition("{")[0], route) for route in routes if "{" in route]
        self._counters: dict[tuple[str, int], Counter] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin = time.perf_counter()
        status = 500

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        try:
            await self._app(scope, receive, observed)
        finally:
            self._load.leave(scope)
            call = self._call(scope["path"])
            self._count(call, status).inc()
            (self._fixed.get(call) or _SECONDS.labels(call)).observe(time.perf_counter() - begin)

    def _call(self, path: str) -> str:
        if path in self._fixed:
            return path
        return next((route for prefix, route in self._prefixes if path.startswith(prefix)), _OTHER)

    def _count(self, call: str, status: int) -> Counter:
        counter = self._counters.get((call, status))
        if counter is None:
            counter = self._counters[call, status] = _REQUESTS.labels(call, str(status))
        return counter
