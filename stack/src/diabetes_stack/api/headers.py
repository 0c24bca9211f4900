"""Request headers, which of them may come only once, and which of two media types a request prefers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from starlette.requests import Request
from starlette.types import Scope

from ..accepted import choices

__all__ = ["header", "raw", "repeated", "wanted"]

#: Headers that say who calls, for which patient, and what the body is. With two of them, a proxy in front and the API
#: could each believe another one.
_ONCE = frozenset(
    (
        *(b"authorization", b"content-type", b"x-clinical-record", b"x-patient-reference"),
        *(b"x-site", b"x-insurer"),
    )
)


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


def repeated(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The name of a header that came twice but may not."""
    seen = set()
    for name, _ in headers:
        if name in _ONCE:
            if name in seen:
                return name.decode()
            seen.add(name)
    return None


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
