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
    that was changed, and of the first that is known there and missing here; how many of those are missing because an
    older database was restored, which the trail tells."""

    entries: int
    kept: int
    changed: int | None
    missing: int | None
    replaced: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, removed or inserted."""
        return self.changed is None and self.missing is None


def verify(connection: Connection, folder: Path) -> Verified:
    """Verify the audit trail against itself and against the ledger in the data folder ``folder``."""
    heads = ledger.heads(folder / ledger.FOLDER)
    missing = audit.missing(connection, heads)
    return Verified(
        audit.count(connection), len(heads), audit.verify(connection), missing.first, missing.replaced
    )


def trail(connection: Connection, folder: Path) -> Iterator[Finding]:
    """The same as findings."""
    found = verify(connection, folder)
    if found.changed is not None:
        yield Finding.critical("trail_changed", number=found.changed)
    if found.missing is not None:
        yield Finding.critical("trail_missing", number=found.missing)
    if found.is_whole:
        yield Finding.ok("trail", entries=found.entries, kept=found.kept - found.replaced)
    if found.replaced:
        yield Finding.ok("trail_replaced", count=found.replaced)
