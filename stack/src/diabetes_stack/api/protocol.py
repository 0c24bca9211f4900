"""HTTP on a connection, with bounds: uvicorn has none for headers, for time, or for clients that do not read.

Nothing is set up for each request but a few fields; :class:`Server` looks once a second at every connection's clock.
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
from .bodies import TOO_SLOW
from .errors import ApiError, answer_to, too_busy
from .metrics import HEADERS

__all__ = ["BoundedProtocol", "Drain", "Refused"]

#: Told of what was refused before it was a request: the client's address and the status.
Refused = Callable[[str | None, int], None]

#: Requests that a client may send ahead on one connection.
_AHEAD = 16
#: Seconds in which a client that was refused may read why, while what it still sends is thrown away.
_LINGER = 2.0
#: Bytes of it that are thrown away between two ticks of the server, of all clients together.
_DRAINED = 8 * 1024 * 1024
_UPGRADE = re.compile(rb"(\r\n)upgrade(?=[ \t]*:)", re.IGNORECASE)
_LINE = len(b": \r\n")


def _without_upgrade(data: bytes) -> bytes:
    """The beginning of a request that asks for no other protocol. Java's client does with every first request; there is
    none here, and the parser would take the body for it."""
    first, end, rest = data.partition(b"\r\n\r\n")
    return _UPGRADE.sub(rb"\1X-Asked", first) + end + rest


class _Phase(Enum):
    """What the server waits for on a connection."""

    IDLE = auto()
    HEADERS = auto()
    BODY = auto()
    #: Nothing: the client has sent its request.
    ANSWER = auto()
    #: That a client which was refused closes.
    END = auto()


class Drain:
    """Reads data still sent by refused clients. Reading takes time, so the amount per tick is limited."""

    def __init__(self) -> None:
        self._left = _DRAINED
        self._waiting: list[BoundedProtocol] = []

    def take(self, connection: BoundedProtocol, size: int) -> None:
        """A piece was thrown away."""
        self._left -= size
        if self._left < 0:
            connection.flow.pause_reading()
            self._waiting.append(connection)

    def tick(self) -> None:
        """Go on."""
        self._left = _DRAINED
        waiting, self._waiting = self._waiting, []
        for connection in waiting:
            if not connection.is_closing():
                connection.flow.resume_reading()


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's protocol. What is refused before there is a request is answered here, in the form of every refusal."""

    def __init__(
        self, *arguments: Any, bounds: Bounds, refused: Refused | None, drain: Drain, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self._bounds = bounds
        self._drain = drain
        self._told = refused
        #: Grows whenever something that was waited for came.
        self._turn = 0
        self._phase = _Phase.IDLE
        self._since = self._heard = self.loop.time()
        self._deadline: float = self._since + bounds.header_seconds
        #: Bytes of whole pieces that brought neither the end of the headers nor any of a body.
        self._fed = 0
        self._piece = 0
        #: Why the parser was stopped.
        self._refusal: ApiError | None = None
        #: Since when something lies here that the client does not read.
        self._unread: float | None = None

    # What a cycle asks of its transport.

    def write(self, data: bytes) -> None:
        """Send."""
        self.transport.write(data)

    def is_closing(self) -> bool:
        """Whether the connection ends."""
        return self.transport.is_closing()

    def close(self) -> None:
        """End the connection, and let a client that is still sending read its answer first."""
        if self._phase is not _Phase.BODY or not self.transport.can_write_eof():
            self.transport.close()
            return
        self._enter(_Phase.END, _LINGER)
        self.flow.resume_reading()
        self.transport.write_eof()

    # What the transport tells.

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
        """A client that has asked, and says that nothing more comes, still gets its answer."""
        if self._phase is not _Phase.ANSWER or self.cycle.response_complete:
            return None
        self.cycle.keep_alive = False
        return True

    def resume_writing(self) -> None:
        self._unread = None
        super().resume_writing()

    # What the parser tells.

    def on_message_begin(self) -> None:
        self._enter(_Phase.HEADERS, self._bounds.header_seconds)
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        # What stands behind a body is no header of the request.
        if self._phase is _Phase.HEADERS:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        if self._fed + self._piece > self._bounds.header_bytes:
            size = len(self.url) + sum(len(name) + len(value) + _LINE for name, value in self.headers)
            if size > self._bounds.header_bytes:
                self._stop_parsing(self._headers_too_large())
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
            # It was refused before it was here as a whole.
            self._deadline = min(self._deadline, self.loop.time() + self._bounds.header_seconds)
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what the parser does not read on."""
        self._refuse(self._refusal or ApiError(400, "invalid_request"))

    # The clock.

    def check(self, now: float) -> None:
        """End what takes too long."""
        if self.transport is None:
            return
        if self._leaves_unread(now):
            self.transport.abort()
        elif self.flow.read_paused and self._phase is not _Phase.END:
            # It waits for us.
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
        """End now: the service stops."""
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
            # Another answer is on its way.
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
