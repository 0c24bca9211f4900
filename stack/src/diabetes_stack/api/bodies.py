"""Bodies of requests, of bounded size."""

from __future__ import annotations

import io

from starlette.requests import Request

from .context import context_of
from .errors import ApiError
from .headers import header, wanted

__all__ = ["CSV", "JSON", "NDJSON", "TOO_SLOW", "accepts", "media_type", "read", "read_record"]

JSON = "application/json"
NDJSON = "application/x-ndjson"
CSV = "text/csv"
#: What is given where a type is not asked for; else JSON.
_INSTEAD = {NDJSON: CSV}
#: Set in a request's scope when its body was given up.
TOO_SLOW = "diabetes.too_slow"
#: Up to so many bytes a body counts as nothing that is held.
_SMALL = 16 * 1024
#: No length has more; Python refuses to read a number of thousands.
_DIGITS = 19


async def read_record(request: Request) -> bytes:
    """The body of a call that takes one record."""
    return await _read(request, context_of(request).settings.record_bytes)


async def read(request: Request) -> bytes:
    """The body of a call that takes many records."""
    return await _read(request, context_of(request).settings.body_limit)


async def _read(request: Request, limit: int) -> bytes:
    """The whole body. 413 as soon as it is larger than the limit, 408 when it came too slowly, 429 where as much as the
    bounds allow is here already."""
    load = context_of(request).load
    length = header(request, b"content-length") or ""
    if length.isascii() and length.isdigit() and (len(length) > _DIGITS or int(length) > limit):
        raise ApiError(413, "too_large", max=limit)
    whole: io.BytesIO | None = None
    size = 0
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            slow = request.scope.get(TOO_SLOW)
            raise ApiError(400, "aborted") if slow is None else ApiError(408, "too_slow", seconds=slow)
        piece = message.get("body", b"")
        size += len(piece)
        if size > limit:
            raise ApiError(413, "too_large", max=limit)
        if size > _SMALL:
            load.hold(request.scope, len(piece))
        more = message.get("more_body", False)
        if whole is None and not more:
            load.enter(request.scope)
            return piece  # type: ignore[no-any-return]
        # Pieces may be of a byte each: they are not kept apart.
        whole = whole or io.BytesIO()
        whole.write(piece)
        if not more:
            load.enter(request.scope)
            return whole.getvalue()


def media_type(request: Request, *allowed: str) -> str:
    """The type of the body, which is one of these; the first where none is named. 415 for another, and for a body that
    is compressed."""
    encoding = header(request, b"content-encoding")
    if encoding is not None and encoding.strip().lower() not in ("", "identity"):
        raise ApiError(415, "unsupported_content_encoding", allowed=["identity"])
    named = header(request, b"content-type")
    if named is None:
        return allowed[0]
    kind = named.partition(";")[0].strip().lower()
    if kind in allowed:
        return kind
    if kind.endswith("+json") and JSON in allowed:
        return JSON
    raise ApiError(415, "unsupported_media_type", allowed=list(allowed))


def accepts(request: Request, kind: str) -> bool:
    """Whether this type is asked for in ``Accept``, rather than the one that is given without it."""
    return wanted(request, kind, _INSTEAD.get(kind, JSON))
