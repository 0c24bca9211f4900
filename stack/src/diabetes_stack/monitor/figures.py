"""The manual's maintenance figures over a period: availability, mean times to repair and between failures, and how
incidents of each severity were answered and resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from ..watching import SERVICES
from . import tables
from .availability import Availability, of_service
from .incident import Incident
from .saved import incident_of
from .severity import AVAILABILITY, LEAST_MTBF, MOST_MTTR, Severity

__all__ = ["Figures", "OfService", "OfSeverity", "figures"]


@dataclass(frozen=True)
class OfService:
    """A service over the period; ``met`` is None while what nobody watched decides."""

    service: str
    availability: Availability
    target: float | None
    met: bool | None


@dataclass(frozen=True)
class OfSeverity:
    """The incidents of a severity that were opened in the period. Times are in seconds; None without incidents."""

    severity: Severity
    opened: int
    still_open: int
    #: Acknowledged or over within the response time, and not.
    answered_in_time: int
    answered_late: int
    #: Of those that are over.
    mean_resolution: float | None
    resolution_target: float | None
    met: bool | None


@dataclass(frozen=True)
class Figures:
    """All figures of a period. The mean times are those of outages, in seconds: to repair, of those that are over; and
    between failures, the watched time of the period by their number. None without an outage."""

    since: datetime
    until: datetime
    services: tuple[OfService, ...]
    severities: tuple[OfSeverity, ...]
    outages: int
    mttr: float | None
    mttr_met: bool | None
    mtbf: float | None
    mtbf_met: bool | None

    @property
    def is_missed(self) -> bool:
        """Whether a target was certainly missed."""
        verdicts = [*(one.met for one in self.services), *(one.met for one in self.severities)]
        return False in (*verdicts, self.mttr_met, self.mtbf_met)

    def to_dict(self) -> dict[str, Any]:
        """The figures for a program."""
        return {
            **asdict(self),
            "services": [
                {
                    "service": one.service,
                    **{name: round(value, 3) for name, value in asdict(one.availability).items()},
                    "percent": one.availability.measured,
                    "percent_least": one.availability.least,
                    "percent_most": one.availability.most,
                    "mtbf": one.availability.between_failures,
                    "target": one.target,
                    "met": one.met,
                }
                for one in self.services
            ],
            "severities": [{**asdict(one), "severity": one.severity.value} for one in self.severities],
            "mttr_target": MOST_MTTR.total_seconds(),
            "mtbf_target": LEAST_MTBF.total_seconds(),
        }


def figures(
    connection: Connection, since: datetime, until: datetime, services: Sequence[str] = SERVICES
) -> Figures:
    """The figures from ``since`` to ``until``, in UTC."""
    of_services = [_service(connection, name, since, until) for name in services]
    opened = tables.incidents.c.opened_at
    rows = connection.execute(select(tables.incidents).where(opened >= since, opened <= until))
    incidents = [incident_of(row._mapping) for row in rows]
    outages = [one for one in incidents if one.outage]
    mttr = _mean(outages)
    watched = max((one.availability.up + one.availability.down for one in of_services), default=0.0)
    mtbf = watched / len(outages) if outages and watched else None
    return Figures(
        since,
        until,
        tuple(of_services),
        tuple(_severity(severity, incidents, until) for severity in Severity),
        len(outages),
        mttr,
        _in_time(outages, MOST_MTTR, until),
        mtbf,
        _mtbf_met(mtbf, watched, bool(outages)),
    )


def _service(connection: Connection, name: str, since: datetime, until: datetime) -> OfService:
    found, target = of_service(connection, name, since, until), AVAILABILITY.get(name)
    return OfService(name, found, target, None if target is None else _available(found, target))


def _available(found: Availability, target: float) -> bool | None:
    """Whether the target is met, whatever happened while nobody watched."""
    if found.least > target:
        return True
    return False if found.most <= target else None


def _severity(severity: Severity, incidents: Sequence[Incident], until: datetime) -> OfSeverity:
    chosen = [one for one in incidents if one.severity is severity]
    waits = [(one.answered_at, (one.answered_at or until) - one.opened_at) for one in chosen]
    target = severity.resolution
    return OfSeverity(
        severity,
        opened=len(chosen),
        still_open=sum(one.is_open for one in chosen),
        answered_in_time=sum(at is not None and wait <= severity.response for at, wait in waits),
        answered_late=sum(wait > severity.response for _, wait in waits),
        mean_resolution=_mean(chosen),
        resolution_target=None if target is None else target.total_seconds(),
        met=None if target is None else _in_time(chosen, target, until),
    )


def _mean(incidents: Iterable[Incident]) -> float | None:
    """Mean seconds until the end of those that are over."""
    lasted = [_lasted(one, one.resolved_at) for one in incidents if one.resolved_at is not None]
    return sum(lasted) / len(lasted) if lasted else None


def _in_time(incidents: Sequence[Incident], target: timedelta, until: datetime) -> bool | None:
    """Whether the mean is below the target. An open incident has lasted at least until now: it may decide that the
    target is missed, never that it is met."""
    if not incidents:
        return None
    least = sum(_lasted(one, one.resolved_at or until) for one in incidents) / len(incidents)
    if least >= target.total_seconds():
        return False
    return None if any(one.is_open for one in incidents) else True


def _lasted(incident: Incident, until: datetime) -> float:
    """Seconds; a clock that was set back counts as none."""
    return max(0.0, (until - incident.opened_at).total_seconds())


def _mtbf_met(mtbf: float | None, watched: float, has_failed: bool) -> bool | None:
    """Without a failure, the time watched is the least that it can be."""
    if mtbf is not None:
        return mtbf > LEAST_MTBF.total_seconds()
    return True if watched > LEAST_MTBF.total_seconds() and not has_failed else None
