"""Tokens that open the API where the settings ask for one: JSON Web Tokens, signed with JWT_SECRET_KEY."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import jwt

from .settings import Settings

__all__ = ["bearer", "holder", "issue"]

_ALGORITHM = "HS256"
_SERVICES = timedelta(minutes=5)
#: How far the clocks of those who issue and those who check may differ.
_LEEWAY = timedelta(seconds=60)


def issue(settings: Settings, holder: str, lifetime: timedelta) -> str:
    """A token for whom it names."""
    now = datetime.now(timezone.utc)
    return jwt.encode({"sub": holder, "iat": now, "exp": now + lifetime}, settings.jwt_key, _ALGORITHM)


def holder(settings: Settings, token: str) -> str | None:
    """Whom a token was issued for; None when it is not ours or has expired."""
    try:
        claims = jwt.decode(
            token, settings.jwt_key, [_ALGORITHM], leeway=_LEEWAY, options={"require": ["exp", "sub"]}
        )
    except (jwt.InvalidTokenError, ValueError, RecursionError):
        return None
    return str(claims["sub"])


def bearer(settings: Settings, service: str) -> dict[str, str]:
    """Headers with which another service opens the API; none where it is open."""
    return (
        {"Authorization": f"Bearer {issue(settings, service, _SERVICES)}"} if settings.require_token else {}
    )
