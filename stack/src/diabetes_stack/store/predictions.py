"""Predictions in the database: written in groups, once per id; read back exactly as they were sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timezone
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import BigInteger, Connection, Float, SmallInteger, delete, select, update

from .insert import insert_missing
from .steps.answers import steps_of
from .tables import counters, predictions, steps, utc_now
from .types import UtcTime

__all__ = [
    "ROW_BYTES",
    "TOTAL",
    "Row",
    "RowTooLargeError",
    "find",
    "insert",
    "remove",
    "size",
    "total",
    "weigh",
]

#: The counter incremented by every stored prediction; cleaning does not decrease it.
TOTAL = "total_predictions"

#: Maximum bytes of a row's record and answer together; the library's own need a tenth of that.
ROW_BYTES = 64 * 1024

#: Rows per statement: SQLite allows 32,766 parameters.
_ROWS = 1000


class RowTooLargeError(Exception):
    """A row exceeds the maximum size."""


class Row(NamedTuple):
    """A prediction that was, or is about to be, sent. Fields match the table's columns, but for the place."""

    id: str
    at: datetime
    model_version: str
    inputs: str
    outputs: str
    risk_level: str | None
    latency_ms: float
    patient: str | None
    #: clinical if it belongs to a clinical record.
    retention: str | None = None
    #: Where the patient belongs, in the hospital's own names. The steps of the programme keep it, not this table.
    site: str | None = None
    insurer: str | None = None


def insert(connection: Connection, rows: Sequence[Row]) -> None:
    """Insert rows whose ids do not exist yet, and increment the counter accordingly; those of a patient are steps of
    the programme too. The caller commits.

    The SQL is handwritten, one statement per group and database, because this limits the answers per second.
    """
    write = _insert_postgresql if connection.dialect.name == "postgresql" else _insert_sqlite
    for start in range(0, len(rows), _ROWS):
        write(connection, rows[start : start + _ROWS])


def remove(connection: Connection, prediction_id: str) -> None:
    """Undo the insertion of a row, including its effect on the counter. The caller commits."""
    connection.execute(delete(predictions).where(predictions.c.id == prediction_id))
    counted = counters.c.name == TOTAL
    connection.execute(update(counters).where(counted).values(value=counters.c.value - 1))


def size(row: Row) -> int:
    """The size of a row's record and answer in bytes."""
    return len(row.inputs.encode("utf-8", "replace")) + len(row.outputs.encode("utf-8", "replace"))


def weigh(rows: Iterable[Row]) -> int:
    """The total size of rows in bytes. Raises RowTooLargeError."""
    total = 0
    for row in rows:
        more = size(row)
        if more > ROW_BYTES:
            raise RowTooLargeError
        total += more
    return total


def total(connection: Connection) -> int:
    """The number of predictions ever stored."""
    return connection.execute(select(counters.c.value).where(counters.c.name == TOTAL)).scalar() or 0


def find(connection: Connection, prediction_id: str) -> Row | None:
    """The prediction with this id."""
    row = connection.execute(select(predictions).where(predictions.c.id == prediction_id)).one_or_none()
    return None if row is None else Row(**row._mapping)


#: How many of a row's fields are columns.
_STORED = len(Row._fields) - 2
_COLUMNS = ", ".join(Row._fields[:_STORED])
_RAISE = "ON CONFLICT (name) DO UPDATE SET value = counters.value + excluded.value"

# One statement, so one round trip and one transaction. Its arrays are binary (%b): in text form every quotation mark
# of the JSON in them would be escaped here and unescaped there.
_POSTGRESQL = f"""
WITH new AS (
    INSERT INTO predictions ({_COLUMNS})
    SELECT id, at, model_version, inputs::json, outputs::json, risk_level, latency_ms, patient, retention
    FROM unnest(%b::text[], %b::timestamptz[], %b::text[], %b::text[], %b::text[], %b::text[],
                %b::float8[], %b::text[], %b::text[]) AS given ({_COLUMNS})
    ON CONFLICT (id) DO NOTHING RETURNING 1
){{more}}
INSERT INTO counters (name, value) SELECT '{TOTAL}', count(*) FROM new {_RAISE}
"""
_ALONE = _POSTGRESQL.format(more="")
_STEP_COLUMNS = [column.name for column in steps.columns if column.name != "id"]
_KINDS = {UtcTime: "timestamptz", SmallInteger: "int2", BigInteger: "int8", Float: "float8"}
_STEP_TYPES = [_KINDS.get(type(column.type), "text") for column in steps.columns if column.name != "id"]
_WITH_STEPS = _POSTGRESQL.format(
    more=f""", walked AS (
    INSERT INTO steps ({", ".join(f'"{name}"' for name in _STEP_COLUMNS)})
    SELECT * FROM unnest({", ".join(f"%b::{kind}[]" for kind in _STEP_TYPES)})
    ON CONFLICT DO NOTHING
)"""
)


def _insert_postgresql(connection: Connection, rows: Sequence[Row]) -> None:
    columns = tuple(list(column) for column in list(zip(*rows, strict=True))[:_STORED])
    walked = steps_of(rows, utc_now())
    if not walked:
        connection.exec_driver_sql(_ALONE, columns)
        return
    more = tuple([step[name] for step in walked] for name in _STEP_COLUMNS)
    connection.exec_driver_sql(_WITH_STEPS, (*columns, *more))


@lru_cache(maxsize=_ROWS)
def _sqlite(rows: int) -> str:
    """One statement for all rows, to leave and enter the interpreter once rather than for each row."""
    places = ", ".join(["(?, ?, ?, ?, ?, ?, ?, ?, ?)"] * rows)
    return f"INSERT INTO predictions ({_COLUMNS}) VALUES {places} ON CONFLICT (id) DO NOTHING"


def _insert_sqlite(connection: Connection, rows: Sequence[Row]) -> None:
    values: list[object] = []
    for row in rows:
        values += row[:_STORED]
        # SQLAlchemy's format for a time in SQLite.
        values[1 - _STORED] = row.at.astimezone(timezone.utc).isoformat(" ", "microseconds")[: -len("+00:00")]
    stored = connection.exec_driver_sql(_sqlite(len(rows)), tuple(values)).rowcount
    raised = f"INSERT INTO counters (name, value) VALUES ('{TOTAL}', ?) {_RAISE}"
    connection.exec_driver_sql(raised, (stored,))
    insert_missing(connection, steps, steps_of(rows, utc_now()))
