"""The language of an answer, from ``Accept-Language``."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ..accepted import language
from .headers import header

__all__ = ["json_answer", "language_of", "said", "said_in"]


def language_of(request: Request) -> str:
    """``es`` or ``en``, whichever is preferred; Spanish if neither is named."""
    return language(header(request, b"accept-language") or "")


def said_in(locale: str) -> dict[str, str]:
    """Headers of an answer in this language."""
    return {"Content-Language": locale, "Vary": "Accept-Language"}


def said(content: bytes, locale: str, status: int = 200, media_type: str = "application/json") -> Response:
    """An answer in this language."""
    response = Response(content, status)
    response.raw_headers += _encoded(locale, media_type)
    return response


def json_answer(value: Any, locale: str) -> Response:
    """A value as JSON, with this language in the headers."""
    content = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return said(content, locale)


@lru_cache(maxsize=16)
def _encoded(locale: str, media_type: str) -> list[tuple[bytes, bytes]]:
    headers = {"content-type": media_type, **said_in(locale)}
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
