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
    """What was verified: entries, how many of them are known beside the database, and the number of the first entry
    that was changed, and of the first that is known there and missing here; how many of those are missing with an
    explanation in the trail."""

    entries: int
    kept: int
    changed: int | None
    missing: int | None
    explained: int

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
        audit.verify(connection),
        min((head.id for head in missing.unexplained), default=None),
        missing.explained,
    )


def trail(connection: Connection, folder: Path) -> Iterator[Finding]:
    """The same as findings."""
    found = verify(connection, folder)
    if found.changed is not None:
        yield Finding.critical("trail_changed", number=found.changed)
    if found.missing is not None:
        yield Finding.critical("trail_missing", number=found.missing)
    if found.is_whole:
        yield Finding.ok("trail", entries=found.entries, kept=found.kept - found.explained)
    if found.explained:
        yield Finding.ok("trail_explained", count=found.explained)
