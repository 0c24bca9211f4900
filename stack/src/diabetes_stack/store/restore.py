"""Puts the database back from a file: one of :mod:`dump <diabetes_stack.store.dump>`, or SQL as pg_dump writes it.

It happens wholly or not at all, keeps what it replaces, and ends with the tables of this version and without those who
were forgotten since.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from ..settings import Settings
from . import forgotten, restore_postgresql, restore_sqlite
from .audit import RESTORE, note
from .engine import MLFLOW_SCHEMA, Service, open_store
from .migrate import upgrade
from .restore_error import RestoreError
from .tables import logs, metadata, predictions

__all__ = ["Contents", "Kind", "RestoreError", "Restored", "contents", "finish", "kind_of", "restore"]

#: Tables with rows in them before anybody has used the database.
_NEW = {logs.name}
_HEAD = 4096


class Kind(str, Enum):
    """What a file is."""

    POSTGRESQL_SQL = "postgresql_sql"
    POSTGRESQL = "postgresql"
    SQLITE_SQL = "sqlite_sql"
    SQLITE = "sqlite"

    @property
    def backend(self) -> str:
        """The database that it belongs to."""
        return self.value.removesuffix("_sql")


class Contents(str, Enum):
    """What a database has before a restore."""

    NOTHING = "nothing"
    #: Tables, and nothing in them that anybody would miss.
    TABLES = "tables"
    #: Rows, or an SQLite file that is damaged.
    ROWS = "rows"


@dataclass(frozen=True)
class Restored:
    """The database after a restore: its predictions, how many of the file's were forgotten again, and the file that
    keeps what was there before."""

    predictions: int
    forgotten: int
    kept: Path | None


def kind_of(file: Path, settings: Settings) -> Kind:
    """What a file is, by its content. Raises RestoreError if it is nothing of ours or of another database, OSError."""
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(b"PGDMP"):
        kind = Kind.POSTGRESQL
    elif head.startswith(b"SQLite format 3\0"):
        kind = Kind.SQLITE
    elif b"PostgreSQL database dump" in head:
        kind = Kind.POSTGRESQL_SQL
    elif head.lstrip().startswith((b"BEGIN TRANSACTION;", b"PRAGMA foreign_keys=OFF;")):
        kind = Kind.SQLITE_SQL
    else:
        raise RestoreError("unknown_file", file=file)
    if kind.backend != make_url(settings.sqlalchemy_url).get_backend_name():
        raise RestoreError("other_database", file=file, kind=kind.backend)
    return kind


def contents(settings: Settings) -> Contents:
    """What the database has now. Raises SQLAlchemyError."""
    url = make_url(settings.sqlalchemy_url)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        return Contents.NOTHING
    engine = open_store(settings, Service.COMMAND)
    try:
        with engine.connect() as connection:
            return _contents(connection)
    except DatabaseError as problem:
        # SQLite's own class, not one derived from it: the file is no database, or damaged.
        if type(problem.orig) is not sqlite3.DatabaseError:
            raise
        return Contents.ROWS
    finally:
        engine.dispose()


def restore(settings: Settings, file: Path, by: str, replace: bool, folder: Path) -> Restored:
    """Put the database back from a file. ``replace`` allows it for a database with rows. ``folder`` is the ledger's.
    Raises RestoreError, ToolMissingError, ProgramError, OSError, sqlite3.Error and SQLAlchemyError. The database is
    then as it was, except that in PostgreSQL an error of :func:`finish` leaves it restored: db upgrade repeats that."""
    kind = kind_of(file, settings)
    before = contents(settings)
    if before is Contents.ROWS and not replace:
        raise RestoreError("not_empty")
    # Two restores within a second must not overwrite what the first one kept.
    stamp = f"{datetime.now().astimezone():%Y%m%d_%H%M%S_%f}"
    detail = {"file": file.name, "replaced": before is Contents.ROWS}
    if kind.backend == "sqlite":
        return _sqlite(settings, file, kind, by, folder, stamp, detail)
    kept = settings.folder() / "replaced" / f"{stamp}.dump" if before is not Contents.NOTHING else None
    restore_postgresql.load(settings, file, kind is Kind.POSTGRESQL, kept)
    engine = open_store(settings, Service.COMMAND)
    try:
        return finish(engine, by, folder, kept, detail)
    finally:
        engine.dispose()


def finish(engine: Engine, by: str, folder: Path, kept: Path | None, detail: dict[str, Any]) -> Restored:
    """Bring the restored tables to this version, forget again, and record the restore."""
    upgrade(engine)
    with engine.begin() as connection:
        again = forgotten.replay(connection, folder)
        note(connection, by, RESTORE, "database", {**detail, "forgotten": again})
        count = connection.scalar(select(func.count()).select_from(predictions)) or 0
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return Restored(count, again, kept)


def _sqlite(
    settings: Settings, file: Path, kind: Kind, by: str, folder: Path, stamp: str, detail: dict[str, Any]
) -> Restored:
    database = Path(str(make_url(settings.sqlalchemy_url).database))
    with restore_sqlite.loaded(database, file, kind is Kind.SQLITE_SQL) as part:
        engine = open_store(
            settings.model_copy(update={"database_url": f"sqlite:///{part.absolute()}"}), Service.COMMAND
        )
        try:
            done = finish(engine, by, folder, None, detail)
        finally:
            engine.dispose()
        kept = restore_sqlite.swap(part, database, stamp)
    return Restored(done.predictions, done.forgotten, kept)


def _contents(connection: Connection) -> Contents:
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    full = [
        name
        for name in there & (metadata.tables.keys() - _NEW)
        if connection.execute(select(1).select_from(metadata.tables[name]).limit(1)).first()
    ]
    if full:
        return Contents.ROWS
    mlflow = connection.dialect.name == "postgresql" and "runs" in inspector.get_table_names(MLFLOW_SCHEMA)
    if mlflow and connection.execute(text(f"SELECT 1 FROM {MLFLOW_SCHEMA}.runs LIMIT 1")).first():
        return Contents.ROWS
    return Contents.TABLES if there or mlflow else Contents.NOTHING
