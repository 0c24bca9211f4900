"""Tests whether the database accepts predictions by actually trying."""

from __future__ import annotations

from datetime import datetime, timezone

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from .ids import uuid7
from .predictions import Row, insert, remove, total
from .tables import predictions

__all__ = ["ReadOnlyError", "look", "try_out"]

#: Number of characters written to test whether there is space.
_ROOM = 16 * 1024


class ReadOnlyError(SQLAlchemyError):
    """The database responds, but does not accept writes."""


def try_out(engine: Engine) -> None:
    """Insert a row and remove it again, in one committed transaction. Raises SQLAlchemyError."""
    text = '"' + "x" * _ROOM + '"'
    row = Row(uuid7(), datetime.now(timezone.utc), "probe", text, text, None, 0.0, None)
    with engine.begin() as connection:
        insert(connection, [row])
        remove(connection, row.id)


def look(engine: Engine, thoroughly: bool) -> int:
    """The number of predictions ever stored. With ``thoroughly``, also check that one could be stored now, without
    writing anything or delaying others. Raises SQLAlchemyError."""
    with engine.connect() as connection:
        if thoroughly:
            _lock(connection)
        connection.execute(select(predictions.c.id).limit(1))
        found = total(connection)
        connection.rollback()
    return found


def _lock(connection: Connection) -> None:
    """Take the lock that an insertion would take."""
    if connection.dialect.name != "postgresql":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql("LOCK TABLE predictions IN ROW EXCLUSIVE MODE")
    if connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "on":
        raise ReadOnlyError
