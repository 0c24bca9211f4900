"""Recognises the database of another program, such as the former system: its tables have names of ours."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from .tables import metadata

__all__ = ["foreign_tables"]

#: Tables that every version of ours has; no other program has them beside the rest.
_OURS = frozenset({"audit", "counters"})


def foreign_tables(connection: Connection) -> list[str]:
    """The tables of a database without our revision that have names of ours and are another program's."""
    found = set(inspect(connection).get_table_names())
    return [] if found >= _OURS else sorted(found & metadata.tables.keys())
