"""Access control: open to everyone, or with ``REQUIRE_TOKEN`` or ``OIDC_ISSUER`` only to callers with a token."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from .. import tokens
from ..login.paths import PATHS
from ..settings import Settings
from .errors import ApiError, answer_to
from .headers import header

__all__ = ["HOLDER", "OPEN", "SCRIPTS", "Gate"]

#: The key in a request's scope for the token's holder.
HOLDER = "diabetes.holder"

#: Path of the scripts of the :mod:`pages <diabetes_stack.api.pages>`.
SCRIPTS = "/docs-scripts"
#: Paths that monitors and browsers read without a token: they reveal nothing about patients or models. With a login
#: the pages are behind it.
OPEN = ("/health", "/ready", "/docs", "/redoc", "/openapi.json", f"{SCRIPTS}/", *PATHS)


class Gate:
    """A middleware that answers 401 to calls without a valid token."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        holder = self._holder(request)
        if holder is not None:
            scope[HOLDER] = holder
        if holder is not None or scope["path"].startswith(OPEN):
            await self._app(scope, receive, send)
            return
        answer = answer_to(request, ApiError(401, "no_token"))
        answer.headers["WWW-Authenticate"] = "Bearer"
        await answer(scope, receive, send)

    def _holder(self, request: Request) -> str | None:
        scheme, _, token = (header(request, b"authorization") or "").partition(" ")
        return tokens.holder(self._settings, token.strip()) if scheme.lower() == "bearer" else None
