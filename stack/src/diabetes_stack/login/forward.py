"""Passes a request on to a service on this machine and its answer back, piece by piece."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable
from typing import Any

import httpx
from starlette.background import BackgroundTask
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from ..accepted import is_longer
from ..bounds import TOO_SLOW, Bounds
from .pages import page

__all__ = ["Forward"]

_log = logging.getLogger(__name__)
#: Connections to the service, and seconds to wait for one.
_CONNECTIONS, _PATIENCE = 64, 5.0
#: Headers between two neighbours (RFC 9110, 7.6.1), and what only concerns the way to us.
_HOP = frozenset(
    (
        b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-authorization", b"proxy-connection", b"te",
        b"trailer", b"transfer-encoding", b"upgrade", b"expect",
    )
)  # fmt: skip
#: What the browser sends to us alone: sessions and tokens, and how a proxy before us was reached.
_OURS = frozenset((b"authorization", b"cookie", b"forwarded"))
_FORWARDED = b"x-forwarded-"

Headers = list[tuple[bytes, bytes]]


class _TooLargeError(Exception):
    pass


class Forward:
    """The way to a service. Sizes and times are limited by the settings."""

    def __init__(self, upstream: str, bounds: Bounds) -> None:
        self._upstream = httpx.URL(upstream)
        self._bounds = bounds
        self._http = httpx.AsyncClient(
            timeout=httpx.Timeout(bounds.body_seconds, connect=_PATIENCE, pool=_PATIENCE),
            follow_redirects=False,
            limits=httpx.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS),
            trust_env=False,
        )

    async def close(self) -> None:
        """Close its connections."""
        await self._http.aclose()

    async def __call__(self, request: Request) -> Response:
        """The answer of the service, or a page that says why there is none."""
        limit = self._bounds.body_limit
        try:
            if is_longer(request.headers.get("content-length", ""), limit):
                raise _TooLargeError
            answer = await self._http.send(self._outgoing(request), stream=True)
        except (httpx.InvalidURL, UnicodeError):
            return page(request, "not_found", 404)
        except _TooLargeError:
            return page(request, "too_large", 413, max=limit)
        except ClientDisconnect:
            return page(request, "too_slow", 408)
        except httpx.PoolTimeout:
            return self._none(request, "busy", 503)
        except (httpx.ReadTimeout, httpx.WriteTimeout):
            return self._none(request, "slow", 504)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            return self._none(request, "away", 503)
        except httpx.HTTPError as problem:
            _log.warning("a broken answer", extra={"cause": type(problem).__name__})
            return self._none(request, "away", 502)
        response = StreamingResponse(
            _pieces(answer), answer.status_code, background=BackgroundTask(answer.aclose)
        )
        response.raw_headers = _kept(answer.headers.raw, frozenset((b"set-cookie",)))
        return response

    def _outgoing(self, request: Request) -> httpx.Request:
        scope = request.scope
        query = b"?" + scope["query_string"] if scope["query_string"] else b""
        headers = _kept(scope["headers"], _OURS)
        if request.client is not None:
            headers.append((b"x-forwarded-for", request.client.host.encode()))
        has_body = any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])
        # Not by the client, which would add headers of its own.
        return httpx.Request(
            request.method,
            self._upstream.copy_with(raw_path=scope["raw_path"] + query),
            headers=headers,
            content=self._body(request) if has_body else None,
        )

    async def _body(self, request: Request) -> AsyncIterator[bytes]:
        size, more = 0, True
        while more:
            message = await request.receive()
            if message["type"] == "http.disconnect" or TOO_SLOW in request.scope:
                raise ClientDisconnect
            piece = message.get("body", b"")
            size += len(piece)
            if size > self._bounds.body_limit:
                raise _TooLargeError
            yield piece
            more = message.get("more_body", False)

    def _none(self, request: Request, key: str, status: int) -> Response:
        response = page(request, key, status)
        response.headers["Retry-After"] = str(self._bounds.retry_seconds)
        return response


async def _pieces(answer: httpx.Response) -> AsyncIterator[bytes]:
    try:
        async for piece in answer.aiter_raw():
            yield piece
    finally:
        await answer.aclose()


def _kept(headers: Iterable[tuple[bytes, bytes]], without: frozenset[bytes]) -> Headers:
    """The headers that concern both ends, with lower-case names."""
    lower = [(name.lower(), value) for name, value in headers]
    named = {
        part.strip().lower() for name, value in lower if name == b"connection" for part in value.split(b",")
    }
    dropped: Any = _HOP | without | named
    return [(name, value) for name, value in lower if name not in dropped and not name.startswith(_FORWARDED)]
