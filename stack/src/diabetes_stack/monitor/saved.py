"""Rounds, incidents and letters in the record: written by the monitor, read when it starts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from . import tables
from .book import Book, Streak
from .incident import Change, Incident, Kind
from .letters import Letter
from .probes.counters import Counters
from .reading import Cause, Reading, State
from .severity import Severity

__all__ = [
    "When", "baseline_of", "incident_of", "keep_baseline", "keep_incidents", "keep_letters", "keep_run", "keep_watch",
    "load_book", "merge_people", "waiting_letters",
]  # fmt: skip

_RUNS, _INCIDENTS, _ALERTS = tables.runs.c, tables.incidents.c, tables.alerts.c
#: A little less, so that looks an hour apart are all kept.
_HOUR = timedelta(minutes=55)
#: Letters in memory at the same time.
_MOST_LETTERS = 1_000
#: What only people write; the monitor leaves it as it is.
_OF_PEOPLE = ("acknowledged_at", "acknowledged_by", "acknowledged_note")


class When(NamedTuple):
    """When a round began: in UTC, and by the clock that nobody sets; and the seconds since the round before by that
    clock, None if the machine was started between."""

    at: datetime
    boot: str
    uptime: float
    elapsed: float | None


def load_book(connection: Connection) -> Book:
    """Streaks and open incidents."""
    streaks = {
        (row.rule, row.subject): Streak(row.bad, row.good)
        for row in connection.execute(select(tables.streaks))
    }
    opened = connection.execute(select(tables.incidents).where(_INCIDENTS.resolved_at.is_(None)))
    found = [incident_of(row._mapping) for row in opened]
    return Book(streaks, {(one.rule, one.subject): one for one in found})


def merge_people(connection: Connection, book: Book) -> None:
    """Take over what people did to open incidents since: acknowledged them, or resolved them."""
    known = {one.id: key for key, one in book.incidents.items() if one.id is not None}
    rows = connection.execute(select(tables.incidents).where(_INCIDENTS.id.in_(known)))
    stored = {row.id: incident_of(row._mapping) for row in rows}
    for id, key in known.items():
        row = stored.get(id)
        if row is None:
            # The file was replaced: recorded anew.
            book.incidents[key].id = None
        elif row.is_open:
            for name in _OF_PEOPLE:
                setattr(book.incidents[key], name, getattr(row, name))
        else:
            # If it is still so, it is opened anew after as many rounds as the first time.
            del book.incidents[key]
            book.streaks.pop(key, None)


def keep_run(
    connection: Connection, when: When, seconds: float, interval: float, readings: Sequence[Reading],
    states: Sequence[State], counters: Counters | None,
) -> int:  # fmt: skip
    """Store a round with its values; returns its number."""
    well = not {State.BAD, State.UNKNOWN} & set(states)
    totals = None if counters is None else counters._asdict()
    figures = {"seconds": seconds, "interval": interval, "well": well, "counters": totals}
    statement = insert(tables.runs).values(**when._asdict(), **figures).returning(_RUNS.id)
    run = connection.execute(statement).scalar_one()
    rows = [
        {
            "run": run,
            "at": when.at,
            "measure": reading.measure,
            "subject": reading.subject,
            "value": _finite(reading.value),
            "state": state.value,
            "cause": _document(reading.cause),
        }
        for reading, state in zip(readings, states, strict=True)
    ]
    if rows:
        connection.execute(insert(tables.samples), rows)
    return int(run)


def keep_incidents(connection: Connection, book: Book, over: Sequence[Incident]) -> None:
    """Store the streaks, and the incidents that are open or just over; new ones get their numbers."""
    connection.execute(delete(tables.streaks))
    streaks = [
        {"rule": rule, "subject": subject, "bad": one.bad, "good": one.good}
        for (rule, subject), one in book.streaks.items()
    ]
    if streaks:
        connection.execute(insert(tables.streaks), streaks)
    for incident in (*over, *book.incidents.values()):
        values = _row(incident)
        if incident.id is None:
            statement = insert(tables.incidents).values(values).returning(_INCIDENTS.id)
            incident.id = int(connection.execute(statement).scalar_one())
        else:
            mine = {name: value for name, value in values.items() if name not in _OF_PEOPLE}
            unresolved = (_INCIDENTS.id == incident.id) & _INCIDENTS.resolved_at.is_(None)
            connection.execute(update(tables.incidents).where(unresolved).values(mine))


def keep_letters(connection: Connection, letters: Iterable[Letter]) -> None:
    """Store new letters, and what happened to those that are stored. Their incidents must have been recorded."""
    for letter in letters:
        state = {
            name: getattr(letter, name)
            for name in ("sent_at", "given_up_at", "attempts", "next_at", "problem")
        }
        if letter.id is not None:
            connection.execute(update(tables.alerts).where(_ALERTS.id == letter.id).values(state))
        elif letter.change.incident.id is not None:
            fixed = {
                "incident": letter.change.incident.id,
                "kind": letter.change.kind.value,
                "number": letter.change.number,
                "target": letter.target,
                "at": letter.at,
            }
            statement = insert(tables.alerts).values(**fixed, **state).returning(_ALERTS.id)
            letter.id = int(connection.execute(statement).scalar_one())
        letter.is_changed = False


def waiting_letters(connection: Connection, without: Iterable[int]) -> list[Letter]:
    """Letters that were not sent yet, oldest first, apart from these."""
    query = (
        select(tables.alerts, tables.incidents.c.id.label("incident_id"))
        .join(tables.incidents)
        .where(_ALERTS.sent_at.is_(None), _ALERTS.given_up_at.is_(None), _ALERTS.id.not_in([*without]))
        .order_by(_ALERTS.id)
        .limit(_MOST_LETTERS)
    )
    found = []
    for row in connection.execute(query).all():
        stored = connection.execute(select(tables.incidents).where(_INCIDENTS.id == row.incident_id)).one()
        change = Change(Kind(row.kind), incident_of(stored._mapping), row.number)
        found.append(
            Letter(
                change, row.target, row.at, row.next_at, row.attempts, problem=row.problem, id=row.id
            )
        )  # fmt: skip
    return found


def keep_watch(connection: Connection, at: datetime, version: str, found: Mapping[str, Any]) -> None:
    """Store a look at the model, unless another one was stored within the hour."""
    watches = tables.watches.c
    recent = select(watches.id).where(
        watches.at > at - _HOUR, watches.at <= at, watches.model_version == version
    )
    if connection.scalar(recent.limit(1)) is not None:
        return
    connection.execute(insert(tables.watches).values(at=at, model_version=version, found=dict(found)))


def keep_baseline(connection: Connection, at: datetime, version: str, found: Mapping[str, Any]) -> None:
    """Store the shares of a model's first answers."""
    connection.execute(insert(tables.baselines).values(model_version=version, at=at, found=dict(found)))


def baseline_of(connection: Connection, version: str) -> dict[str, Any] | None:
    """The shares of a model's first answers; None if there were too few."""
    found: dict[str, Any] | None = connection.scalar(
        select(tables.baselines.c.found).where(tables.baselines.c.model_version == version)
    )
    return found


def incident_of(row: Mapping[Any, Any]) -> Incident:
    """An incident from its row."""
    cause = row["cause"]
    return Incident(
        **{
            **row,
            "severity": Severity(row["severity"]),
            "cause": None if cause is None else Cause(cause["code"], cause["parts"]),
        }
    )


def _row(incident: Incident) -> dict[str, Any]:
    values = {
        column.name: getattr(incident, column.name) for column in tables.incidents.c if column.name != "id"
    }
    return {
        **values,
        "severity": incident.severity.value,
        "value": _finite(incident.value),
        "cause": _document(incident.cause),
    }


def _document(cause: Cause | None) -> dict[str, Any] | None:
    return None if cause is None else {"code": cause.code, "parts": dict(cause.parts)}


def _finite(value: float | None) -> float | None:
    return value if value is None or math.isfinite(value) else None
