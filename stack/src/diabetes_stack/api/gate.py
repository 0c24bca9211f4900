"""Who may call: anybody, or with ``REQUIRE_TOKEN`` who sends a token."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from .. import tokens
from ..settings import Settings
from .errors import ApiError, answer_to_api_error
from .pages import SCRIPTS

__all__ = ["OPEN", "Gate"]

#: What monitors and browsers ask without a token: it tells nothing of patients or models.
OPEN = ("/health", "/ready", "/docs", "/redoc", "/openapi.json", f"{SCRIPTS}/")


class Gate:
    """A middleware that answers 401 to calls without a token of ours."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(OPEN) or self._opens(Request(scope)):
            await self._app(scope, receive, send)
            return
        answer = await answer_to_api_error(Request(scope), ApiError(401, "no_token"))
        answer.headers["WWW-Authenticate"] = "Bearer"
        await answer(scope, receive, send)

    def _opens(self, request: Request) -> bool:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and tokens.holder(self._settings, token.strip()) is not None
