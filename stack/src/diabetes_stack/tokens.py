"""Tokens for the API: JSON Web Tokens signed with JWT_SECRET_KEY. Each says who holds it and with which role."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import jwt

from .roles import Role
from .settings import Settings

__all__ = [
    "ALGORITHM", "AUDIENCE", "LEEWAY", "LONGEST", "Caller", "Issued", "TokenError", "bearer", "caller_of", "create",
    "id_in", "id_of", "issue", "read", "verified",
]  # fmt: skip

ALGORITHM = "HS256"
#: Whom our tokens are for.
AUDIENCE = "diabetes-api"
#: The longest life of a token, whatever it claims.
LONGEST = timedelta(days=90)
#: Tolerated clock difference between issuer and verifier.
LEEWAY = timedelta(seconds=60)
#: Claims of every token.
_REQUIRED = ("sub", "iat", "exp")
_SERVICES = timedelta(minutes=5)
#: Of its life after which a service takes a new token.
_USED = 0.5
#: Characters of a token; what is longer is not looked at.
_MOST = 8_000
_LONGEST_ID = 64
#: Tokens of services and people that are kept; beyond it, the first one is made again.
_MOST_OWN = 1_000


class TokenError(Exception):
    """A token that does not count; ``reason`` is a code for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Caller(NamedTuple):
    """Who calls, by a token that counts until ``expires`` (Unix time, in seconds). The role is None if the token names
    none of ours: it may do nothing."""

    holder: str
    role: Role | None
    id: str
    expires: float


class Issued(NamedTuple):
    """A new token."""

    text: str
    id: str
    expires: float


def create(settings: Settings, holder: str, role: Role, lifetime: timedelta) -> Issued:
    """A new token for a holder; beyond 90 days it would not count."""
    now = int(time.time())
    number, expires = secrets.token_hex(8), now + int(lifetime.total_seconds())
    claims = {"sub": holder, "role": role.value, "aud": AUDIENCE, "jti": number, "iat": now, "exp": expires}
    return Issued(jwt.encode(claims, settings.jwt_key, ALGORITHM), number, expires)


def issue(settings: Settings, holder: str, lifetime: timedelta, role: Role = Role.OPERATOR) -> str:
    """The text of a new token."""
    return create(settings, holder, role, lifetime).text


def read(settings: Settings, token: str) -> Caller:
    """Who holds a token that we signed. Raises TokenError.

    A token without role, audience and id is of the form that was issued before there were roles: its holder is an
    operator, until it expires or is 90 days old.
    """
    claims = verified(token, settings.jwt_key, ALGORITHM)
    if not claims.keys() & {"role", "aud", "jti"}:
        oldest = claims["iat"] + LONGEST.total_seconds()
        return caller_of({**claims, "exp": min(claims["exp"], oldest)}, token, Role.OPERATOR)
    audience = claims.get("aud")
    if AUDIENCE not in (audience if isinstance(audience, list) else [audience]):
        raise TokenError("audience")
    try:
        role = Role(claims.get("role"))
    except ValueError:
        raise TokenError("claims") from None
    if "jti" not in claims:
        raise TokenError("claims")
    return caller_of(claims, token, role)


def verified(
    token: str,
    key: Any,
    algorithm: str,
    audience: str | None = None,
    issuers: Sequence[str] | None = None,
    required: Sequence[str] = _REQUIRED,
) -> dict[str, Any]:
    """The claims of a token that was signed with this key and lasts now; audience and issuers count if they are given.
    Raises TokenError."""
    options: Any = {"require": list(required), "verify_aud": audience is not None}
    if len(token) > _MOST:
        raise TokenError("malformed")
    try:
        claims = jwt.decode(
            token, key, [algorithm], leeway=LEEWAY, options=options, audience=audience, issuer=issuers
        )
    except jwt.ExpiredSignatureError:
        raise TokenError("expired") from None
    except jwt.ImmatureSignatureError:
        raise TokenError("not_yet_valid") from None
    except (jwt.InvalidAudienceError, jwt.InvalidIssuerError):
        raise TokenError("audience") from None
    except (jwt.InvalidSignatureError, jwt.InvalidAlgorithmError, jwt.InvalidKeyError):
        raise TokenError("signature") from None
    except jwt.DecodeError:
        raise TokenError("malformed") from None
    except (jwt.InvalidTokenError, ValueError, RecursionError):
        raise TokenError("claims") from None
    if not all(_is_time(claims[name]) for name in ("iat", "exp")):
        raise TokenError("claims")
    return claims


def caller_of(claims: Mapping[str, Any], token: str, role: Role | None, holder: str | None = None) -> Caller:
    """The caller that verified claims name. Raises TokenError for a life of more than 90 days, and odd claims."""
    expires, number = claims["exp"], claims.get("jti", id_of(token))
    if expires - claims["iat"] > LONGEST.total_seconds():
        raise TokenError("too_long")
    if expires + LEEWAY.total_seconds() <= time.time():
        raise TokenError("expired")
    if not claims["sub"] or not 0 < len(number) <= _LONGEST_ID:
        raise TokenError("claims")
    return Caller(holder or claims["sub"], role, number, expires)


def id_of(token: str) -> str:
    """The id of a token that names none, or that is no longer known: a hash of its text."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def id_in(token: str) -> str:
    """The id of a token, whether it counts or not."""
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
    except (jwt.InvalidTokenError, ValueError, RecursionError):
        return id_of(token)
    return str(claims.get("jti", id_of(token)))


_own: dict[tuple[str, str, Role], Issued] = {}
_owning = threading.Lock()


def bearer(settings: Settings, service: str, role: Role = Role.OPERATOR) -> dict[str, str]:
    """Headers that let another service, or a person who uses one, access the API; empty if it is open. A token is kept
    for half of its five minutes."""
    if not settings.require_token:
        return {}
    name = (settings.jwt_key, service, role)
    with _owning:
        issued = _own.get(name)
        left = 0.0 if issued is None else issued.expires - time.time()
        # More than its whole life is left when the clock was set back.
        if issued is None or not _USED <= left / _SERVICES.total_seconds() <= 1:
            _own.pop(name, None)
            if len(_own) >= _MOST_OWN:
                del _own[next(iter(_own))]
            issued = _own[name] = create(settings, service, role, _SERVICES)
    return {"Authorization": f"Bearer {issued.text}"}


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
