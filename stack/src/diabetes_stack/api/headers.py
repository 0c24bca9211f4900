"""Headers of requests."""

from __future__ import annotations

from starlette.requests import Request

__all__ = ["header"]


def header(request: Request, name: bytes) -> str | None:
    """The first header of this name, which is in lower case."""
    for key, value in request.scope["headers"]:
        if key == name:
            return value.decode("latin-1")  # type: ignore[no-any-return]
    return None
