"""Tokens that were issued: those that live too long, and those that end soon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection

from ..store import revocations
from ..tokens import LONGEST
from .finding import Finding, few

__all__ = ["tokens"]

#: Before their end, so that nobody is shut out.
_SOON = timedelta(days=14)


def tokens(connection: Connection, now: datetime) -> Iterator[Finding]:
    """The tokens that the audit trail names."""
    everything = list(revocations.issued(connection))
    valid = [one for one in everything if one.state(now) == "valid"]
    if longer := [one for one in valid if one.expires - one.issued > LONGEST]:
        yield Finding.warning("long_lived", names=_named(longer), days=LONGEST.days)
    if ending := [one for one in valid if one not in longer and one.expires - now < _SOON]:
        yield Finding.warning("ending", names=_named(ending), days=_SOON.days)
    if not (longer or ending):
        revoked = sum(one.revoked is not None for one in everything)
        yield Finding.ok("tokens", count=len(valid), revoked=revoked)


def _named(tokens: list[revocations.Token]) -> str:
    return few([f"{one.holder} ({one.id or '-'}, {one.expires:%Y-%m-%d})" for one in tokens])
