"""Behind a login: the API's pages, for people who have logged in in this browser, and for programs with a token.

The session counts for these pages alone. No call of the API reads its cookie, so that no other website can make a
browser call it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ..login.pages import is_browser
from ..roles import Role
from ..settings import Settings
from ..tokens import Caller
from .access import CALLER, REASON
from .errors import ApiError, answer_to

if TYPE_CHECKING:
    from ..login.routes import Login

__all__ = ["for_readers", "login_of"]

#: In place of a token's id.
_SESSION = "session"


def login_of(settings: Settings, home: str) -> Login | None:
    """The login of people; None where there is none, or only programs come, with tokens of the provider."""
    if not settings.has_login:
        return None
    from ..login.routes import Login

    return Login(settings, "api", home)


def for_readers(login: Login | None) -> list[Middleware]:
    """The middleware around a page; none if nobody can log in."""
    return [login.sessions.middleware, Middleware(_ForReaders, login)] if login else []


class _ForReaders:
    def __init__(self, app: ASGIApp, login: Login) -> None:
        self._app = app
        self._login = login

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        person = self._login.sessions.person(request)
        if person is not None and person.may(Role.READER):
            scope.setdefault(CALLER, Caller(person.name, person.role, _SESSION, person.until))
        if CALLER in scope:
            await self._app(scope, receive, send)
        elif is_browser(request):
            await self._login.ask(request)(scope, receive, send)
        else:
            scope[REASON] = "no_token"
            answer = answer_to(request, ApiError(401, "no_token"))
            answer.headers["WWW-Authenticate"] = "Bearer"
            await answer(scope, receive, send)
