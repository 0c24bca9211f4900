"""The people to call, first those who come first: filtered, ordered and cut by the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, Connection, Select, func, select

from ..store.steps.states import State
from .people import people

__all__ = ["MOST", "Asked", "Page", "Person", "every", "page"]

#: The most people of one page.
MOST = 500


class Person(NamedTuple):
    """A person of the list; the patient is the keyed hash of the reference."""

    patient: str
    prediction_id: str
    next_step: str
    urgent: str | None
    risk: float | None
    answered_on: str
    state: str
    priority: int
    since: str
    due_on: str | None
    site: str | None
    insurer: str | None

    def overdue(self, today: date) -> int | None:
        """Days since it was due; negative before, None if nothing is due."""
        return None if self.due_on is None else (today - date.fromisoformat(self.due_on)).days


@dataclass(frozen=True)
class Asked:
    """Which people are asked for. Without a state: those for whom somebody has to act by ``today``, or since at least
    ``overdue`` days."""

    today: date
    state: State | None = None
    site: str | None = None
    insurer: str | None = None
    overdue: int | None = None
    patient: str | None = None


@dataclass(frozen=True)
class Page:
    """Some of the people asked for, and how many there are."""

    people: list[Person]
    total: int


def page(connection: Connection, asked: Asked, limit: int = 50, offset: int = 0) -> Page:
    """At most ``limit`` (bounded by :data:`MOST`) people, and how many there are in all."""
    chosen = _chosen(asked)
    count = func.count().over().label("total")
    rows = connection.execute(chosen.add_columns(count).limit(min(limit, MOST)).offset(offset)).all()
    if rows:
        return Page([Person(*row[:-1]) for row in rows], rows[0].total)
    total = (
        connection.scalar(select(func.count()).select_from(chosen.order_by(None).subquery())) if offset else 0
    )
    return Page([], total or 0)


def every(connection: Connection, asked: Asked) -> Iterator[Person]:
    """All people asked for, in order, as the database hands them over."""
    for row in connection.execute(_chosen(asked).execution_options(yield_per=1000)):
        yield Person(*row)


def _chosen(asked: Asked) -> Select[Any]:
    found = people(asked.patient)
    query = select(*(found.c[name] for name in Person._fields)).where(*_conditions(found, asked))
    # The library's order of people, then who has waited longest.
    order = (
        found.c.priority,
        found.c.due_on.is_(None),
        found.c.due_on,
        func.coalesce(found.c.risk, -1).desc(),
        found.c.patient,
    )
    return query.order_by(*order)


def _conditions(found: CTE, asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.state is not None:
        yield found.c.state == asked.state.value
    if asked.overdue is not None:
        yield found.c.due_on <= (asked.today - timedelta(days=asked.overdue)).isoformat()
    elif asked.state is None and asked.patient is None:
        yield found.c.due_on <= asked.today.isoformat()
    if asked.site is not None:
        yield found.c.site == asked.site
    if asked.insurer is not None:
        yield found.c.insurer == asked.insurer
