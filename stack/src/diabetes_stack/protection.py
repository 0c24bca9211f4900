"""Headers that protect every answer in a browser."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "POLICY", "Protected", "protection"]

#: The key in a request's scope for the Content-Security-Policy of a page, which needs its own scripts.
POLICY = "diabetes.policy"
_CSP = b"content-security-policy"
_OTHERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
#: Of an answer that is no page.
HEADERS = (*_OTHERS, (_CSP, b"default-src 'none'; frame-ancestors 'none'"))
#: A page shares its window with no page of another origin.
_ALONE = (b"cross-origin-opener-policy", b"same-origin")
#: A browser that was here over HTTPS comes back over HTTPS, for a year.
_HTTPS = (b"strict-transport-security", b"max-age=31536000")


def protection(scope: Scope) -> tuple[tuple[bytes, bytes], ...]:
    """The headers of the answer to a request."""
    policy = scope.get(POLICY)
    headers = HEADERS if policy is None else (*_OTHERS, _ALONE, (_CSP, policy))
    return headers if scope["scheme"] == "http" else (*headers, _HTTPS)


class Protected:
    """A middleware that gives every answer these headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *protection(scope)]
            await send(message)

        await self._app(scope, receive, protected)
