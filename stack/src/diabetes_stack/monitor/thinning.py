"""Keeps the record small: every value of a week, one an hour of three months, and for a year whether services were
there."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, null, select, update

from . import tables
from .reading import State

__all__ = ["KEPT", "STEPS_KEPT", "WHOLE", "thin"]

#: Values are kept whole for the first time, and at all for the second. Incidents are never deleted.
WHOLE, KEPT = timedelta(days=7), timedelta(days=90)
#: Availability is computed from each of these, so they stay whole, for a year and more.
_STEPS = ("up", "ready")
STEPS_KEPT = timedelta(days=400)


def thin(connection: Connection, now: datetime) -> None:
    """Delete old values, apart from the first of each hour and those that were wrong; then these too; and the steps of
    availability when they are more than a year old."""
    samples, runs, watches = tables.samples.c, tables.runs.c, tables.watches.c
    hour = func.strftime("%Y-%m-%d %H", samples.at)
    others = samples.measure.not_in(_STEPS)
    old = (samples.at < now - WHOLE) & others & (samples.state != State.BAD.value)
    first = select(func.min(samples.id)).where(old).group_by(samples.measure, samples.subject, hour)
    connection.execute(delete(tables.samples).where(old, samples.id.not_in(first)))
    connection.execute(delete(tables.samples).where(samples.at < now - KEPT, others))
    connection.execute(delete(tables.samples).where(samples.at < now - STEPS_KEPT))
    connection.execute(delete(tables.runs).where(runs.at < now - STEPS_KEPT))
    stale = (runs.at < now - WHOLE) & runs.counters.is_not(None)
    connection.execute(update(tables.runs).where(stale).values(counters=null()))
    newest = select(func.max(watches.id)).group_by(func.date(watches.at))
    connection.execute(
        delete(tables.watches).where(
            (watches.at < now - KEPT) | ((watches.at < now - WHOLE) & watches.id.not_in(newest))
        )
    )
