"""Who may call: anybody, or with ``REQUIRE_TOKEN`` who sends a token."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from .. import tokens
from ..settings import Settings
from .errors import ApiError, answer_to
from .headers import header

__all__ = ["HOLDER", "OPEN", "SCRIPTS", "Gate"]

#: Where a request's scope says whose token it carries.
HOLDER = "diabetes.holder"

#: Where the scripts of the :mod:`pages <diabetes_stack.api.pages>` are.
SCRIPTS = "/docs-scripts"
#: What monitors and browsers ask without a token: it tells nothing of patients or models.
OPEN = ("/health", "/ready", "/docs", "/redoc", "/openapi.json", f"{SCRIPTS}/")


class Gate:
    """A middleware that answers 401 to calls without a token of ours."""

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
