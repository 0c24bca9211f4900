"""Upkeep of the database: space, statistics and indexes, without stopping those who read or write.

What SQLite can only do while nobody writes is marked so; the API keeps its answers in the spool meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Engine, Index, text
from sqlalchemy.schema import CreateIndex

from . import indexes
from .finding import Finding

__all__ = ["optimise", "repair", "steps"]

#: Rows of each index that SQLite looks at, which bounds how long it holds the lock.
_SAMPLE = f"PRAGMA analysis_limit={1000}"


def optimise(engine: Engine, gone: Mapping[str, int]) -> list[str]:
    """After rows were deleted from these tables: let their space be used again, and renew the statistics that queries
    are planned with. Blocks no reader and no writer. Returns the statements, which were run."""
    mend = "vacuum" if engine.dialect.name == "postgresql" else "analyze"
    return repair(
        engine, [statement for name, rows in gone.items() if rows for statement in _mend(engine, mend, name)]
    )


def steps(engine: Engine, findings: Iterable[Finding]) -> list[str]:
    """The statements that mend what was found; what they cannot mend is left out."""
    found = [finding for finding in findings if finding.found and finding.mend]
    wanted = [
        statement
        for finding in found
        if finding.mend != "index"
        for statement in _mend(engine, str(finding.mend), finding.subject)
    ]
    if any(finding.mend == "index" for finding in found):
        with engine.connect() as connection:
            wanted += [_created(engine, index) for index in indexes.missing(connection)]
    return [*dict.fromkeys(wanted)]


def repair(engine: Engine, statements: list[str]) -> list[str]:
    """Run statements, each for itself; returns them. Raises SQLAlchemyError."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if statements and engine.dialect.name == "sqlite":
            connection.execute(text(_SAMPLE))
        for statement in statements:
            connection.execute(text(statement))
    return statements


def _mend(engine: Engine, mend: str, subject: str | None) -> list[str]:
    if engine.dialect.name == "postgresql":
        known = {
            # TRUNCATE would give pages back to the system, and lock out everybody for it.
            "vacuum": f"VACUUM (ANALYZE, TRUNCATE false) {subject}",
            "analyze": f"ANALYZE {subject}",
            "reindex": f"REINDEX INDEX CONCURRENTLY {subject}",
        }
    else:
        known = {
            # Writers wait while it rewrites the file.
            "vacuum": "VACUUM",
            "analyze": f"ANALYZE {subject}",
            "checkpoint": "PRAGMA wal_checkpoint(TRUNCATE)",
        }
    return [known[mend]] if mend in known else []


def _created(engine: Engine, index: Index) -> str:
    statement = str(CreateIndex(index, if_not_exists=True).compile(dialect=engine.dialect))
    without_waits = "CREATE INDEX CONCURRENTLY" if engine.dialect.name == "postgresql" else "CREATE INDEX"
    return statement.replace("CREATE INDEX", without_waits, 1)
