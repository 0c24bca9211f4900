"""Events in the services, stored in the table ``logs``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from .engine import Service
from .tables import logs

__all__ = ["Trouble", "record", "troubles"]

#: Levels of events that somebody should read.
_TROUBLE = ("WARNING", "ERROR", "CRITICAL")


@dataclass(frozen=True)
class Trouble:
    """An event that somebody should read: how often it happened, and when last."""

    service: str
    level: str
    event: str
    count: int
    last: datetime


def record(
    connection: Connection, service: Service, event: str, detail: dict[str, Any], level: str = "INFO"
) -> None:
    """Store an event with its figures and names; ``detail`` never contains a patient's data."""
    connection.execute(insert(logs).values(service=service.label, level=level, event=event, detail=detail))


def troubles(connection: Connection, since: datetime) -> list[Trouble]:
    """Warnings and errors since a point in time, the most frequent first."""
    count = func.count().label("count")
    rows = connection.execute(
        select(logs.c.service, logs.c.level, logs.c.event, count, func.max(logs.c.at, type_=logs.c.at.type))
        .where(logs.c.at >= since, logs.c.level.in_(_TROUBLE))
        .group_by(logs.c.service, logs.c.level, logs.c.event)
        .order_by(count.desc())
    )
    return [Trouble(*row) for row in rows]
