"""The examination of an SQLite database."""

from __future__ import annotations

import os
from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from . import indexes
from .finding import Finding, State, judged
from .sizes import LIMITS

__all__ = ["examine"]

#: Share of the file that may be free, and the fewest bytes that count.
_FREE, _FEWEST_FREE = 0.3, 64 * 2**20
#: Bytes of the write-ahead log: it stays large when a reader never ends.
_LOG = 256 * 2**20
#: Rows from which a table needs statistics.
_ROWS = 10_000


def examine(connection: Connection, thorough: bool) -> Iterator[Finding]:
    """All findings; ``thorough`` also reads the whole file: whether it is intact, and how large each table is."""
    if thorough:
        yield from _intact(connection)
        yield from _sizes(connection)
    yield from _space(connection)
    yield from indexes.examine(connection)
    yield from _statistics(connection)
    # SQLite keeps no statistics of statements, and has no connections to count.
    yield Finding("slow_queries", State.UNKNOWN, unit="share", mend="sqlite")


def _intact(connection: Connection) -> Iterator[Finding]:
    said = connection.scalar(text("PRAGMA quick_check(1)"))
    well = said == "ok"
    yield Finding("intact", State.OK if well else State.CRITICAL, said, mend=None if well else "restore")
    try:
        orphans = connection.scalar(text("SELECT count(*) FROM pragma_foreign_key_check"))
    except DatabaseError:
        # The damage is where this looks; it is said above.
        yield Finding("foreign_keys", State.UNKNOWN, None, 0, "count", mend="restore")
        return
    state = State.CRITICAL if orphans else State.OK
    yield Finding("foreign_keys", state, orphans, 0, "count", mend="look" if orphans else None)


def _sizes(connection: Connection) -> Iterator[Finding]:
    for table, limit in LIMITS.items():
        names = connection.scalars(
            text("SELECT name FROM sqlite_schema WHERE tbl_name = :table"), {"table": table}
        )
        try:
            size = sum(
                connection.scalar(
                    text("SELECT pgsize FROM dbstat WHERE name = :name AND aggregate = 1"), {"name": name}
                )
                or 0
                for name in names.all()
            )
        except DatabaseError:
            # Not every build of SQLite has this table, and a damaged file may not be readable.
            yield Finding("size", State.UNKNOWN, None, limit, "bytes", table, "dbstat")
        else:
            yield judged("size", float(size), limit, "bytes", "clean", table)


def _space(connection: Connection) -> Iterator[Finding]:
    page, pages, free = (
        int(connection.scalar(text(f"PRAGMA {name}")) or 0)
        for name in ("page_size", "page_count", "freelist_count")
    )
    yield judged("size", float(page * pages), sum(LIMITS.values()), "bytes", "clean")
    share = free / pages if pages and free * page >= _FEWEST_FREE else 0.0
    yield judged("free_pages", share, _FREE, "share", "vacuum", warning=1.0, above=State.WARNING)
    file = connection.engine.url.database
    try:
        log = float(os.stat(f"{file}-wal").st_size)
    except FileNotFoundError:
        log = 0.0
    yield judged("write_ahead_log", log, _LOG, "bytes", "checkpoint", above=State.WARNING)


def _statistics(connection: Connection) -> Iterator[Finding]:
    inspector = inspect(connection)
    known = set()
    if connection.scalar(text("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'")):
        known = set(connection.scalars(text("SELECT DISTINCT tbl FROM sqlite_stat1")))
    lacking = [
        table
        for table in LIMITS
        if inspector.has_table(table)
        and table not in known
        and connection.scalar(text(f"SELECT 1 FROM {table} LIMIT 1 OFFSET {_ROWS}"))
    ]
    yield from (Finding("statistics", State.WARNING, subject=table, mend="analyze") for table in lacking)
    if not lacking:
        yield Finding("statistics", State.OK)
