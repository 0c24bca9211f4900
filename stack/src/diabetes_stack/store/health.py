"""The examination of the database: what should be looked at, and what can be mended by :mod:`upkeep
<diabetes_stack.store.upkeep>`. It changes nothing, and needs one connection."""

from __future__ import annotations

from sqlalchemy import Engine, text

from . import health_postgresql, health_sqlite
from .finding import Finding, State
from .migrate import is_current

__all__ = ["Finding", "State", "check"]

#: Milliseconds for each statement of an examination.
_PATIENCE = 30_000


def check(engine: Engine, thorough: bool = True) -> list[Finding]:
    """Examine the database. ``thorough`` also reads the whole file of an SQLite database, which takes seconds for each
    gigabyte. Raises SQLAlchemyError if the database is away, and SchemaError if it belongs to a newer version."""
    current = is_current(engine)
    found = [Finding("schema", State.OK) if current else Finding("schema", State.CRITICAL, mend="upgrade")]
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET statement_timeout = {_PATIENCE}"))
            try:
                found += health_postgresql.examine(connection)
            finally:
                connection.execute(text("RESET statement_timeout"))
        else:
            found += health_sqlite.examine(connection, thorough)
    return found
