"""Bodies of requests, of bounded size."""

from __future__ import annotations

from starlette.requests import Request

from .context import context_of, header
from .errors import ApiError

__all__ = ["CSV", "JSON", "NDJSON", "accepts", "media_type", "read"]

JSON = "application/json"
NDJSON = "application/x-ndjson"
CSV = "text/csv"


async def read(request: Request) -> bytes:
    """The whole body; 413 as soon as it is larger than the settings allow."""
    limit = context_of(request).settings.body_limit
    length = header(request, b"content-length") or ""
    if length.isdigit() and int(length) > limit:
        raise ApiError(413, "too_large", max=limit)
    pieces: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ApiError(400, "aborted")
        piece = message.get("body", b"")
        size += len(piece)
        if size > limit:
            raise ApiError(413, "too_large", max=limit)
        pieces.append(piece)
        more = message.get("more_body", False)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def media_type(request: Request, *allowed: str) -> str:
    """The type of the body, which is one of these; the first where none is named. 415 for another."""
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
    """Whether this type is named in ``Accept``."""
    return kind in (header(request, b"accept") or "").lower()
