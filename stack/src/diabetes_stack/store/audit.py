"""Audit trail: who did what to records and models. Entries are only added, each linked to the one before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select, text

from .chain import START, link
from .tables import audit, utc_now

__all__ = [
    "HEAD", "RESTORE", "Head", "Missing", "accept", "count", "has", "head", "missing", "note", "verify",
    "wait_for_others",
]  # fmt: skip

#: The key in a connection's info for the newest entry that it added.
HEAD = "diabetes.audit"
#: The action of an entry that says that another database was restored here.
RESTORE = "restore"
#: The action of an entry that accepts the loss of others.
_ACCEPT = "accept_loss"
#: PostgreSQL lock under which entries are added one after another.
_LOCK = 0x6175_6469


@dataclass(frozen=True)
class Head:
    """The newest entry: its number and hash, which stand for all entries before it."""

    id: int
    chain: str


class Missing(NamedTuple):
    """The missing entries that nothing explains, and how many others are missing: the trail tells of a restore that
    replaced them, or of somebody who knows why."""

    unexplained: list[Head]
    explained: int


def note(connection: Connection, by: str, action: str, subject: str, detail: Mapping[str, Any]) -> None:
    """Record an action; a patient is only identified by the keyed hash."""
    wait_for_others(connection)
    last = head(connection)
    entry: dict[str, Any] = {
        "at": utc_now(),
        "by": by[:100],
        "action": action,
        "subject": subject[:100],
        "detail": dict(detail),
    }
    chain = link(last.chain if last else START, **entry)
    number = connection.scalar(audit.insert().values(**entry, chain=chain).returning(audit.c.id))
    connection.info[HEAD] = Head(int(number), chain)


def head(connection: Connection) -> Head | None:
    """The newest entry; None if there is none."""
    row = connection.execute(select(audit.c.id, audit.c.chain).order_by(audit.c.id.desc()).limit(1)).first()
    return None if row is None else Head(*row)


def verify(connection: Connection) -> int | None:
    """The number of the first entry that does not follow from those before it; None if all do."""
    columns = (audit.c.at, audit.c.by, audit.c.action, audit.c.subject, audit.c.detail)
    previous = START
    for number, chain, *entry in connection.execute(
        select(audit.c.id, audit.c.chain, *columns).order_by(audit.c.id)
    ):
        previous = link(previous, *entry)
        if chain != previous:
            return int(number)
    return None


def count(connection: Connection) -> int:
    """How many entries there are."""
    return int(connection.scalar(select(func.count()).select_from(audit)) or 0)


def missing(connection: Connection, heads: Sequence[Head]) -> Missing:
    """Which of these entries, in the order in which they were kept, are not in the trail, or are others."""
    rows = connection.execute(select(audit.c.id, audit.c.chain, audit.c.action))
    there = {Head(int(number), chain): action for number, chain, action in rows}
    restored = max((place for place, head in enumerate(heads) if there.get(head) == RESTORE), default=-1)
    details = connection.scalars(select(audit.c.detail).where(audit.c.action == _ACCEPT))
    accepted = {Head(*entry) for detail in details for entry in detail["entries"]}
    gone = [(place, head) for place, head in enumerate(heads) if head not in there]
    unexplained = [head for place, head in gone if place > restored and head not in accepted]
    return Missing(unexplained, len(gone) - len(unexplained))


def accept(connection: Connection, by: str, lost: Sequence[Head], reason: str) -> None:
    """Record that somebody knows why these entries are missing."""
    entries = [[one.id, one.chain] for one in lost]
    note(connection, by, _ACCEPT, "audit", {"entries": entries, "reason": reason})


def has(connection: Connection, action: str) -> bool:
    """Whether the trail has an entry of this action."""
    return connection.scalar(select(audit.c.id).where(audit.c.action == action).limit(1)) is not None


def wait_for_others(connection: Connection) -> None:
    """Wait until no other transaction is adding entries; until this one ends, none can. So what is read after this call
    still holds when the entry is added."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    else:
        # Takes the write lock of SQLite and changes nothing.
        connection.exec_driver_sql("UPDATE counters SET value = value WHERE name = ''")
