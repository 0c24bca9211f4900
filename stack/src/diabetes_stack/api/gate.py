"""Access control: with ``REQUIRE_TOKEN`` every call needs a token whose role allows it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ..roles import Role
from ..tokens import Caller, TokenError
from .access import CALLER, REASON
from .callers import Callers
from .counts import who
from .errors import ApiError, answer_to
from .headers import raw
from .lockout import Lockouts
from .needs import ENOUGH, Needs
from .rates import Rate

__all__ = ["Gate"]

#: Reasons that are no fault of the token: the keys of the identity provider are not there, or not yet.
_PROVIDER = ("provider_away", "provider_asked")
#: A reason that shows that the token was good once.
_NO_GUESS = "expired"


class Gate:
    """A middleware that answers 401 without a valid token, 403 when its role does not suffice, 429 to callers that are
    locked or call too often."""

    def __init__(
        self,
        app: ASGIApp,
        callers: Callers,
        needs: Needs,
        lockouts: Lockouts,
        rate: Rate | None,
        retry_seconds: int,
        visited: frozenset[str],
    ) -> None:
        self._app = app
        self._callers = callers
        self._needs = needs
        self._lockouts = lockouts
        self._rate = rate
        self._retry_seconds = retry_seconds
        #: Paths that look at a person's session by themselves when no token comes.
        self._visited = visited

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and (need := self._needs.of(scope)) is not None
            and not self._is_visit(scope)
        ):
            try:
                caller = scope[CALLER] = self._caller(scope)
                if self._rate is not None:
                    self._rate.take(scope, caller.id)
                if caller.role not in ENOUGH[need]:
                    raise _not_allowed(scope, need)
            except ApiError as error:
                await answer_to(Request(scope), error)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _is_visit(self, scope: Scope) -> bool:
        return scope["path"] in self._visited and raw(scope, b"authorization") is None

    def _caller(self, scope: Scope) -> Caller:
        client = scope["client"]
        address = who(client[0] if client else None)
        if seconds := self._lockouts.left(address):
            raise _locked(scope, seconds)
        authorization = raw(scope, b"authorization")
        if authorization is None:
            raise _no_token(scope, "no_token")
        try:
            return self._callers.of(authorization, scope["path"])
        except TokenError as refused:
            if refused.reason in _PROVIDER:
                raise self._away(scope, refused.reason) from None
            if refused.reason != _NO_GUESS:
                self._lockouts.failed(address)
            raise _no_token(scope, refused.reason) from None

    def _away(self, scope: Scope, reason: str) -> ApiError:
        scope[REASON] = reason
        error = ApiError(503, "provider_away")
        error.retry_after = self._retry_seconds
        return error


def _no_token(scope: Scope, reason: str) -> ApiError:
    scope[REASON] = reason
    error = ApiError(401, "no_token")
    challenge = "Bearer" if reason == "no_token" else 'Bearer error="invalid_token"'
    error.headers = {"WWW-Authenticate": challenge}
    return error


def _not_allowed(scope: Scope, need: Role) -> ApiError:
    scope[REASON] = "role"
    error = ApiError(403, "not_allowed", role=need.value)
    error.headers = {"WWW-Authenticate": 'Bearer error="insufficient_scope"'}
    return error


def _locked(scope: Scope, seconds: int) -> ApiError:
    scope[REASON] = "locked"
    error = ApiError(429, "locked", seconds=seconds)
    error.retry_after = seconds
    return error
