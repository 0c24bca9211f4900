"""PostgreSQL: dumps by pg_dump, databases made and loaded for a restore, and one renamed into the place of another."""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors, sql
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL

from ..settings import Settings
from ..store.postgres_tools import environment, tool
from ..store.tables import utc_now
from .errors import BackupError, DamagedError

__all__ = [
    "STAMP", "beside", "create", "database_size", "drop", "dump", "exists", "free_name", "is_empty", "load", "major",
    "put_in_service", "snapshot",
]  # fmt: skip

_Connection = psycopg.Connection[tuple[Any, ...]]
#: Databases that every server has, from which others are made and renamed.
_MAINTENANCE = ("postgres", "template1")
_PATIENCE = 10
#: The time in the name of a database that is made beside another one.
STAMP = "%Y%m%d_%H%M%S"
#: The longest name of a database.
_LONGEST = 63
_ENDING = len("_verified_20260131_235959")
_LINES = 3
#: Those of other users stay, and the renaming tells that somebody is connected.
_CONNECTIONS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = %s AND pid <> pg_backend_pid() AND usesysid IS NOT NULL AND pg_has_role(usesysid, 'MEMBER')"
)


@contextmanager
def snapshot(engine: Engine) -> Iterator[tuple[Connection, str]]:
    """A connection that sees the database as it is at one moment, and the name by which pg_dump sees the same."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        yield connection, connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()


def major(connection: Connection) -> int:
    """The server's major version."""
    return int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000


def dump(settings: Settings, url: URL, target: Path, version: int, moment: str) -> None:
    """Dump the whole database as of a snapshot. Raises BackupError, and ToolMissingError."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    program = tool(settings, "pg_dump", version)
    options = ["--format=custom", f"--snapshot={moment}", "--lock-wait-timeout=60s", "--no-password"]
    _run([str(program), *options, f"--file={target}"], url, BackupError, "dump_failed")


def load(settings: Settings, url: URL, source: Path, version: int) -> None:
    """Load a dump into an empty database, in one transaction. Raises DamagedError, and ToolMissingError."""
    program = tool(settings, "pg_restore", version)
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-password"]
    _run([str(program), *options, f"--dbname={url.database}", str(source)], url, DamagedError, "load_failed")


def _run(command: list[str], url: URL, kind: type[BackupError], code: str) -> None:
    done = subprocess.run(command, env=environment(url), stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode == 0:
        return
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode == -signal.SIGXFSZ or "No space left on device" in said:
        raise BackupError("disk_full")
    lines = [line for line in said.splitlines() if line.strip()][:_LINES]
    raise kind(code, cause=" ".join(lines) or f"status {done.returncode}")


def database_size(connection: Connection) -> int:
    """The bytes of the database."""
    return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


def exists(url: URL) -> bool:
    """Whether the server has this database."""
    with _maintenance(url) as admin:
        found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [url.database]).fetchone()
    return found is not None


def create(url: URL, purpose: str) -> URL:
    """Create an empty database beside this one, with its collation; returns its address. Raises BackupError if the
    user may not."""
    name = free_name(url, purpose)
    with _maintenance(url) as admin:
        like = admin.execute(
            "SELECT datcollate, datctype FROM pg_database WHERE datname = %s", [url.database]
        ).fetchone()
        options = sql.Composed([])
        if like is not None:
            options = sql.SQL(" LC_COLLATE {} LC_CTYPE {}").format(*map(sql.Literal, like))
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'{}")
        try:
            admin.execute(statement.format(sql.Identifier(name), options))
        except errors.InsufficientPrivilege:
            raise BackupError("may_not_create", user=url.username or "") from None
    return url.set(database=name)


def free_name(url: URL, purpose: str) -> str:
    """A name beside this one, with the purpose and the time, that no database has."""
    at = utc_now()
    taken = set(beside(url, purpose))
    while (name := _named(url, f"_{purpose}_{at.strftime(STAMP)}")) in taken:
        at += timedelta(seconds=1)
    return name


def _named(url: URL, ending: str) -> str:
    # Room for the longest time stays, so that all names of a purpose begin alike.
    return f"{(url.database or '')[: _LONGEST - _ENDING]}{ending}"


def beside(url: URL, purpose: str) -> list[str]:
    """The databases that were made or kept beside this one for a purpose."""
    with _maintenance(url) as admin:
        start = _named(url, f"_{purpose}_")
        rows = admin.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [start])
        return [str(name) for (name,) in rows]


def is_empty(url: URL) -> bool:
    """Whether a database has no tables."""
    query = "SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') LIMIT 1"
    with _connect(url, url.database or "") as connection:
        return connection.execute(query).fetchone() is None


def drop(url: URL) -> None:
    """Drop a database, whoever is connected to it."""
    with _maintenance(url) as admin:
        admin.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(url.database or ""))
        )


def put_in_service(restored: URL, live: URL, kept: str) -> bool:
    """Rename the database ``live`` to ``kept`` and ``restored`` to its name, in one transaction; False if there was
    none. Clients of the old one lose their connections, and wait for the new one. Raises BackupError."""
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    there = exists(live)
    with _maintenance(live) as admin, _disconnecting(live, restored):
        try:
            with admin.transaction():
                if there:
                    # It locks out new clients, and waits five seconds for those that are being disconnected.
                    admin.execute(rename.format(sql.Identifier(live.database or ""), sql.Identifier(kept)))
                admin.execute(
                    rename.format(
                        sql.Identifier(restored.database or ""), sql.Identifier(live.database or "")
                    )
                )
        except errors.ObjectInUse:
            raise BackupError("in_use") from None
        except errors.InsufficientPrivilege:
            raise BackupError("may_not_rename", user=live.username or "") from None
    return there


@contextmanager
def _disconnecting(*urls: URL) -> Iterator[None]:
    """While this runs, clients of these databases are disconnected again and again."""
    done = threading.Event()

    def work() -> None:
        # If the server ends meanwhile, the renaming tells.
        with suppress(psycopg.Error), _maintenance(urls[0]) as admin:
            while not done.is_set():
                for url in urls:
                    admin.execute(_CONNECTIONS, [url.database])
                done.wait(0.02)

    thread = threading.Thread(target=work, name="disconnect", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(_PATIENCE)


@contextmanager
def _maintenance(url: URL) -> Iterator[_Connection]:
    """A connection, each statement its own transaction, to a database of the server that is not the given one."""
    others = [name for name in _MAINTENANCE if name != url.database]
    for name in others:
        try:
            connection = _connect(url, name)
        except psycopg.OperationalError as problem:
            if name == others[-1]:
                raise BackupError("server_away", cause=str(problem).strip().splitlines()[0]) from None
        else:
            with connection:
                yield connection
            return


def _connect(url: URL, name: str) -> _Connection:
    arguments = url.get_dialect()().create_connect_args(url.set(database=name))[1]
    given = {"connect_timeout": _PATIENCE, "application_name": "diabetes-command", **arguments}
    return psycopg.connect(**given, autocommit=True)
