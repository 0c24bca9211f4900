"""How long rows are kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from .audit import note
from .tables import logs, predictions

__all__ = ["ANONYMOUS_PREDICTIONS", "LOGS", "clean"]

LOGS = timedelta(days=30)
ANONYMOUS_PREDICTIONS = timedelta(days=90)


def clean(connection: Connection, now: datetime, by: str) -> dict[str, int]:
    """Delete expired logs, and expired anonymous predictions with their laboratory results. Returns the number of
    deleted rows by table. Totals do not change."""
    old_logs = delete(logs).where(logs.c.at < now - LOGS)
    anonymous = predictions.c.patient.is_(None)
    old_predictions = delete(predictions).where(anonymous, predictions.c.at < now - ANONYMOUS_PREDICTIONS)
    gone = {
        "logs": connection.execute(old_logs).rowcount,
        "predictions": connection.execute(old_predictions).rowcount,
    }
    note(connection, by, "clean", "database", gone)
    return gone
