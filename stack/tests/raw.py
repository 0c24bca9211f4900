"""HTTP by hand, as clients that behave badly speak it."""

from __future__ import annotations

import contextlib
import json
import socket

#: Longer than any of our limits in tests: what does not come by then does not come.
PATIENCE = 60
JSON = "application/json"


class Raw:
    """A connection on which a test sends bytes."""

    def __init__(self, port: int, small_window: bool = False) -> None:
        self.socket = socket.socket()
        if small_window:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(("127.0.0.1", port))

    def __enter__(self) -> Raw:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        """Send all, or as much as the other side takes before it closes."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.socket.sendall(data)

    def post(
        self, path: str, body: bytes, *headers: str, length: int | None = None, kind: str = JSON
    ) -> None:
        """Send a request; with ``length`` one that promises more or less than it sends."""
        length = len(body) if length is None else length
        self.send(head("POST", path, f"Content-Length: {length}", *headers, kind=kind) + body)

    def answer(self) -> Answer:
        """The next answer with a length; status 0 when the connection ended without one."""
        data = b""
        while b"\r\n\r\n" not in data:
            piece = self._receive()
            if not piece:
                return Answer(0, {}, data)
            data += piece
        start, _, body = data.partition(b"\r\n\r\n")
        status, *lines = start.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        while len(body) < int(headers.get("content-length", 0)):
            piece = self._receive()
            if not piece:
                break
            body += piece
        return Answer(int(status.split()[1]), headers, body)

    def ended(self) -> bool:
        """Wait until the other side closes; what still comes is dropped."""
        while self._receive():
            pass
        return True

    def _receive(self) -> bytes:
        try:
            return self.socket.recv(65536)
        except ConnectionResetError:
            return b""


class Answer:
    """Status, headers and body."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def error(self) -> tuple[int, str, dict[str, float] | None]:
        """Status, code and limits of a refusal."""
        [error] = json.loads(self.body)["errors"]
        return self.status, error["code"], error["limits"]


def head(method: str, path: str, *headers: str, kind: str = JSON) -> bytes:
    """First line and headers."""
    lines = (f"{method} {path} HTTP/1.1", "Host: localhost", f"Content-Type: {kind}", *headers, "", "")
    return "\r\n".join(lines).encode("latin-1")
