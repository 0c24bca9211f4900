"""Guards against an SQLite file that is removed or replaced while connections to it are open: their writes would be
lost with it. A file that existed before is never created anew, because someone may be restoring it."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DisconnectionError

__all__ = ["SqliteFile", "is_missing", "is_replaced"]

_KEY = "diabetes.file"


class SqliteFile:
    """Event listeners for an engine."""

    def __init__(self, path: str | None) -> None:
        self._path = path if _is_file(path) else None
        self._was_there = False

    def before(self, *_: Any) -> None:
        """Called before a connection is made."""
        if self._path is not None and self._was_there and _identity(self._path) is None:
            raise sqlite3.OperationalError("the database file is gone")

    def note(self, _connection: Any, record: Any) -> None:
        """Called after a connection was made."""
        if self._path is not None:
            record.info[_KEY] = (self._path, _identity(self._path))
            self._was_there = True

    def check(self, _connection: Any, record: Any, _proxy: Any) -> None:
        """Called before a connection is reused."""
        if _is_other(record.info):
            raise DisconnectionError("the database file was replaced")


def is_missing(url: URL) -> bool:
    """Whether a database is a file that does not exist: to connect to it would create an empty one in its place."""
    path = url.database
    return url.get_backend_name() == "sqlite" and _is_file(path) and not os.path.exists(str(path))


def is_replaced(connection: Connection) -> bool:
    """Whether the file that this connection writes is no longer the database file."""
    return _is_other(connection.info)


def _is_file(path: str | None) -> bool:
    return bool(path) and path != ":memory:" and not str(path).startswith("file:")


def _is_other(info: dict[Any, Any]) -> bool:
    if _KEY not in info:
        return False
    path, identity = info[_KEY]
    return bool(_identity(path) != identity)


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
