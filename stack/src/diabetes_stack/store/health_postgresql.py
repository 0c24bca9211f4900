"""The examination of a PostgreSQL database, from the statistics that it keeps about itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from . import indexes
from .engine import Service
from .finding import Finding, State, judged
from .sizes import LIMITS
from .tables import metadata

__all__ = ["CHECKS", "CONNECTIONS", "examine"]

#: Connections of all services together, commands included.
CONNECTIONS = 10
#: Seconds a connection may be idle. The services close theirs after 10 minutes; the API, which stores each answer over
#: one that stays open, does not.
_IDLE = 15 * 60
#: Seconds a connection may wait within a transaction, and a transaction may last.
_IDLE_IN_TRANSACTION, _TRANSACTION = 60, 15 * 60
#: Share of a table's rows that may be dead, and the fewest that count.
_DEAD, _FEWEST_DEAD = 0.2, 10_000
#: Share of a table's rows that may have changed since statistics were made.
_CHANGED, _FEWEST_CHANGED = 0.2, 10_000
#: An index that was never used counts when it has this many bytes and statistics go back this many days.
_UNUSED_BYTES, _UNUSED_DAYS = 8 * 2**20, 7
#: An index counts as bloated when it has this many bytes, and is this many times as large as its rows need.
_BLOATED_BYTES, _BLOAT = 64 * 2**20, 3.0
#: A statement is slow above this mean, in milliseconds; the share of slow ones is below this limit.
_SLOW_MS, _SLOW = 500, 0.01
_OURS = f"relname IN ({', '.join(repr(name) for name in metadata.tables)})"
_MINE = "datname = current_database() AND backend_type = 'client backend'"


def _connections(connection: Connection) -> Iterator[Finding]:
    held: dict[str, int] = dict(
        _rows(connection, f"SELECT application_name, count(*) FROM pg_stat_activity WHERE {_MINE} GROUP BY 1")
    )
    yield judged("connections", sum(held.values()), CONNECTIONS, "count", "close", warning=1.0)
    for service in Service:
        count = held.pop(service.application, 0)
        yield judged(
            "connections", count, service.connections, "count", "close", service.label, 1.0, State.WARNING
        )
    if held:
        yield Finding("connections", State.OK, sum(held.values()), None, "count", ", ".join(sorted(held)))


def _idle(connection: Connection) -> Iterator[Finding]:
    asked = (
        ("idle", "state = 'idle'", "state_change", _IDLE),
        ("idle_in_transaction", "state LIKE 'idle in transaction%'", "state_change", _IDLE_IN_TRANSACTION),
        ("transaction", "xact_start IS NOT NULL", "xact_start", _TRANSACTION),
    )
    for name, which, since, limit in asked:
        longest = _rows(
            connection,
            f"SELECT application_name, extract(epoch FROM clock_timestamp() - {since})::float8 "
            f"FROM pg_stat_activity WHERE {_MINE} AND {which} AND pid <> pg_backend_pid() "
            f"AND NOT (state = 'idle' AND application_name = '{Service.API.application}') ORDER BY 2 DESC LIMIT 1",
        )
        who, seconds = longest[0] if longest else (None, 0.0)
        yield judged(name, max(seconds, 0.0), limit, "seconds", "close", who, 1.0, State.WARNING)


def _sizes(connection: Connection) -> Iterator[Finding]:
    for table, limit in LIMITS.items():
        size = connection.scalar(text(f"SELECT pg_total_relation_size(to_regclass('{table}'))"))
        if size is not None:
            yield judged("size", float(size), limit, "bytes", "clean", table)
    whole = connection.scalar(text("SELECT pg_database_size(current_database())"))
    yield Finding("size", State.OK, float(whole or 0), None, "bytes")


def _invalid(connection: Connection) -> Iterator[Finding]:
    names = [
        name
        for (name,) in _rows(
            connection,
            "SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "
            f"WHERE NOT i.indisvalid AND c.{_OURS} ORDER BY 1",
        )
    ]
    yield from (Finding("index_invalid", State.CRITICAL, subject=name, mend="reindex") for name in names)
    if not names:
        yield Finding("index_invalid", State.OK, 0, 0, "count")


def _unused(connection: Connection) -> Iterator[Finding]:
    days = connection.scalar(
        text(
            "SELECT extract(epoch FROM now() - coalesce(stats_reset, pg_postmaster_start_time()))::float8 / 86400 "
            "FROM pg_stat_database WHERE datname = current_database()"
        )
    )
    if days is None or days < _UNUSED_DAYS:
        yield Finding("index_unused", State.UNKNOWN, mend="wait")
        return
    names = [
        name
        for (name,) in _rows(
            connection,
            "SELECT s.indexrelname FROM pg_stat_user_indexes s JOIN pg_index i USING (indexrelid) "
            f"WHERE s.idx_scan = 0 AND NOT i.indisunique AND s.{_OURS} "
            f"AND pg_relation_size(s.indexrelid) > {_UNUSED_BYTES} ORDER BY 1",
        )
    ]
    yield from (Finding("index_unused", State.WARNING, subject=name, mend="look") for name in names)
    if not names:
        yield Finding("index_unused", State.OK, 0, 0, "count")


def _bloat(connection: Connection) -> Iterator[Finding]:
    # The rows of a B-tree: 8 bytes of header, 4 of the line pointer, the columns; pages are filled to 90 %.
    found = _rows(
        connection,
        f"""
        SELECT c.relname, pg_relation_size(c.oid)::float8 / greatest(c.reltuples * (12 + w.width) / 0.9, 8192)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
        JOIN LATERAL (
            SELECT ceil(sum(s.avg_width) / 8.0) * 8 AS width FROM pg_attribute a
            JOIN pg_stats s ON s.schemaname = t.relnamespace::regnamespace::text
                AND s.tablename = t.relname AND s.attname = a.attname
            WHERE a.attrelid = t.oid AND a.attnum = ANY(i.indkey)
        ) w ON w.width IS NOT NULL
        WHERE t.{_OURS} AND pg_relation_size(c.oid) > {_BLOATED_BYTES} AND c.reltuples >= 0 ORDER BY 2 DESC
        """,
    )
    large = [(name, ratio) for name, ratio in found if ratio > _BLOAT]
    for name, ratio in large:
        yield Finding("index_bloat", State.WARNING, ratio, _BLOAT, "times", name, "reindex")
    if not large:
        yield Finding(
            "index_bloat", State.OK, max((ratio for _, ratio in found), default=1.0), _BLOAT, "times"
        )


def _dead(connection: Connection) -> Iterator[Finding]:
    asked = (
        ("dead_rows", "n_dead_tup", _DEAD, _FEWEST_DEAD, "vacuum"),
        ("statistics", "n_mod_since_analyze", _CHANGED, _FEWEST_CHANGED, "analyze"),
    )
    for name, column, limit, fewest, mend in asked:
        found = _rows(
            connection,
            f"SELECT relname, {column}, {column}::float8 / greatest(n_live_tup + n_dead_tup, 1) "
            f"FROM pg_stat_user_tables WHERE {_OURS} ORDER BY 3 DESC",
        )
        many = [(table, share) for table, rows, share in found if rows >= fewest and share > limit]
        for table, share in many:
            yield Finding(name, State.WARNING, share, limit, "share", table, mend)
        if not many:
            most = max((share for _, rows, share in found if rows >= fewest), default=0.0)
            yield Finding(name, State.OK, most, limit, "share")


def _slow(connection: Connection) -> Iterator[Finding]:
    there = connection.scalar(text("SELECT 1 FROM pg_extension WHERE extname = 'pg_stat_statements'"))
    if there is None:
        yield Finding("slow_queries", State.UNKNOWN, None, _SLOW, "share", mend="install")
        return
    share = connection.scalar(
        text(
            f"SELECT sum(calls) FILTER (WHERE mean_exec_time > {_SLOW_MS})::float8 / nullif(sum(calls), 0) "
            "FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
    )
    yield judged(
        "slow_queries", float(share or 0.0), _SLOW, "share", "slow", warning=1.0, above=State.WARNING
    )


#: What is looked at, by name; each may fail for itself, where the user lacks a right.
CHECKS: dict[str, Callable[[Connection], Iterator[Finding]]] = {
    "connections": _connections,
    "idle": _idle,
    "size": _sizes,
    "index_missing": indexes.examine,
    "index_invalid": _invalid,
    "index_unused": _unused,
    "index_bloat": _bloat,
    "dead_rows": _dead,
    "slow_queries": _slow,
}


def examine(connection: Connection) -> Iterator[Finding]:
    """All findings. The connection is in autocommit. What the server refuses to tell is unknown."""
    for name, check in CHECKS.items():
        try:
            yield from list(check(connection))
        except DBAPIError as problem:
            if problem.connection_invalidated:
                raise
            yield Finding(name, State.UNKNOWN, mend="refused")


def _rows(connection: Connection, query: str) -> list[Any]:
    return [tuple(row) for row in connection.execute(text(query))]
