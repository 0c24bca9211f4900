"""Bounds the database connections of a process whose own pools have no bound: one thread after another has some."""

from __future__ import annotations

import threading
from typing import Any

from sqlalchemy.exc import TimeoutError as NoConnectionFree

__all__ = ["Turn"]

#: Seconds for which a thread waits, as in SQLAlchemy's pools.
_PATIENCE = 30.0


class Turn:
    """Lets one thread after another open connections; the turn ends when that thread's connections are closed."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._free = threading.Condition()
        self._holder = 0
        self._open = 0

    def connect(self, dialect: Any, _record: Any, arguments: Any, options: Any) -> Any:
        """Called to open a connection."""
        me = threading.get_ident()
        with self._free:
            if not self._free.wait_for(lambda: not self._open or self._holder == me, self._patience):
                raise NoConnectionFree(f"other requests had the database for {self._patience:g} seconds")
            self._holder = me
            self._open += 1
        try:
            return dialect.connect(*arguments, **options)
        except BaseException:
            self.close()
            raise

    def close(self, *_: Any) -> None:
        """Called when a connection is closed, in whatever thread."""
        with self._free:
            self._open -= 1
            self._free.notify_all()
