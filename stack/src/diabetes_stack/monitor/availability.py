"""How long each service was there: what a round found holds until the next one. Where the monitor did not look, nobody
knows, and that counts neither as up nor as down.

Durations are measured by a clock that nobody sets, where one process made both rounds; so a clock that is set back or
forward, or daylight saving, changes none. Times in the record are in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, and_, select

from . import tables
from .past import passed
from .reading import Cause, Reading
from .severity import AVAILABILITY

__all__ = ["PERIOD", "Availability", "Step", "availability", "of_service", "reading"]

#: The period of the targets.
PERIOD = timedelta(days=30)
#: A gap longer than this many planned intervals is a gap in the monitoring.
_PATIENCE = 2
_DAY = 86_400
#: The measure that says whether a service can be used; for the others, whether they answer.
_MEASURES = {"api": "ready"}


class Step(NamedTuple):
    """A round: when, the seconds planned until the next, those since the one before (None if not measured), and whether
    the service was there (None if unknown)."""

    at: datetime
    interval: float
    elapsed: float | None
    is_up: bool | None


@dataclass(frozen=True)
class Availability:
    """Seconds of a period, and how often the service went down in it."""

    up: float
    down: float
    unknown: float
    outages: int

    @property
    def period(self) -> float:
        """All seconds of the period."""
        return self.up + self.down + self.unknown

    @property
    def measured(self) -> float | None:
        """The percentage of the time that was watched; None if none was."""
        watched = self.up + self.down
        return 100 * (self.up / watched) if watched else None

    @property
    def least(self) -> float:
        """The percentage if the service was down whenever nobody looked."""
        return 100 * (self.up / self.period) if self.period else 0.0

    @property
    def most(self) -> float:
        """The percentage if it was up whenever nobody looked."""
        return 100 * (1 - self.down / self.period) if self.period else 100.0

    @property
    def between_failures(self) -> float | None:
        """Seconds it was up for each time that it went down; None if it never did."""
        return self.up / self.outages if self.outages else None


def availability(steps: Sequence[Step], since: datetime, until: datetime) -> Availability:
    """The availability from ``since`` to ``until``, from the rounds in the order in which they were made."""
    seconds = {True: 0.0, False: 0.0, None: 0.0}
    outages = 0
    before: bool | None = None
    for step, held, gap in _spells(steps, until):
        seconds[step.is_up] += held
        seconds[None] += gap
        outages += step.is_up is False and before is not False
        before = step.is_up if step.is_up is not None else before
    if steps:
        seconds[None] += max(0.0, (steps[0].at - since).total_seconds())
    else:
        seconds[None] = max(0.0, (until - since).total_seconds())
    return Availability(seconds[True], seconds[False], seconds[None], outages)


def of_service(connection: Connection, service: str, since: datetime, until: datetime) -> Availability:
    """The availability of a service, from the record."""
    samples, runs = tables.samples.c, tables.runs.c
    about = and_(
        samples.run == runs.id, samples.measure == _MEASURES.get(service, "up"), samples.subject == service
    )
    rows = connection.execute(
        select(runs.at, runs.interval, runs.elapsed, samples.value)
        .select_from(tables.runs.outerjoin(tables.samples, about))
        .where(runs.at >= since, runs.at <= until)
        .order_by(runs.id)
    )
    return availability([*_steps(rows)], since, until)


def reading(connection: Connection, service: str, now: datetime) -> Reading:
    """The highest percentage that the last 30 days can still have. It is judged when the time that nobody watched
    cannot decide: then it is certainly below its target, or certainly not."""
    found, target = of_service(connection, service, now - PERIOD, now), AVAILABILITY[service]
    cause = Cause("unwatched", {"unwatched": found.unknown / _DAY})
    is_certain = found.most < target or found.least >= target
    return Reading("availability_percent", found.most, service, cause, is_certain)


def _steps(rows: Iterable[tuple[datetime, float, float | None, float | None]]) -> Iterator[Step]:
    for at, interval, elapsed, value in rows:
        yield Step(at, interval, elapsed, None if value is None else value > 0)


def _spells(steps: Sequence[Step], until: datetime) -> Iterator[tuple[Step, float, float]]:
    """Each round with the seconds for which it holds, and those after it in which nobody looked."""
    following = [*steps[1:], Step(until, 0.0, None, None)]
    for step, after in zip(steps, following, strict=True) if steps else ():
        seconds = passed(step.at, after.at, after.elapsed)
        held = seconds if seconds <= _PATIENCE * step.interval else step.interval
        yield step, held, seconds - held
