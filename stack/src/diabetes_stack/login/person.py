"""Who has logged in, from the claims of the provider's ID token."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..roles import Role
from ..settings import Settings

__all__ = ["CLOCKS", "ClaimError", "Person", "person_of"]

#: Tolerated difference between the provider's clock and ours, in seconds.
CLOCKS = 60
_LONGEST = 100
#: Claims that may name a person, the best first.
_NAMES = ("preferred_username", "email", "sub")


class ClaimError(ValueError):
    """An ID token that was not made for this login; the text names the claim, never its value."""


@dataclass(frozen=True)
class Person:
    """A person who has logged in. Without a role there is nothing that they may do."""

    name: str
    role: Role | None
    #: When the login ends, in seconds since 1970.
    until: float

    def may(self, role: Role) -> bool:
        """Whether the person may do what this role may."""
        return self.role is not None and self.role.includes(role)


def person_of(settings: Settings, claims: Mapping[str, Any], now: float | None = None) -> Person:
    """The person whom an ID token with a valid signature names. ClaimError if it is for someone else than these
    services, from another provider, or not of this time."""
    moment = time.time() if now is None else now
    _is_from(settings, claims)
    begun = _moment(claims, "iat")
    if begun > moment + CLOCKS or _moment(claims, "exp") <= begun:
        raise ClaimError("iat")
    return Person(_name(claims), settings.role_in(claims), begun + settings.session_hours * 3600)


def _is_from(settings: Settings, claims: Mapping[str, Any]) -> None:
    if not _same(claims.get("iss"), settings.oidc_issuer):
        raise ClaimError("iss")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    # Of several, azp names the one for whom it was made.
    ours = settings.oidc_client_id
    if ours not in audiences or claims.get("azp", ours) != ours:
        raise ClaimError("aud")


def _same(one: object, other: str | None) -> bool:
    """Whether two names of a provider are equal, but for a slash at the end."""
    return isinstance(one, str) and other is not None and one.rstrip("/") == other.rstrip("/")


def _moment(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ClaimError(name)
    return float(value)


def _name(claims: Mapping[str, Any]) -> str:
    for name in _NAMES:
        value = claims.get(name)
        if isinstance(value, str):
            said = "".join(mark for mark in value if mark.isprintable()).strip()
            if said:
                return said[:_LONGEST]
    raise ClaimError("sub")
