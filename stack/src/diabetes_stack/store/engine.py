"""Connections to the store."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url

from ..settings import Settings
from .impatience import limit_waits
from .sqlite_file import SqliteFile, is_replaced

__all__ = ["MLFLOW_SCHEMA", "Service", "is_replaced", "open_store"]

#: PostgreSQL schema for MLflow's own tables, next to the store's.
MLFLOW_SCHEMA = "mlflow"
#: Makes PostgreSQL close a connection that was idle for ten minutes; the next use opens another.
_CLOSE_IDLE = "-c idle_session_timeout=600000"


class Service(Enum):
    """A client of the store, with its maximum number of connections (ten over all services) and the seconds it waits
    for the database: the API has patients waiting, and a spool; the monitor has other things to watch."""

    API = ("api", 3, 2)
    DASHBOARD = ("dashboard", 1, 10)
    MLFLOW = ("mlflow", 2, 10)
    COMMAND = ("command", 2, 10)
    MONITOR = ("monitor", 1, 5)
    #: The login before MLflow.
    LOGIN = ("login", 1, 10)

    def __init__(self, label: str, connections: int, patience: int) -> None:
        self.label = label
        self.connections = connections
        self.patience = patience

    @property
    def application(self) -> str:
        """The name that PostgreSQL shows for its connections."""
        return f"diabetes-{self.label}"

    @property
    def limits_statements(self) -> bool:
        """Whether the patience is also for a statement that the database has begun."""
        return self in (Service.API, Service.MONITOR)


def open_store(settings: Settings, service: Service) -> Engine:
    """The engine for this service; it connects on first use."""
    url = make_url(settings.sqlalchemy_url)
    if url.get_backend_name() != "sqlite":
        engine = create_engine(
            url,
            pool_size=service.connections,
            max_overflow=0,
            pool_pre_ping=True,
            pool_recycle=300,
            pool_timeout=service.patience,
            connect_args=_postgresql(service),
        )
        if service.limits_statements:
            # Longer than the server's own statement timeout, which ends a statement without losing the connection.
            limit_waits(engine, service.patience + 1)
        return engine
    engine = create_engine(url, pool_size=service.connections, max_overflow=0, pool_timeout=service.patience)
    file = SqliteFile(url.database)
    event.listen(engine, "do_connect", file.before)
    event.listen(engine, "connect", partial(_prepare_sqlite, service))
    event.listen(engine, "connect", file.note)
    event.listen(engine, "checkout", file.check)
    return engine


def _postgresql(service: Service) -> dict[str, Any]:
    """Timeouts: the service's patience for a server that is gone and, where it limits them, for a statement.
    Only the API, which must answer at once, and commands, which may wait for a program of PostgreSQL, keep idle
    connections."""
    milliseconds = service.patience * 1000
    arguments: dict[str, Any] = {
        "connect_timeout": service.patience,
        "tcp_user_timeout": milliseconds,
        "application_name": service.application,
    }
    options = []
    if service.limits_statements:
        options.append(f"-c statement_timeout={milliseconds}")
    if service not in (Service.API, Service.COMMAND):
        options.append(_CLOSE_IDLE)
    if options:
        arguments["options"] = " ".join(options)
    return arguments


def _prepare_sqlite(service: Service, connection: Any, _record: Any) -> None:
    """Concurrent readers and a writer, waiting instead of "locked" errors, foreign keys, durable commits."""
    wait = f"busy_timeout={service.patience * 1000}"
    for pragma in (wait, "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
