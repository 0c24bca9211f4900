"""Events in the services, stored in the table ``logs``."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert

from .engine import Service
from .tables import logs

__all__ = ["record"]


def record(
    connection: Connection, service: Service, event: str, detail: dict[str, Any], level: str = "INFO"
) -> None:
    """Store an event with its figures and names; ``detail`` never contains a patient's data."""
    connection.execute(insert(logs).values(service=service.label, level=level, event=event, detail=detail))
