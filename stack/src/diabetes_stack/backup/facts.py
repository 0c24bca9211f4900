"""What is in a database, counted over one connection: the same figures when it is copied and when it is restored."""

from __future__ import annotations

from alembic.migration import MigrationContext
from sqlalchemy import Connection, func, inspect, select, text

from ..store import audit, predictions
from ..store import tables as store
from ..store.engine import MLFLOW_SCHEMA
from .errors import Problem
from .manifest import AuditHead, DatabaseFacts

__all__ = ["answers_by_version", "counts", "differences", "facts"]


def counts(connection: Connection, prefix: str = "", schema: str | None = None) -> dict[str, int]:
    """The number of rows of every table of a schema."""
    quote = connection.dialect.identifier_preparer.quote
    names = sorted(inspect(connection).get_table_names(schema))
    inside = "" if schema is None else f"{quote(schema)}."
    return {
        prefix + name: connection.execute(text(f"SELECT count(*) FROM {inside}{quote(name)}")).scalar_one()
        for name in names
    }


def answers_by_version(connection: Connection) -> dict[str, int]:
    """The number of stored answers by the version of the model that gave them."""
    version = store.predictions.c.model_version
    rows = connection.execute(select(version, func.count()).group_by(version))
    return {str(name): int(count) for name, count in rows}


def facts(connection: Connection, server: str) -> DatabaseFacts:
    """The figures of a database, whatever version its tables have."""
    found = counts(connection)
    if connection.dialect.name == "postgresql":
        found |= counts(connection, f"{MLFLOW_SCHEMA}.", MLFLOW_SCHEMA)
    row = store.predictions.c
    has_rows = store.predictions.name in found
    oldest, newest = (
        connection.execute(select(func.min(row.at), func.max(row.at))).one() if has_rows else (None, None)
    )
    revisions = MigrationContext.configure(connection).get_current_heads()
    return DatabaseFacts(
        kind=connection.dialect.name,
        server=server,
        revision=",".join(sorted(revisions)) or None,
        counts=found,
        total=predictions.total(connection) if store.counters.name in found else 0,
        oldest=oldest,
        newest=newest,
        audit=_head(connection, found),
        versions=answers_by_version(connection) if has_rows else {},
    )


def differences(expected: DatabaseFacts, found: DatabaseFacts) -> list[Problem]:
    """How a restored database differs from the one that was copied."""
    problems = [
        Problem.of(
            "count_differs", table=table, expected=expected.counts.get(table), found=found.counts.get(table)
        )
        for table in sorted(expected.counts.keys() | found.counts.keys())
        if expected.counts.get(table) != found.counts.get(table)
    ]
    for name in ("revision", "total", "oldest", "newest", "versions"):
        if getattr(expected, name) != getattr(found, name):
            problems.append(Problem.of("fact_differs", fact=name))
    if expected.audit != found.audit:
        problems.append(Problem.of("audit_head_differs"))
    return problems


def _head(connection: Connection, found: dict[str, int]) -> AuditHead | None:
    """The newest entry of the audit trail; None in a database whose trail is not chained yet."""
    table = store.audit.name
    if table not in found or "chain" not in {
        column["name"] for column in inspect(connection).get_columns(table)
    }:
        return None
    head = audit.head(connection)
    return None if head is None else AuditHead(id=head.id, chain=head.chain)
