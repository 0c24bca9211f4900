"""Tokens that were issued, as the audit trail says, and those that were revoked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from .audit import note
from .insert import insert_missing
from .tables import audit, revocations, utc_now

__all__ = ["Token", "issued", "note_issued", "revoke", "revoked_since"]

_ISSUED, _REVOKED = "token", "revoke"


@dataclass(frozen=True)
class Token:
    """A token that was issued. One from before tokens had them has no id and no role."""

    id: str | None
    holder: str
    role: str | None
    issued: datetime
    expires: datetime
    revoked: datetime | None

    def state(self, now: datetime) -> str:
        """Whether it counts: valid, expired or revoked."""
        return "revoked" if self.revoked else "expired" if self.expires <= now else "valid"


def note_issued(connection: Connection, by: str, holder: str, token: str, role: str, days: int) -> None:
    """Record that a token was issued."""
    note(connection, by, _ISSUED, holder, {"id": token, "role": role, "days": days})


def issued(connection: Connection) -> Iterator[Token]:
    """All tokens that were ever issued by command, oldest first."""
    rows = connection.execute(select(revocations.c.token, revocations.c.at))
    revoked = {row.token: row.at for row in rows}
    entries = select(audit.c.at, audit.c.subject, audit.c.detail).where(audit.c.action == _ISSUED)
    for at, holder, detail in connection.execute(entries.order_by(audit.c.id)):
        number = detail.get("id")
        expires = at + timedelta(days=detail["days"])
        yield Token(number, holder, detail.get("role"), at, expires, revoked.get(number))


def revoke(connection: Connection, token: str, holder: str | None, by: str) -> bool:
    """Revoke the token with this id; False if it was revoked before."""
    known = select(revocations.c.token).where(revocations.c.token == token)
    if connection.scalar(known) is not None:
        return False
    note(connection, by, _REVOKED, token, {"holder": holder})
    insert_missing(connection, revocations, [{"token": token, "at": utc_now(), "by": by[:100]}])
    return True


def revoked_since(connection: Connection, at: datetime) -> list[str]:
    """The ids of tokens that were revoked after this time."""
    return list(connection.scalars(select(revocations.c.token).where(revocations.c.at > at)))
