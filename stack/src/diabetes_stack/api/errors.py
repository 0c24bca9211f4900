"""Refusals. All have the library's format, ``{"errors": [{code, field, message, limits}]}``, and beside it the former
system's ``detail``."""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from .former import with_detail
from .language import language_of, said
from .not_json import with_hint
from .texts import text

__all__ = [
    "ApiError",
    "answer_to",
    "answer_to_api_error",
    "answer_to_fault",
    "answer_to_http_exception",
    "refusal",
    "too_busy",
]

_HTTP_CODES = {404: "not_found", 405: "method_not_allowed"}


class ApiError(Exception):
    """A refused request: its status and a code of :mod:`texts <diabetes_stack.api.texts>`, or errors already written
    by the library."""

    def __init__(
        self, status: int, code: str, field: str | None = None, message: str | None = None, **limits: Any
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.field = field
        self.message = message
        self.limits = limits or None
        #: Seconds after which the request may be retried.
        self.retry_after: int | None = None
        #: Headers of the answer.
        self.headers: dict[str, str] = {}


def too_busy(seconds: int, **limits: Any) -> ApiError:
    """429: the limit has been reached."""
    error = ApiError(429, "too_busy", **limits)
    error.retry_after = seconds
    return error


def refusal(status: int, body: bytes, locale: str, sent: bytes = b"") -> Response:
    """A refusal whose body has the library's format; ``sent`` is the JSON that is refused."""
    return said(with_detail(status, with_hint(body, sent, locale)), locale, status)


async def answer_to_api_error(request: Request, error: Exception) -> Response:
    """The answer to an ApiError."""
    assert isinstance(error, ApiError)
    return answer_to(request, error)


def answer_to(request: Request, error: ApiError) -> Response:
    """The answer to an ApiError."""
    locale = language_of(request)
    message = error.message or text(error.code, locale)
    answer = _answer(error.status, error.code, message, locale, error.field, error.limits)
    if error.retry_after is not None:
        answer.headers["Retry-After"] = str(error.retry_after)
    answer.headers.update(error.headers)
    return answer


async def answer_to_http_exception(request: Request, error: Exception) -> Response:
    """The answer to a request that the framework refuses."""
    assert isinstance(error, HTTPException)
    locale = language_of(request)
    code = _HTTP_CODES.get(error.status_code)
    message = text(code, locale) if code else error.detail
    answer = _answer(error.status_code, code or "refused", message, locale, None, None)
    answer.headers.update(error.headers or {})
    return answer


async def answer_to_fault(request: Request, error: Exception) -> Response:
    """The answer to an internal fault, which is logged but not disclosed."""
    locale = language_of(request)
    return _answer(500, "internal", text("internal", locale), locale, None, None)


def _answer(status: int, code: str, message: str, locale: str, field: str | None, limits: Any) -> Response:
    error = {"code": code, "field": field, "message": message, "limits": limits}
    # A field name may come from the caller and contain a lone surrogate.
    return refusal(
        status, json.dumps({"errors": [error]}, ensure_ascii=False).encode("utf-8", "replace"), locale
    )
