"""Request bodies of bounded size."""

from __future__ import annotations

import io

from starlette.requests import Request

from ..accepted import is_longer
from ..bounds import TOO_SLOW
from .context import context_of
from .errors import ApiError
from .headers import header, wanted

__all__ = ["CSV", "JSON", "NDJSON", "TOO_SLOW", "accepts", "media_type", "read", "read_bundle", "read_record"]

JSON = "application/json"
NDJSON = "application/x-ndjson"
CSV = "text/csv"
#: The format returned when a type is not asked for; otherwise JSON.
_INSTEAD = {NDJSON: CSV}
#: Bodies of up to this many bytes do not count towards the memory limit.
_SMALL = 16 * 1024


async def read_record(request: Request) -> bytes:
    """The body of a call that takes a single record."""
    return await _read(request, context_of(request).settings.record_bytes)


async def read_bundle(request: Request) -> bytes:
    """The body of a call that takes a person's FHIR bundle."""
    return await _read(request, context_of(request).settings.bundle_bytes)


async def read(request: Request) -> bytes:
    """The body of a call that takes many records."""
    return await _read(request, context_of(request).settings.body_limit)


async def _read(request: Request, limit: int) -> bytes:
    """The whole body. 413 as soon as it exceeds the limit, 408 if it arrives too slowly, 429 if the bodies in memory
    already reach the limit."""
    load = context_of(request).load
    if is_longer(header(request, b"content-length") or "", limit):
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
        # Chunks may be as small as one byte, so they are joined right away.
        whole = whole or io.BytesIO()
        whole.write(piece)
        if not more:
            load.enter(request.scope)
            return whole.getvalue()


def media_type(request: Request, *allowed: str) -> str:
    """The type of the body, which is one of these; the first if none is given. 415 for any other type, and for a
    compressed body."""
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
    """Whether ``Accept`` prefers this type to the default one."""
    return wanted(request, kind, _INSTEAD.get(kind, JSON))
