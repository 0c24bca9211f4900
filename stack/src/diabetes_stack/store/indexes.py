"""Indexes that the code names and a database lacks."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Index, inspect

from .finding import Finding, State
from .tables import metadata

__all__ = ["examine", "missing"]


def missing(connection: Connection) -> list[Index]:
    """The indexes of the tables that exist, without those that the database has."""
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    return [
        index
        for table in metadata.sorted_tables
        if table.name in there
        for index in sorted(table.indexes, key=lambda index: str(index.name))
        if [column.name for column in index.columns]
        not in [found["column_names"] for found in inspector.get_indexes(table.name)]
    ]


def examine(connection: Connection) -> Iterator[Finding]:
    """A finding for each missing index, or one that says there is none."""
    lacking = missing(connection)
    for index in lacking:
        yield Finding("index_missing", State.WARNING, subject=str(index.name), mend="index")
    if not lacking:
        yield Finding("index_missing", State.OK, 0, 0, "count")
