"""Deletes expired logs and anonymous predictions, in batches that nobody who writes has to wait for.

A batch is a transaction of its own, with as many rows as take a fraction of a second on this machine; after it there is
a pause in which others write. So an interruption costs nothing: what is deleted stays so, and the next run goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Select,
    Table,
    delete,
    func,
    literal_column,
    select,
)
from sqlalchemy.exc import OperationalError

from .audit import note
from .engine import Service
from .logs import record
from .retention import ANONYMOUS_PREDICTIONS, LOGS
from .tables import logs, predictions

__all__ = ["MOST_ROWS", "clean", "expired"]

#: Maximum rows of a batch, and those of the first one.
MOST_ROWS = 2000
_FIRST_ROWS = 250
#: Seconds that a batch should take: a third of what the slowest may.
_SECONDS = 0.1
#: How often a batch is tried while the database is busy.
_ATTEMPTS = 6
#: The pause after a batch is as long as the batch, and not shorter than the longest pause between two attempts of a
#: writer that waits for SQLite's lock, 0.1 s, so that each pause lets it in.
_PAUSE = 0.12


@dataclass(frozen=True)
class _Expiring:
    """Rows of a table that expire: with only nulls in these columns, from an age on. An index of the first of these
    columns and the time has them in order, so that no other rows are read."""

    table: Table
    age: timedelta
    nulls: tuple[str, ...] = ()

    def which(self, rows: FromClause, now: datetime) -> list[ColumnElement[bool]]:
        """The condition for a row to be expired."""
        return [*(rows.c[name].is_(None) for name in self.nulls), rows.c.at < now - self.age]


class _Batch(NamedTuple):
    """The oldest rows, at most this many, from the newest that was deleted before: PostgreSQL would step over all
    deleted ones again."""

    rows: int
    since: datetime | None


class _Done(NamedTuple):
    """A batch that was deleted: its rows, the time of the newest, and how long others had to wait for it."""

    rows: int
    newest: datetime | None
    seconds: float


_EXPIRING = (
    _Expiring(logs, LOGS),
    _Expiring(predictions, ANONYMOUS_PREDICTIONS, ("patient", "retention")),
)


def expired(connection: Connection, now: datetime) -> dict[str, int]:
    """How many rows of each table have expired."""
    return {
        kind.table.name: connection.scalar(
            select(func.count()).select_from(kind.table).where(*kind.which(kind.table, now))
        )
        or 0
        for kind in _EXPIRING
    }


def clean(
    engine: Engine, now: datetime, by: str, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> dict[str, int]:
    """Delete expired logs, and expired anonymous predictions with their laboratory results. Returns the number of
    deleted rows by table. Totals do not change. ``progress`` is called with the rows done and those found."""
    with engine.begin() as connection:
        found = expired(connection, now)
        # Before the deletion, so that it is recorded whatever happens.
        if any(found.values()):
            note(connection, by, "clean", "database", {**found, "until": now.isoformat()})
    gone = dict.fromkeys(found, 0)
    for kind in _EXPIRING:
        for count in _batches(engine, kind, now):
            gone[kind.table.name] += count
            progress(sum(gone.values()), max(sum(found.values()), sum(gone.values())))
    with engine.begin() as connection:
        record(connection, Service.COMMAND, "cleaned", dict(gone))
    return gone


def _batches(engine: Engine, kind: _Expiring, now: datetime) -> Iterator[int]:
    """Delete a batch, and again, until nothing is left; yields the rows of each."""
    batch = _Batch(_FIRST_ROWS, None)
    while True:
        done = _patiently(engine, kind, now, batch)
        if done.rows:
            yield done.rows
        if done.rows < batch.rows:
            return
        time.sleep(max(done.seconds, _PAUSE))
        fitting = int(batch.rows * _SECONDS / max(done.seconds, 1e-3))
        batch = _Batch(max(1, min(MOST_ROWS, 2 * batch.rows, fitting)), done.newest)


def _patiently(engine: Engine, kind: _Expiring, now: datetime, batch: _Batch) -> _Done:
    """Delete a batch in a transaction; again for a while, if others write so much that it gets no turn."""
    left = _ATTEMPTS
    while True:
        left -= 1
        try:
            with engine.connect() as connection:
                if connection.dialect.name == "sqlite":
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                begin = time.monotonic()
                count, newest = _delete(connection, kind, now, batch)
                connection.commit()
                # Without the time for which others had the lock.
                return _Done(count, newest, time.monotonic() - begin)
        except OperationalError as problem:
            if problem.connection_invalidated or not left:
                raise
        time.sleep(_PAUSE)


def _delete(
    connection: Connection, kind: _Expiring, now: datetime, batch: _Batch
) -> tuple[int, datetime | None]:
    """Delete the oldest rows; returns how many there were, and the time of the newest."""
    table, old = kind.table, kind.table.alias("old")
    later = () if batch.since is None else (old.c.at >= batch.since,)
    order = [old.c[name] for name in (*kind.nulls[:1], "at")]
    # By their place in the file, which needs no second look-up, and never a scan of the table.
    is_postgresql = connection.dialect.name == "postgresql"
    column = "ctid" if is_postgresql else "rowid"
    oldest: Select[Any] = (
        select(literal_column(f"old.{column}")).select_from(old).where(*kind.which(old, now), *later)
        .order_by(*order).limit(batch.rows)
    )  # fmt: skip
    place: ColumnElement[Any] = literal_column(f"{table.name}.{column}")
    those = place == func.any(func.array(oldest.scalar_subquery())) if is_postgresql else place.in_(oldest)
    times = connection.scalars(delete(table).where(those).returning(table.c.at)).all()
    return len(times), max(times, default=batch.since)
