"""Bounded waits for PostgreSQL.

The network detects a server that is gone, and a slow server ends its statement itself. A server that is stopped (a
frozen process, a machine that swaps) does neither: its network stack acknowledges whatever is sent. So the client has
a timeout too.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any

import psycopg
from sqlalchemy import Engine, event

__all__ = ["limit_waits"]


def limit_waits(engine: Engine, seconds: float) -> None:
    """Limit the wait for any response of the server; the connection is then given up, and SQLAlchemy treats it like any
    other lost connection."""

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, arguments: list[Any], options: dict[str, Any]) -> Any:
        connection = _Impatient.connect(*arguments, **options)
        connection.patience = seconds
        return connection


class _Impatient(psycopg.Connection[Any]):
    """A connection that does not wait forever."""

    patience = float("inf")

    def wait(self, gen: Any, *arguments: Any, **options: Any) -> Any:
        return super().wait(self._limited(gen), *arguments, **options)

    def _limited(self, gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        """psycopg's wait, step by step. It returns without news several times a second."""
        until = time.monotonic() + self.patience
        try:
            awaited = next(gen)
            while True:
                news = yield awaited
                if not news and time.monotonic() > until:
                    self.pgconn.finish()
                    raise psycopg.OperationalError("the server does not answer")
                awaited = gen.send(news)
        except StopIteration as end:
            return end.value
