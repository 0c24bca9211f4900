"""The session of a person in the browser: a signed cookie, valid for a fixed time, that ends with a logout."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict

from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request

from ..roles import Role
from ..settings import Settings
from .key import session_key
from .person import Person

__all__ = ["Sessions"]

#: Logouts remembered at a time; each until the session would have ended by itself.
_REMEMBERED = 10_000
#: The part of a cookie that says who has logged in; the others are of logins that have only begun.
_HELD = "person"


class Sessions:
    """The sessions of a service. Its cookie holds the name, the role and the end, not encrypted; nobody else can write
    one. A cookie that was copied before a logout is refused until this process ends."""

    def __init__(self, settings: Settings, service: str, public_url: str) -> None:
        self._ended: OrderedDict[str, float] = OrderedDict()
        secure = public_url.startswith("https://")
        #: Browsers accept the prefix only from this host itself, over https.
        self.cookie = f"{'__Host-' if secure else ''}diabetes-{service}"
        self.middleware = Middleware(
            SessionMiddleware,
            secret_key=session_key(settings, service),
            session_cookie=self.cookie,
            max_age=int(settings.session_hours * 3600),
            same_site="lax",
            https_only=secure,
        )

    def begin(self, request: Request, person: Person) -> None:
        """Begin a person's session; nothing of what the cookie held before is kept."""
        request.session.clear()
        role = None if person.role is None else person.role.value
        number = secrets.token_hex(16)
        request.session[_HELD] = {"id": number, "name": person.name, "role": role, "until": person.until}

    def person(self, request: Request) -> Person | None:
        """The person whose session this is; None without one, or when it has ended."""
        held = request.session.get(_HELD)
        if held is None or held["id"] in self._ended or time.time() >= held["until"]:
            return None
        return Person(held["name"], Role(held["role"]) if held["role"] else None, held["until"])

    def end(self, request: Request) -> None:
        """End the session."""
        held = request.session.get(_HELD)
        if held is not None:
            self._forget()
            self._ended[held["id"]] = held["until"]
        request.session.clear()

    def _forget(self) -> None:
        now = time.time()
        for number in [one for one, until in self._ended.items() if until < now]:
            del self._ended[number]
        while len(self._ended) >= _REMEMBERED:
            self._ended.popitem(last=False)
