"""The language of an answer, from ``Accept-Language``."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

__all__ = ["LOCALES", "json_answer", "language_of", "said_in"]

#: The first is the default.
LOCALES = ("es", "en")


def language_of(request: Request) -> str:
    """``es`` or ``en``: the one that is preferred, Spanish where neither is named."""
    return _preferred(request.headers.get("accept-language", ""))


def said_in(locale: str) -> dict[str, str]:
    """Headers of an answer in this language."""
    return {"Content-Language": locale, "Vary": "Accept-Language"}


def json_answer(value: Any, locale: str) -> Response:
    """A value as JSON, said in this language."""
    content = json.dumps(value, ensure_ascii=False).encode()
    return Response(content, media_type="application/json", headers=said_in(locale))


@lru_cache(maxsize=256)
def _preferred(header: str) -> str:
    best, chosen = 0.0, LOCALES[0]
    for part in header[:1000].split(","):
        tag, _, options = part.partition(";")
        name = tag.strip().lower().split("-")[0].split("_")[0]
        quality = _quality(options)
        if name in LOCALES and quality > best:
            best, chosen = quality, name
    return chosen


def _quality(options: str) -> float:
    name, _, value = options.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
