"""Tokens for the API, if the settings require them: JSON Web Tokens signed with JWT_SECRET_KEY."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import NamedTuple

import jwt

from .roles import Role
from .settings import Settings

__all__ = ["Caller", "TokenError", "bearer", "holder", "issue", "read"]

_ALGORITHM = "HS256"
_SERVICES = timedelta(minutes=5)
#: Tolerated clock difference between issuer and verifier.
_LEEWAY = timedelta(seconds=60)


class TokenError(Exception):
    """A token that does not count."""


class Caller(NamedTuple):
    """Who calls with a token, and as what."""

    holder: str
    role: Role


def issue(settings: Settings, holder: str, lifetime: timedelta, role: Role = Role.OPERATOR) -> str:
    """Issue a token for a holder."""
    now = datetime.now(timezone.utc)
    claims = {"sub": holder, "role": role.value, "iat": now, "exp": now + lifetime}
    return jwt.encode(claims, settings.jwt_key, _ALGORITHM)


def read(settings: Settings, token: str) -> Caller:
    """Who holds a token of ours. Raises TokenError. A token without a role is an operator's."""
    try:
        claims = jwt.decode(
            token, settings.jwt_key, [_ALGORITHM], leeway=_LEEWAY, options={"require": ["exp", "sub"]}
        )
        return Caller(str(claims["sub"]), Role(claims.get("role", Role.OPERATOR)))
    except (jwt.InvalidTokenError, ValueError, RecursionError):
        raise TokenError from None


def holder(settings: Settings, token: str) -> str | None:
    """The holder of a token; None when it is not ours or has expired."""
    try:
        return read(settings, token).holder
    except TokenError:
        return None


def bearer(settings: Settings, service: str, role: Role = Role.OPERATOR) -> dict[str, str]:
    """Headers that let a service, or a person who uses one, access another for a few minutes; empty without
    ``REQUIRE_TOKEN``."""
    if not settings.require_token:
        return {}
    return {"Authorization": f"Bearer {issue(settings, service, _SERVICES, role)}"}
