"""Whether the database takes predictions: tried, not believed."""

from __future__ import annotations

from datetime import datetime, timezone

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from .ids import uuid7
from .predictions import Row, insert, remove, total
from .tables import predictions

__all__ = ["ReadOnlyError", "look", "try_out"]

#: Letters of what is written to see whether there is room.
_ROOM = 16 * 1024


class ReadOnlyError(SQLAlchemyError):
    """The database answers, and takes nothing."""


def try_out(engine: Engine) -> None:
    """Store a row and take it back, in one transaction that is committed. Raises SQLAlchemyError."""
    text = '"' + "x" * _ROOM + '"'
    row = Row(uuid7(), datetime.now(timezone.utc), "probe", text, text, None, 0.0, None)
    with engine.begin() as connection:
        insert(connection, [row])
        remove(connection, row.id)


def look(engine: Engine, thoroughly: bool) -> int:
    """How many predictions were ever stored. ``thoroughly``: only where one could be stored now, which costs others
    nothing and writes nothing. Raises SQLAlchemyError."""
    with engine.connect() as connection:
        if thoroughly:
            _lock(connection)
        connection.execute(select(predictions.c.id).limit(1))
        found = total(connection)
        connection.rollback()
    return found


def _lock(connection: Connection) -> None:
    """As an insertion does."""
    if connection.dialect.name != "postgresql":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql("LOCK TABLE predictions IN ROW EXCLUSIVE MODE")
    if connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "on":
        raise ReadOnlyError
