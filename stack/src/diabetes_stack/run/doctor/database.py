"""The database: reachable, the right one, writable, with the tables of this version; and what waits for it on disk."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ...settings import Settings
from ...store import aside, migrate, probe
from .finding import Area, Finding, State, problem, unknown, warning, well

__all__ = ["examine", "is_reachable"]

_DATABASE = Area.DATABASE
_PATIENCE = 4.0
#: PostgreSQL's codes of what can be mended by whoever looks after the server.
_CODES = {
    "25006": "read_only",
    "42501": "not_permitted",
    "42P01": "tables_missing",
    "53100": "disk_full",
    "53200": "server_memory",
    "53300": "too_many_connections",
    "55P03": "locked",
    "57014": "database_hangs",
}
#: A server says in its own language why it refuses a connection, and libpq gives only the text: parts of it, in English
#: and Spanish.
_REFUSALS = {
    "password_refused": ("password", "autenti", "authenti", "pg_hba"),
    "too_many_connections": ("too many", "remaining connection slots", "demasiad", "conexiones"),
    "database_starting": ("starting up", "shutting down", "iniciando", "deteniendo"),
    "database_unknown": ("does not exist", "no existe"),
    "database_hangs": ("timeout", "timed out"),
}
_UNREACHABLE = {
    "database_refuses", "database_unreachable", "file_damaged", "file_missing", "host_unknown", "not_permitted",
    *_REFUSALS,
}  # fmt: skip
_SQLITE = {
    "locked": "locked",
    "readonly": "read_only",
    "full": "disk_full",
    "malformed": "file_damaged",
    "not a database": "file_damaged",
    "no such table": "tables_missing",
    "unable to open": "not_permitted",
}
_CHECK_SECONDS = 5.0
#: Bytes that a file needs to grow.
_ROOM = 64 * 1024


def examine(settings: Settings, engine: Engine) -> Iterator[Finding]:
    """Look at the database as the API does, and at the folder of answers that wait for it."""
    yield well(_DATABASE, "database_named", place=engine.url.render_as_string(hide_password=True))
    yield _reachable(engine) or _usable(engine) or well(_DATABASE, "database_well")
    yield from _waiting(settings.folder() / "spool")


def is_reachable(findings: Sequence[Finding]) -> bool:
    """Whether the database can be asked, by what :func:`examine` found."""
    return not any(one.state is State.PROBLEM and one.code in _UNREACHABLE for one in findings)


def _reachable(engine: Engine) -> Finding | None:
    """What prevents a connection."""
    if engine.dialect.name == "sqlite":
        return _file(Path(engine.url.database or ""))
    host, port = engine.url.host or "", engine.url.port or 5432
    if host and not host.startswith("/"):
        try:
            socket.create_connection((host, port), _PATIENCE).close()
        except socket.gaierror:
            return problem(_DATABASE, "host_unknown", host=host)
        except TimeoutError:
            return problem(_DATABASE, "database_hangs", seconds=_PATIENCE)
        except OSError:
            return problem(_DATABASE, "database_unreachable", host=host, port=port)
    try:
        engine.connect().close()
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).lower()
        code = next((code for code, parts in _REFUSALS.items() if any(part in said for part in parts)), None)
        return problem(
            _DATABASE,
            code or "database_refuses",
            user=engine.url.username,
            name=engine.url.database,
            seconds=_PATIENCE,
        )
    return None


def _file(file: Path) -> Finding | None:
    """What is wrong with SQLite's file."""
    if not file.exists():
        return problem(_DATABASE, "file_missing", file=file)
    if not os.access(file, os.R_OK | os.W_OK) or not os.access(file.parent, os.W_OK):
        return problem(_DATABASE, "not_permitted", user="-", name=file)
    deadline = time.monotonic() + _CHECK_SECONDS
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=_PATIENCE)
    connection.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)
    try:
        [said] = connection.execute("PRAGMA quick_check(1)").fetchone()
        return None if said == "ok" else problem(_DATABASE, "file_damaged", name=file)
    except sqlite3.OperationalError:
        # A large file is not read to its end.
        return None
    except sqlite3.DatabaseError:
        return problem(_DATABASE, "file_damaged", name=file)
    finally:
        connection.close()


def _usable(engine: Engine) -> Finding | None:
    """What prevents the services from working with it: its tables, and that nothing can be written."""
    try:
        ahead = migrate.plan(engine, migrate.head())
        if ahead.revisions:
            with engine.connect() as connection:
                empty = not engine.dialect.has_table(connection, "alembic_version")
            code = "tables_missing" if empty else "tables_older"
            return problem(_DATABASE, code, names=", ".join(ahead.revisions))
        probe.try_out(engine)
    except migrate.ForeignDatabaseError as error:
        return problem(_DATABASE, "database_foreign", names=", ".join(error.tables))
    except migrate.SchemaError:
        return problem(_DATABASE, "tables_newer", known=migrate.head())
    except SQLAlchemyError as error:
        # SQLite reports a full disk as an input/output error in some places.
        full = engine.dialect.name == "sqlite" and not _has_room(Path(engine.url.database or ""))
        return problem(
            _DATABASE,
            "disk_full" if full else _cause(error),
            user=engine.url.username,
            name=engine.url.database,
            seconds=_PATIENCE,
            names="-",
            cause=type(getattr(error, "orig", None) or error).__name__,
        )
    return None


def _has_room(file: Path) -> bool:
    return shutil.disk_usage(file.parent).free > _ROOM


def _cause(error: SQLAlchemyError) -> str:
    if isinstance(error, probe.ReadOnlyError):
        return "read_only"
    original: Any = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(original, "sqlstate", None)
    if code is not None:
        return _CODES.get(code, "database_fails")
    said = str(original).lower()
    if "does not answer" in said:
        return "database_hangs"
    return next((code for part, code in _SQLITE.items() if part in said), "database_fails")


def _waiting(spool: Path) -> Iterator[Finding]:
    """Answers that wait for the database, and what was set aside."""
    try:
        files = [file for file in spool.glob("*.jsonl") if file.is_file()]
        size = sum(file.stat().st_size for file in files)
        strange = len([*(spool / aside.FOLDER).glob("*")])
    except OSError as error:
        yield unknown(_DATABASE, "spool_unknown", cause=error.strerror)
        return
    if size:
        yield warning(_DATABASE, "spool_waiting", bytes=size, folder=spool)
    else:
        yield well(_DATABASE, "spool_empty")
    if strange:
        yield warning(_DATABASE, "spool_aside", count=strange, folder=spool / aside.FOLDER)
