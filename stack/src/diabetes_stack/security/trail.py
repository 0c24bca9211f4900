"""Whether the audit trail is whole: its chain, and the entries that were kept beside the database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from ..store import audit, ledger
from .finding import Finding

__all__ = ["Verified", "trail", "verify"]


class Verified(NamedTuple):
    """What was verified: entries, how many of them are known beside the database, how many were lost with somebody's
    knowledge, and the number of the first entry that was changed, and of the first that is known there and missing
    here."""

    entries: int
    kept: int
    accepted: int
    changed: int | None
    missing: int | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed or inserted, and nothing removed without an explanation."""
        return self.changed is None and self.missing is None


def verify(connection: Connection, folder: Path) -> Verified:
    """Verify the audit trail against itself and against the ledger in the data folder ``folder``."""
    heads = ledger.heads(folder / ledger.FOLDER)
    missing = audit.missing(connection, heads)
    return Verified(
        audit.count(connection),
        len(heads),
        len(audit.accepted(connection)),
        audit.verify(connection),
        missing[0].id if missing else None,
    )


def trail(connection: Connection, folder: Path) -> Iterator[Finding]:
    """The same as findings."""
    found = verify(connection, folder)
    if found.changed is not None:
        yield Finding.critical("trail_changed", number=found.changed)
    if found.missing is not None:
        yield Finding.critical("trail_missing", number=found.missing)
    if found.is_whole:
        yield Finding.ok("trail", entries=found.entries, kept=found.kept, accepted=found.accepted)
