"""What people do with incidents: they take them, and say that they are over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from ..refusals import Refusal
from ..settings import Settings
from ..store.tables import utc_now
from . import tables
from .incident import Change, Incident, Kind
from .letters import addressed, targets
from .saved import incident_of, keep_letters

__all__ = ["IncidentError", "acknowledge", "find", "incidents", "resolve"]

_INCIDENTS = tables.incidents.c
_LONGEST_BY, _LONGEST_NOTE = 100, 500


class IncidentError(Refusal):
    """An incident that does not exist, or is over already: ``unknown_incident``, ``incident_over``."""


def incidents(
    connection: Connection, only_open: bool = False, since: datetime | None = None, most: int = 1000
) -> list[Incident]:
    """Incidents, newest first, at most ``most``: those opened since then, or still open."""
    query = select(tables.incidents).order_by(_INCIDENTS.opened_at.desc(), _INCIDENTS.id.desc()).limit(most)
    if only_open:
        query = query.where(_INCIDENTS.resolved_at.is_(None))
    if since is not None:
        query = query.where((_INCIDENTS.opened_at >= since) | _INCIDENTS.resolved_at.is_(None))
    return [incident_of(row._mapping) for row in connection.execute(query)]


def find(connection: Connection, id: int) -> Incident:
    """An incident that is not over. Raises IncidentError."""
    row = connection.execute(select(tables.incidents).where(_INCIDENTS.id == id)).one_or_none()
    if row is None:
        raise IncidentError("unknown_incident", id=id)
    found = incident_of(row._mapping)
    if not found.is_open:
        raise IncidentError("incident_over", id=id)
    return found


def acknowledge(connection: Connection, id: int, by: str, note: str | None) -> Incident:
    """Note that somebody takes care of an incident: there are no more reminders. The first who does stays named.
    Raises IncidentError."""
    if find(connection, id).acknowledged_at is None:
        values = {
            "acknowledged_at": utc_now(),
            "acknowledged_by": by[:_LONGEST_BY],
            "acknowledged_note": _short(note),
        }
        connection.execute(update(tables.incidents).where(_INCIDENTS.id == id).values(values))
    return find(connection, id)


def resolve(connection: Connection, settings: Settings, id: int, by: str, note: str | None) -> Incident:
    """Note that an incident is over, which the monitor tells everybody. If its cause is still there, the monitor opens
    another one. Raises IncidentError."""
    incident, now = find(connection, id), utc_now()
    # A clock that was set back must not end it before it began.
    incident.resolved_at = max(now, incident.opened_at)
    incident.resolved_by, incident.resolved_note = by[:_LONGEST_BY], _short(note)
    values = {name: getattr(incident, name) for name in ("resolved_at", "resolved_by", "resolved_note")}
    connection.execute(update(tables.incidents).where(_INCIDENTS.id == id).values(values))
    # What opens the next one is counted anew.
    streak = tables.streaks.c
    counted = (streak.rule == incident.rule) & (streak.subject == incident.subject)
    connection.execute(delete(tables.streaks).where(counted))
    told: Sequence[Change] = [Change(Kind.RECOVERED, incident)]
    keep_letters(connection, addressed(told, targets(settings), now))
    return incident


def _short(note: str | None) -> str | None:
    return None if note is None else note[:_LONGEST_NOTE]
