"""The file of the monitor's record: opened, created, and read by whoever asks."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from ..settings import Settings
from ..store.sqlite_file import SqliteFile
from . import tables

__all__ = ["FILE", "NewerRecordError", "Record", "RecordError"]

#: In the data folder.
FILE = "operations.db"
_WAIT_SECONDS = 5


class RecordError(Exception):
    """The record cannot be read or written; the text says why."""


class NewerRecordError(RecordError):
    """The record was written by a newer version of this software."""


class Record:
    """Transactions in the record, which is created when something is first written."""

    def __init__(self, settings: Settings) -> None:
        self.path: Path = settings.place() / FILE
        self._ready: tuple[int, int] | None = None
        self._engine = create_engine(f"sqlite:///{self.path}", pool_size=1, max_overflow=1)
        file = SqliteFile(str(self.path))
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "connect", file.note)
        event.listen(self._engine, "checkout", file.check)

    @property
    def is_there(self) -> bool:
        """Whether anything was ever recorded."""
        return self.path.exists()

    def close(self) -> None:
        """Close the file; a transaction opens it again."""
        self._engine.dispose()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction, committed at the end. Raises RecordError."""
        try:
            self._make_ready()
            with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as problem:
            raise RecordError(f"{self.path}: {_said(problem)}") from problem

    def _make_ready(self) -> None:
        if not self.path.exists():
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        found = os.stat(self.path)
        if self._ready != (found.st_dev, found.st_ino):
            _create(self._engine, self.path)
            self._ready = found.st_dev, found.st_ino


def _create(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        # Two processes may find an empty file at the same time.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        if version > tables.FORMAT:
            raise NewerRecordError(f"{path} was written by a newer version")
        if version == 0:
            tables.metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={tables.FORMAT}")
        connection.commit()


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in (
        f"busy_timeout={_WAIT_SECONDS * 1000}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _said(problem: Exception) -> str:
    """What went wrong, without the statement and its values."""
    cause = getattr(problem, "orig", None) or problem
    return getattr(cause, "strerror", None) or str(cause)
