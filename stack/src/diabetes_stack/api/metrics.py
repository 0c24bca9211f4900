"""Every answer is counted, timed, logged and numbered, and gets its security headers."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from prometheus_client import Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..protection import protection
from .access import CALLER, REASON, AccessLog, Line, sane
from .bodies import TOO_SLOW
from .load import Load

__all__ = ["REQUEST_ID", "Observed", "refused"]

#: The header that carries a request's id in both directions; an id is generated if there is none.
REQUEST_ID = "X-Request-ID"
_ID = REQUEST_ID.lower().encode()
_REQUESTS = Counter("diabetes_requests_total", "Answers by call and status", ["call", "status"])
_SECONDS = Histogram(
    "diabetes_request_seconds",
    "Seconds from request to answer, by call",
    ["call"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
#: Sent with an answer to a request that was not fully read: otherwise a 413 would require reading the rest.
_CLOSE = (b"connection", b"close")
_BODY = (b"content-length", b"transfer-encoding")
_OTHER = "other"
#: The label for requests refused by the server itself, before there was a call.
_NO_CALL = "none"
_FAULT = 500


class Observed:
    """The outermost layer; it does not copy the body. Labels use the route pattern, never the values in the path."""

    def __init__(self, app: ASGIApp, load: Load, access: AccessLog | None, routes: Sequence[str]) -> None:
        self._app = app
        self._load = load
        self._access = access
        self._fixed = {route: _SECONDS.labels(route) for route in routes if "{" not in route}
        # /models/{name}/predict before /models/{name}.
        patterns = sorted((route for route in routes if "{" in route), key=len, reverse=True)
        self._patterns = [(route.partition("{")[0], route.partition("}")[2], route) for route in patterns]
        self._counters: dict[tuple[str, int], Counter] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin = time.perf_counter()
        status = _FAULT
        number = next((value for name, value in scope["headers"] if name == _ID), None)
        if number is None or not sane(number):
            number = os.urandom(8).hex().encode()
        whole = False

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = [*message["headers"], *protection(scope), (_ID, number)]
                if not whole and _has_body(scope):
                    headers.append(_CLOSE)
                message["headers"] = headers
            await send(message)

        async def received() -> Message:
            nonlocal whole
            message = await receive()
            # Nothing may mistake an abandoned body for a complete one.
            if TOO_SLOW in scope:
                return {"type": "http.disconnect"}
            whole = whole or not message.get("more_body", False)
            return message

        try:
            await self._app(scope, received, observed)
        finally:
            self._load.leave(scope)
            call = self._call(scope["path"])
            seconds = time.perf_counter() - begin
            self._count(call, status).inc()
            (self._fixed.get(call) or _SECONDS.labels(call)).observe(seconds)
            if self._access is not None:
                client, caller = scope.get("client"), scope.get(CALLER)
                self._access.add(
                    Line(
                        time.time(),
                        number.decode(),
                        caller and caller.holder,
                        caller and caller.role and caller.role.value,
                        client[0] if client else None,
                        scope["method"],
                        call,
                        status,
                        seconds,
                        scope.get(REASON),
                    )
                )

    def _call(self, path: str) -> str:
        if path in self._fixed:
            return path
        matching = (
            route
            for start, end, route in self._patterns
            if path.startswith(start) and path.endswith(end) and path != start
        )
        return next(matching, _OTHER)

    def _count(self, call: str, status: int) -> Counter:
        counter = self._counters.get((call, status))
        if counter is None:
            counter = self._counters[call, status] = _REQUESTS.labels(call, str(status))
        return counter


def refused(access: AccessLog | None, address: str | None, status: int) -> None:
    """Record a refusal by the server before there was a call."""
    _REQUESTS.labels(_NO_CALL, str(status)).inc()
    if access is not None:
        access.add(Line(time.time(), None, None, None, address, None, None, status, 0.0, None))


def _has_body(scope: Scope) -> bool:
    return any(name in _BODY and value != b"0" for name, value in scope["headers"])
