"""Connections to the store."""

from __future__ import annotations

from enum import Enum
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url

from ..settings import Settings

__all__ = ["MLFLOW_SCHEMA", "Service", "open_store"]

#: PostgreSQL schema of MLflow's own tables, beside those of the store.
MLFLOW_SCHEMA = "mlflow"


class Service(Enum):
    """Who connects, with the most connections it may hold: ten in all services together."""

    API = ("api", 4)
    DASHBOARD = ("dashboard", 1)
    MLFLOW = ("mlflow", 3)
    COMMAND = ("command", 2)

    def __init__(self, label: str, connections: int) -> None:
        self.label = label
        self.connections = connections


def open_store(settings: Settings, service: Service) -> Engine:
    """The engine of this service; connects when it is first used."""
    url = make_url(settings.sqlalchemy_url)
    if url.get_backend_name() != "sqlite":
        return create_engine(
            url,
            pool_size=service.connections,
            max_overflow=0,
            pool_pre_ping=True,
            pool_recycle=300,
            connect_args={"connect_timeout": 5, "application_name": f"diabetes-{service.label}"},
        )
    engine = create_engine(url, pool_size=service.connections, max_overflow=0)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Readers beside a writer, a wait in place of "locked", foreign keys, commits that are on the disk."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
