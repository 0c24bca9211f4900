"""What earlier rounds left in the record: when they were, and the API's totals."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from . import tables
from .probes.counters import HISTORY, Counters, Past

__all__ = ["elapsed_since", "hour_of", "last_run", "passed", "past_counters"]

_RUNS = tables.runs.c


def last_run(connection: Connection) -> datetime | None:
    """When the newest round was."""
    return connection.scalar(select(_RUNS.at).order_by(_RUNS.id.desc()).limit(1))


def elapsed_since(connection: Connection, boot: str, uptime: float) -> float | None:
    """Seconds since the newest round, by the clock that nobody sets; None if the machine was started between."""
    last = connection.execute(select(_RUNS.boot, _RUNS.uptime).order_by(_RUNS.id.desc()).limit(1)).first()
    return uptime - last.uptime if last is not None and last.boot == boot and last.uptime <= uptime else None


def hour_of(connection: Connection, measure: str, now: datetime) -> list[float]:
    """The values of a measure in the rounds of the last hour."""
    samples = tables.samples.c
    newest = select(_RUNS.id).order_by(_RUNS.id.desc()).limit(HISTORY)
    within = samples.run.in_(newest) & (samples.at > now - timedelta(hours=1)) & (samples.at <= now)
    found = connection.scalars(select(samples.value).where(within, samples.measure == measure))
    return [value for value in found if value is not None]


def past_counters(connection: Connection, now: datetime, elapsed: float | None) -> list[Past]:
    """The API's totals in the newest rounds, newest first, with the seconds since each; ``elapsed`` are those since the
    last round, if this process made it."""
    rows = connection.execute(
        select(_RUNS.at, _RUNS.counters, _RUNS.elapsed).order_by(_RUNS.id.desc()).limit(HISTORY)
    )
    found: list[Past] = []
    seconds = 0.0
    for row in rows:
        seconds += passed(row.at, now, elapsed)
        if row.counters is not None:
            found.append(Past(Counters(**row.counters), seconds))
        now, elapsed = row.at, row.elapsed
    return found


def passed(earlier: datetime, later: datetime, elapsed: float | None) -> float:
    """Seconds between two rounds: as a clock that nobody sets measured them, else by the time of day, and then none if
    that was set back."""
    return max(0.0, (later - earlier).total_seconds()) if elapsed is None else elapsed
