"""Keeps the record small: every value of a week, one an hour of three months."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from . import tables
from .reading import State

__all__ = ["KEPT", "WHOLE", "thin"]

#: Values are kept whole for the first time, and at all for the second. Incidents are never deleted.
WHOLE, KEPT = timedelta(days=7), timedelta(days=90)
#: Availability is computed from each of these, so they stay whole.
_STEPS = ("up", "ready")


def thin(connection: Connection, now: datetime) -> None:
    """Delete old values, apart from the first of each hour and those that were wrong; and what is older than three
    months."""
    samples, runs, watches = tables.samples.c, tables.runs.c, tables.watches.c
    hour = func.strftime("%Y-%m-%d %H", samples.at)
    old = (samples.at < now - WHOLE) & samples.measure.not_in(_STEPS) & (samples.state != State.BAD.value)
    first = select(func.min(samples.id)).where(old).group_by(samples.measure, samples.subject, hour)
    connection.execute(delete(tables.samples).where(old, samples.id.not_in(first)))
    connection.execute(delete(tables.samples).where(samples.at < now - KEPT))
    used = select(samples.run).where(samples.run == runs.id).exists()
    connection.execute(delete(tables.runs).where(runs.at < now - KEPT, ~used))
    newest = select(func.max(watches.id)).group_by(func.date(watches.at))
    connection.execute(
        delete(tables.watches).where(
            (watches.at < now - KEPT) | ((watches.at < now - WHOLE) & watches.id.not_in(newest))
        )
    )
