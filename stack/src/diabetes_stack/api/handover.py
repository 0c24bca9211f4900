"""What a supervisor hands to an API that it starts: sockets, so that nobody is refused while one process follows
another, and a pipe on which the API says that it answers."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence

__all__ = ["bind", "inherited", "tell_ready", "variables"]

#: Environment variables with the numbers of open files; they concern one process and not its children.
_SOCKETS, _READY = "DIABETES_SOCKETS", "DIABETES_READY"


def bind(host: str, port: int) -> list[socket.socket]:
    """Sockets for every address of a host. Nobody is refused once a first process listens on them. Raises OSError."""
    found: list[socket.socket] = []
    places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    try:
        for family, kind, protocol, _, address in dict.fromkeys(places):
            one = socket.socket(family, kind, protocol)
            found.append(one)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind(address)
    except OSError:
        for one in found:
            one.close()
        raise
    return found


def variables(sockets: Sequence[socket.socket], ready: int) -> dict[str, str]:
    """The environment of a process that inherits these sockets, and the end of a pipe to write to."""
    return {_SOCKETS: ",".join(str(one.fileno()) for one in sockets), _READY: str(ready)}


def inherited() -> list[socket.socket] | None:
    """The sockets that were handed to this process; None if it opens its own."""
    numbers = os.environ.pop(_SOCKETS, "")
    return [socket.socket(fileno=int(number)) for number in numbers.split(",")] if numbers else None


def tell_ready() -> None:
    """Say that this process answers, to whoever waits for it. The second time does nothing."""
    number = os.environ.pop(_READY, "")
    if number:
        with os.fdopen(int(number), "wb") as pipe:
            pipe.write(b"ready")
