"""Tokens for the API, if the settings require them: JSON Web Tokens signed with JWT_SECRET_KEY."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import jwt

from .settings import Settings

__all__ = ["bearer", "holder", "issue"]

_ALGORITHM = "HS256"
_SERVICES = timedelta(minutes=5)
#: Tolerated clock difference between issuer and verifier.
_LEEWAY = timedelta(seconds=60)


def issue(settings: Settings, holder: str, lifetime: timedelta) -> str:
    """Issue a token for a holder."""
    now = datetime.now(timezone.utc)
    return jwt.encode({"sub": holder, "iat": now, "exp": now + lifetime}, settings.jwt_key, _ALGORITHM)


def holder(settings: Settings, token: str) -> str | None:
    """The holder of a token; None when it is not ours or has expired."""
    try:
        claims = jwt.decode(
            token, settings.jwt_key, [_ALGORITHM], leeway=_LEEWAY, options={"require": ["exp", "sub"]}
        )
    except (jwt.InvalidTokenError, ValueError, RecursionError):
        return None
    return str(claims["sub"])


def bearer(settings: Settings, service: str) -> dict[str, str]:
    """Headers that let another service access the API; empty if it is open."""
    return (
        {"Authorization": f"Bearer {issue(settings, service, _SERVICES)}"} if settings.require_token else {}
    )
