"""Builds an SQLite database from a dump beside the one in use, and puts it in its place."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from .dump import copy_sqlite
from .migrate import revisions
from .restore_error import RestoreError

__all__ = ["loaded", "swap"]

#: Files that belong to a database, by what follows its name: itself, its write-ahead log, the log's index.
_FILES = ("", "-wal", "-shm")


@contextmanager
def loaded(database: Path, file: Path, sql: bool) -> Iterator[Path]:
    """A new database beside this one, with the content of a file, checked. Raises RestoreError, OSError and
    sqlite3.Error."""
    database.parent.mkdir(parents=True, exist_ok=True)
    with _alone(database.parent / ".restore") as folder:
        part = folder / database.name
        part.touch(0o600)
        try:
            if sql:
                _execute(file, part)
            else:
                copy_sqlite(str(file), part, unused=True)
            _check(part)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as problem:
            raise RestoreError("damaged", file=file) from problem
        yield part


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """A folder for one restore at a time, without what an interrupted one may have left. RestoreError if there is
    another one."""
    handle = os.open(folder.with_suffix(".lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RestoreError("busy") from None
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(handle)


def swap(part: Path, database: Path, stamp: str) -> Path | None:
    """Put the new database in place of the one in use, which is kept under another name; returns that. Processes that
    have it open notice, and connect again. Raises OSError."""
    with closing(sqlite3.connect(part)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    _belong(part, database)
    _sync(part)
    kept = database.with_name(f"{database.name}.replaced-{stamp}") if database.exists() else None
    if kept is not None:
        # The log goes with its database: beside another one it would damage it.
        for end in _FILES:
            try:
                os.rename(f"{database}{end}", f"{kept}{end}")
            except FileNotFoundError:
                continue
    os.rename(part, database)
    _sync(database.parent)
    return kept


def _belong(part: Path, database: Path) -> None:
    """Give the new file the owner and mode of the one in use, or else the owner of its folder: the command may be run
    by another user than the services."""
    like = os.stat(database if database.exists() else database.parent)
    if database.exists():
        part.chmod(stat.S_IMODE(like.st_mode))
    if os.geteuid() == 0:
        os.chown(part, like.st_uid, like.st_gid)


def _execute(file: Path, part: Path) -> None:
    """Run the statements of a file, one after another."""
    with (
        closing(sqlite3.connect(part, isolation_level=None)) as connection,
        file.open(encoding="utf-8") as stream,
    ):
        connection.set_authorizer(_only_here)
        statement = ""
        for line in stream:
            statement += line
            if sqlite3.complete_statement(statement):
                connection.execute(statement)
                statement = ""
        if connection.in_transaction or statement.strip():
            raise RestoreError("cut_off", file=file)


def _only_here(action: int, *_: object) -> int:
    """A dump has no business in other files."""
    return (
        sqlite3.SQLITE_DENY if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH) else sqlite3.SQLITE_OK
    )


def _check(part: Path) -> None:
    with closing(sqlite3.connect(part)) as connection:
        intact = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        if not intact or connection.execute("SELECT 1 FROM pragma_foreign_key_check LIMIT 1").fetchone():
            raise sqlite3.DatabaseError("not intact")
        try:
            found = [row[0] for row in connection.execute("SELECT version_num FROM alembic_version")]
            connection.execute("SELECT 1 FROM predictions LIMIT 1")
        except sqlite3.OperationalError:
            raise RestoreError("not_ours") from None
        if len(found) != 1 or found[0] not in revisions():
            raise RestoreError("newer")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
