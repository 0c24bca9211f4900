"""The language of an answer, from ``Accept-Language``."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from diabetes import LOCALES
from starlette.requests import Request
from starlette.responses import Response

from .headers import choices, header

__all__ = ["json_answer", "language_of", "said", "said_in"]


def language_of(request: Request) -> str:
    """``es`` or ``en``, whichever is preferred; Spanish if neither is named."""
    return _preferred(header(request, b"accept-language") or "")


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


@lru_cache(maxsize=256)
def _preferred(header: str) -> str:
    best, chosen = 0.0, LOCALES[0]
    for tag, quality in choices(header):
        name = tag.split("-")[0].split("_")[0]
        if name in LOCALES and quality > best:
            best, chosen = quality, name
    return chosen
