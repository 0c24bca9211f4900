"""HTTP connections with limits: uvicorn has none for header size, for time, or for clients that do not read.

The per-request cost is a few fields; :class:`Server` checks the time limits of every connection once a second.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from starlette.requests import Request
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from ..bounds import Bounds
from ..protection import HEADERS
from .bodies import TOO_SLOW
from .errors import ApiError, answer_to, too_busy
from .headers import repeated

__all__ = ["BoundedProtocol", "Drain", "Refused"]

#: Called for what was refused before it became a request, with the client's address and the status.
Refused = Callable[[str | None, int], None]

#: Maximum number of pipelined requests on a connection.
_AHEAD = 16
#: Seconds that a refused client gets to read the answer, while what it still sends is discarded.
_LINGER = 2.0
#: Bytes discarded between two ticks of the server, over all clients.
_DRAINED = 8 * 1024 * 1024
_UPGRADE = re.compile(rb"(\r\n)upgrade(?=[ \t]*:)", re.IGNORECASE)
_LINE = len(b": \r\n")


def _without_upgrade(data: bytes) -> bytes:
    """The start of a request without its Upgrade header. Java's client sends one with every first request; upgrades
    are not supported here, and the parser would mistake the body for the other protocol."""
    first, end, rest = data.partition(b"\r\n\r\n")
    return _UPGRADE.sub(rb"\1X-Asked", first) + end + rest


class _Phase(Enum):
    """What the server is waiting for on a connection."""

    IDLE = auto()
    HEADERS = auto()
    BODY = auto()
    #: Nothing: the client has sent its request.
    ANSWER = auto()
    #: For a refused client to close the connection.
    END = auto()


class Drain:
    """Reads data still sent by refused clients. Reading takes time, so the amount per tick is limited."""

    def __init__(self) -> None:
        self._left = _DRAINED
        self._waiting: list[BoundedProtocol] = []

    def take(self, connection: BoundedProtocol, size: int) -> None:
        """Count a discarded piece of data."""
        self._left -= size
        if self._left < 0:
            connection.flow.pause_reading()
            self._waiting.append(connection)

    def tick(self) -> None:
        """Resume reading with a new allowance."""
        self._left = _DRAINED
        waiting, self._waiting = self._waiting, []
        for connection in waiting:
            if not connection.is_closing():
                connection.flow.resume_reading()


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's protocol. Refusals before there is a request are answered here, in the common format for refusals."""

    def __init__(
        self, *arguments: Any, bounds: Bounds, refused: Refused | None, drain: Drain, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self._bounds = bounds
        self._drain = drain
        self._told = refused
        #: Incremented whenever the connection makes progress.
        self._turn = 0
        self._phase = _Phase.IDLE
        self._since = self._heard = self.loop.time()
        self._deadline: float = self._since + bounds.header_seconds
        #: Bytes received without completing the headers or adding to a body.
        self._fed = 0
        self._piece = 0
        #: Why parsing was stopped.
        self._refusal: ApiError | None = None
        #: Since when there has been output that the client does not read.
        self._unread: float | None = None

    # Called by a cycle as its transport.

    def write(self, data: bytes) -> None:
        """Send data."""
        self.transport.write(data)

    def is_closing(self) -> bool:
        """Whether the connection is closing."""
        return self.transport.is_closing()

    def close(self) -> None:
        """Close the connection, but let a client that is still sending read its answer first."""
        if self._phase is not _Phase.BODY or not self.transport.can_write_eof():
            self.transport.close()
            return
        self._enter(_Phase.END, _LINGER)
        self.flow.resume_reading()
        self.transport.write_eof()

    # Called by the transport.

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self._bounds.connections:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        if self._phase is _Phase.END:
            self._drain.take(self, len(data))
            return
        if self.transport.is_closing():
            return
        self._heard = self.loop.time()
        self._piece = len(data)
        turn = self._turn
        if self._phase is _Phase.IDLE and (b"pgrade" in data or b"PGRADE" in data):
            data = _without_upgrade(data)
        super().data_received(data)
        if turn != self._turn:
            self._fed = 0
        elif self._phase is not _Phase.ANSWER:
            self._fed += self._piece
            if self._fed > self._bounds.header_bytes:
                self._refuse(self._headers_too_large())

    def eof_received(self) -> bool | None:  # type: ignore[override]
        """A client that half-closes after sending its request still gets its answer."""
        if self._phase is not _Phase.ANSWER or self.cycle.response_complete:
            return None
        self.cycle.keep_alive = False
        return True

    def resume_writing(self) -> None:
        self._unread = None
        super().resume_writing()

    # Called by the parser.

    def on_message_begin(self) -> None:
        self._enter(_Phase.HEADERS, self._bounds.header_seconds)
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        # Trailers after a body are not headers of the request.
        if self._phase is _Phase.HEADERS:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        if self._fed + self._piece > self._bounds.header_bytes:
            size = len(self.url) + sum(len(name) + len(value) + _LINE for name, value in self.headers)
            if size > self._bounds.header_bytes:
                self._stop_parsing(self._headers_too_large())
        if (name := repeated(self.headers)) is not None:
            self._stop_parsing(ApiError(400, "repeated_header", header=name))
        if len(self.pipeline) >= _AHEAD:
            self._stop_parsing(too_busy(self._bounds.retry_seconds, requests_ahead=_AHEAD))
        self._enter(_Phase.BODY, self._bounds.body_seconds)
        super().on_headers_complete()
        self.cycle.transport = self  # type: ignore[assignment]

    def on_body(self, body: bytes) -> None:
        self._turn += 1
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._enter(_Phase.ANSWER, math.inf)
        super().on_message_complete()
        if self.cycle.response_complete:
            self._enter(_Phase.IDLE, self._bounds.header_seconds)

    def on_response_complete(self) -> None:
        if self._phase is _Phase.ANSWER and not self.pipeline:
            self._enter(_Phase.IDLE, self._bounds.header_seconds)
        elif self._phase is _Phase.BODY and self.cycle.response_complete:
            # It was refused before it had fully arrived.
            self._deadline = min(self._deadline, self.loop.time() + self._bounds.header_seconds)
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer a request that the parser rejects."""
        self._refuse(self._refusal or ApiError(400, "invalid_request"))

    # Time limits.

    def check(self, now: float) -> None:
        """End whatever takes too long."""
        if self.transport is None:
            return
        if self._leaves_unread(now):
            self.transport.abort()
        elif self.flow.read_paused and self._phase is not _Phase.END:
            # The client is waiting for us.
            self._heard = now
            self._deadline = max(self._deadline, now + self._bounds.header_seconds)
        elif self._phase is _Phase.BODY:
            if now - self._heard > self._bounds.header_seconds:
                self._give_up_body(self._bounds.header_seconds)
            elif now > self._deadline:
                self._give_up_body(self._bounds.body_seconds)
        elif now > self._deadline:
            if self._phase is _Phase.HEADERS:
                self._refuse(ApiError(408, "too_slow", seconds=self._bounds.header_seconds))
            else:
                self.transport.abort()

    def hurry(self) -> None:
        """Close now, because the service is stopping."""
        if self.transport is not None:
            self.transport.abort()

    def _leaves_unread(self, now: float) -> bool:
        if not self.transport.get_write_buffer_size():
            self._unread = None
            return False
        if self._unread is None:
            self._unread = now
        return now - self._unread > self._bounds.send_seconds

    def _give_up_body(self, seconds: float) -> None:
        cycle = self.cycle
        if cycle.response_complete:
            self.transport.abort()
            return
        cycle.scope[TOO_SLOW] = seconds  # type: ignore[literal-required]
        cycle.keep_alive = False
        cycle.message_event.set()

    def _make_room(self) -> None:
        idle = [
            other
            for other in self.connections
            if isinstance(other, BoundedProtocol) and other is not self and other._is_idle()
        ]
        if idle:
            min(idle, key=lambda other: other._since).transport.abort()
        else:
            self._refuse(too_busy(self._bounds.retry_seconds, connections=self._bounds.connections))

    def _is_idle(self) -> bool:
        asks_nothing = self.cycle is None or self.cycle.response_complete
        return asks_nothing and not self.transport.is_closing()

    # Refusals.

    def _headers_too_large(self) -> ApiError:
        return ApiError(431, "headers_too_large", max=self._bounds.header_bytes)

    def _stop_parsing(self, error: ApiError) -> None:
        self._refusal = error
        raise error

    def _refuse(self, error: ApiError) -> None:
        if self.transport.is_closing():
            return
        if self._told is not None:
            self._told(self.client[0] if self.client else None, error.status)
        if self.cycle is not None and not self.cycle.response_complete:
            # Another answer is already being sent.
            self.transport.abort()
            return
        response = answer_to(Request({"type": "http", "headers": self.headers or []}), error)
        headers = [
            *self.server_state.default_headers,
            *response.raw_headers,
            *HEADERS,
            (b"connection", b"close"),
        ]
        lines = b"".join(name + b": " + value + b"\r\n" for name, value in headers)
        self.transport.write(STATUS_LINE[error.status] + lines + b"\r\n" + bytes(response.body))
        self._phase = _Phase.BODY
        self.close()

    def _enter(self, phase: _Phase, seconds: float) -> None:
        self._phase = phase
        self._turn += 1
        self._since = self.loop.time()
        self._deadline = self._since + seconds
