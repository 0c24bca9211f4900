"""Request headers, and the quality values of the choices in them."""

from __future__ import annotations

from functools import lru_cache

from starlette.requests import Request
from starlette.types import Scope

__all__ = ["choices", "header", "raw", "wanted"]


def header(request: Request, name: bytes) -> str | None:
    """The first header with this name, given in lower case."""
    value = raw(request.scope, name)
    return None if value is None else value.decode("latin-1")


def raw(scope: Scope, name: bytes) -> bytes | None:
    """The bytes of the first header with this name, given in lower case."""
    for key, value in scope["headers"]:
        if key == name:
            return value  # type: ignore[no-any-return]
    return None


def choices(value: str) -> list[tuple[str, float]]:
    """The choices in a header such as ``Accept``, in lower case, with the quality of each: 1 by default, 0 for not
    acceptable. Only the beginning of a very long header is read."""
    found = []
    for part in value[:1000].split(","):
        choice, *options = part.split(";")
        named = {name.strip().lower(): text for name, _, text in (one.partition("=") for one in options)}
        found.append((choice.strip().lower(), _quality(named["q"]) if "q" in named else 1.0))
    return found


def wanted(request: Request, kind: str, instead: str) -> bool:
    """Whether ``Accept`` names this media type and ranks it no lower than the default one."""
    return _wanted(header(request, b"accept") or "", kind, instead)


@lru_cache(maxsize=256)
def _wanted(accept: str, kind: str, instead: str) -> bool:
    named = dict(choices(accept))
    # The most specific range that covers the default type.
    ranges = (instead, f"{instead.partition('/')[0]}/*", "*/*")
    other = next((named[name] for name in ranges if name in named), 0.0)
    return named.get(kind, 0.0) > 0 and named[kind] >= other


def _quality(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
