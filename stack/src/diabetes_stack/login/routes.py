"""The addresses of a login: /login leads to the provider, /callback is where the provider sends people back, /logout
ends the session."""

from __future__ import annotations

import html
import logging
from urllib.parse import urlencode, urlsplit

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..settings import Settings
from .pages import page, words
from .paths import CALLBACK, LOGIN, LOGOUT, PATHS
from .person import CLOCKS, Person, person_of
from .provider import AWAY, UNTRUE, client, public_url
from .session import Sessions

__all__ = ["Login"]

_log = logging.getLogger(__name__)
_LONGEST = 500


class Login:
    """The login of a service: ``api`` or ``mlflow``. ``home`` is the path where people go who asked for none."""

    def __init__(self, settings: Settings, service: str, home: str) -> None:
        self._settings = settings
        self._service = service
        self._home = home
        self.public_url = public_url(settings, service)
        #: The origin of its pages, as browsers name it.
        self.origin = "://".join(urlsplit(self.public_url)[:2])
        self.sessions = Sessions(settings, service, self.public_url)
        self._provider = client(settings)

    def routes(self, *outer: Middleware) -> list[Route]:
        """The routes to add to an application, which gives every answer the headers of
        :mod:`protection <diabetes_stack.protection>`, by itself or with an outer middleware."""
        around = [*outer, self.sessions.middleware]
        return [
            Route(LOGIN, self._login, methods=["GET"], middleware=around),
            Route(CALLBACK, self._callback, methods=["GET"], middleware=around),
            Route(LOGOUT, self._question, methods=["GET"], middleware=around),
            Route(LOGOUT, self._logout, methods=["POST"], middleware=around),
        ]

    def ask(self, request: Request) -> Response:
        """Send a person who opened a page to the login; afterwards they come back to it."""
        path, query = (
            request.scope["raw_path"].decode("latin-1"),
            request.scope["query_string"].decode("latin-1"),
        )
        path += f"?{query}" if query else ""
        place = f"{self.public_url}{LOGIN}?{urlencode({'next': path})}"
        return RedirectResponse(place, 303)

    async def _login(self, request: Request) -> Response:
        try:
            answer: Response = await self._provider.authorize_redirect(
                request, f"{self.public_url}{CALLBACK}"
            )
        except (*AWAY, *UNTRUE) as problem:
            return self._failed(request, problem)
        request.session["next"] = self._own(request.query_params.get("next"))
        return answer

    async def _callback(self, request: Request) -> Response:
        if not {"code", "error"} & request.query_params.keys():
            # Where the provider sends people after a logout.
            return page(request, "logged_out", 200, self._link(request))
        try:
            person = await self._person(request)
        except (*AWAY, *UNTRUE) as problem:
            if self.sessions.person(request) is not None:
                # The login was completed in another tab.
                return self._to(self._home)
            return self._failed(request, problem)
        if person.role is None:
            _log.warning("login_refused", extra=self._seen(request, person, "no role"))
            return page(request, "no_role", 403, self._link(request), name=person.name)
        place = self._own(request.session.get("next"))
        self.sessions.begin(request, person)
        _log.info("login", extra=self._seen(request, person))
        return self._to(place)

    async def _person(self, request: Request) -> Person:
        token = await self._provider.authorize_access_token(request, leeway=CLOCKS)
        return person_of(self._settings, token["userinfo"])

    async def _question(self, request: Request) -> Response:
        person = self.sessions.person(request)
        if person is None or person.role is None:
            return page(request, "logged_out", 200, self._link(request))
        button = f'<form method="post"><button>{html.escape(words(request, "log_out"))}</button></form>'
        role = words(request, f"role.{person.role.value}")
        return page(request, "logged_in", 200, button, name=person.name, role=role)

    async def _logout(self, request: Request) -> Response:
        # A form of another site comes without the cookie, and ends nothing.
        person = self.sessions.person(request)
        if person is None:
            return page(request, "logged_out", 200, self._link(request))
        self.sessions.end(request)
        _log.info("logout", extra=self._seen(request, person))
        try:
            away = await self._provider.create_logout_url(
                f"{self.public_url}{CALLBACK}", client_id=self._settings.oidc_client_id
            )
        except AWAY:
            # The provider does not answer, or has no logout of its own.
            return page(request, "logged_out", 200, self._link(request))
        return RedirectResponse(away["url"], 303)

    def _failed(self, request: Request, problem: Exception) -> Response:
        """The text of the problem could hold a code or a claim: only its kind is logged."""
        _log.warning("login_failed", extra=self._seen(request, None, type(problem).__name__))
        key, status = ("provider_away", 502) if isinstance(problem, AWAY) else ("failed", 400)
        return page(request, key, status, self._link(request))

    def _seen(self, request: Request, person: Person | None, cause: str | None = None) -> dict[str, object]:
        return {
            "service": self._service,
            "holder": person.name if person else None,
            "role": person.role.value if person and person.role else None,
            "address": request.client.host if request.client else None,
            "cause": cause,
        }

    def _own(self, path: object) -> str:
        """The path if it is one of this service, else the home: nobody is sent to another site."""
        if (
            not isinstance(path, str)
            or not path.startswith("/")
            or path.startswith("//")
            or len(path) > _LONGEST
        ):
            return self._home
        ours = path.isascii() and path.isprintable() and not set(path) & set('\\ "<>')
        return path if ours and path.partition("?")[0] not in PATHS else self._home

    def _to(self, path: str) -> Response:
        return RedirectResponse(f"{self.public_url}{path}", 303)

    def _link(self, request: Request) -> str:
        return f'<a href="{html.escape(self.public_url + LOGIN)}">{html.escape(words(request, "log_in"))}</a>'
