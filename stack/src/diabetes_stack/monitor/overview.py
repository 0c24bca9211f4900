"""The state of everything as the monitor last recorded it, for commands and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from ..store.tables import utc_now
from . import tables
from .incident import Incident
from .people import incidents
from .reading import Cause, State

__all__ = ["Overview", "Value", "history", "overview"]

#: Rounds that may be missed before the monitor counts as stopped.
_MISSED = 3
#: Values of measures that are not taken in every round are shown for this long.
_SHOWN = timedelta(hours=3)


@dataclass(frozen=True)
class Value:
    """The newest value of a measure. ``value`` is None when it was not measured, or is without end."""

    at: datetime
    measure: str
    subject: str
    value: float | None
    state: State
    cause: Cause | None


@dataclass(frozen=True)
class Overview:
    """``last`` is the time of the last round; None if there was none. Nothing in here is current unless the monitor
    ``is_running``."""

    last: datetime | None
    is_running: bool
    values: tuple[Value, ...]
    open: tuple[Incident, ...]
    #: The last look at the model, as :meth:`Watch.to_dict <diabetes_stack.monitor.model.watch.Watch.to_dict>`.
    model: dict[str, Any] | None


def overview(connection: Connection, now: datetime | None = None) -> Overview:
    """The newest values, the open incidents, and the last look at the model."""
    now = now or utc_now()
    runs, samples, watches = tables.runs.c, tables.samples.c, tables.watches.c
    last = connection.execute(select(runs.at, runs.interval).order_by(runs.id.desc()).limit(1)).first()
    if last is None:
        return Overview(None, False, (), (), None)
    first = select(func.min(runs.id)).where(runs.at >= last.at - _SHOWN).scalar_subquery()
    newest = (
        select(func.max(samples.id))
        .where(samples.run >= first)
        .group_by(samples.measure, samples.subject)
    )  # fmt: skip
    rows = connection.execute(select(tables.samples).where(samples.id.in_(newest)).order_by(samples.id))
    values = tuple(
        Value(
            row.at, row.measure, row.subject, row.value, State(row.state),
            None if row.cause is None else Cause(row.cause["code"], row.cause["parts"]),
        )
        for row in rows
    )  # fmt: skip
    watched = connection.scalar(select(watches.found).order_by(watches.id.desc()).limit(1))
    # A round in the future tells of a clock that is wrong, not of a monitor that runs.
    is_running = abs(now - last.at) <= _MISSED * timedelta(seconds=last.interval)
    return Overview(last.at, is_running, values, tuple(incidents(connection, only_open=True)), watched)


def history(
    connection: Connection, measure: str, subject: str = "", days: float = 1
) -> list[tuple[datetime, float | None]]:
    """The values of a measure in the last days, oldest first."""
    samples = tables.samples.c
    rows = connection.execute(
        select(samples.at, samples.value)
        .where(
            samples.measure == measure, samples.subject == subject, samples.at >= utc_now() - timedelta(days=days)
        )
        .order_by(samples.id)
    )  # fmt: skip
    return [(at, value) for at, value in rows]
