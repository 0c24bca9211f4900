"""The people to call, first those who come first: filtered, ordered and cut by the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, Connection, Select, and_, func, or_, select

from ..store.steps.live import is_live
from ..store.steps.states import State
from ..store.tables import steps
from .people import people

__all__ = ["MOST", "Asked", "Page", "Person", "every", "make_room", "page", "place_names"]

#: The most people of one page.
MOST = 500
_GROUP = 1000


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
    #: Whether a result arrived after the last mark, by which it is told or dealt with.
    late: bool
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
    #: Those who have waited longest first, whatever their risk.
    longest_first: bool = False


@dataclass(frozen=True)
class Page:
    """Some of the people asked for, and how many there are."""

    people: list[Person]
    total: int


def page(connection: Connection, asked: Asked, limit: int = 50, offset: int = 0) -> Page:
    """At most ``limit`` (bounded by :data:`MOST`) people, and how many there are in all."""
    make_room(connection)
    count = func.count().over().label("total")
    rows = connection.execute(_ranked(asked).add_columns(count).limit(min(limit, MOST)).offset(offset)).all()
    if rows or not offset:
        return Page(_placed(connection, [row[:-1] for row in rows]), rows[0].total if rows else 0)
    # Beyond the last one.
    return Page([], page(connection, asked, 1).total)


def place_names(connection: Connection, name: str) -> list[str]:
    """The names of sites or insurers (``name`` is the column) that were ever said, at most :data:`MOST`."""
    query = select(steps.c[name]).where(steps.c[name].is_not(None)).distinct()
    return list(connection.scalars(query.order_by(steps.c[name]).limit(MOST)))


def every(connection: Connection, asked: Asked) -> Iterator[Person]:
    """All people asked for, in order, as the database hands them over."""
    make_room(connection)
    rows = connection.execute(_ranked(asked).execution_options(yield_per=_GROUP))
    for group in rows.partitions(_GROUP):
        yield from _placed(connection, group)


def make_room(connection: Connection) -> None:
    """PostgreSQL may sort and group the steps in memory instead of in files, in this transaction."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL work_mem = '64MB'")


def _ranked(asked: Asked) -> Select[Any]:
    """The people asked for in the order of the list, without their places."""
    found = people(asked.patient, asked.site is not None, asked.insurer is not None)
    # The library's order of people, then who has waited longest.
    waiting = (found.c.due_on.is_(None), found.c.due_on)
    order = (
        *(waiting if asked.longest_first else ()),
        found.c.priority,
        *waiting,
        func.coalesce(found.c.risk, -1).desc(),
        found.c.patient,
    )
    query = select(*(found.c[name] for name in Person._fields[:-2]))
    for name, value in (("site", asked.site), ("insurer", asked.insurer)):
        if value is not None:
            said = steps.alias(f"of_{name}")
            query = query.join(said, and_(said.c.id == found.c[f"{name}_step"], said.c[name] == value))
    return query.where(*_conditions(found, asked)).order_by(*order)


def _placed(connection: Connection, rows: Sequence[Any]) -> list[Person]:
    """These people with their places: of each the one that was said last."""
    said = (
        select(steps.c.patient, steps.c.site, steps.c.insurer)
        .where(
            steps.c.patient.in_([row[0] for row in rows]),
            or_(steps.c.site.is_not(None), steps.c.insurer.is_not(None)),
            is_live(steps.c),
        )
        .order_by(steps.c.id)
    )
    sites: dict[str, str | None] = {}
    insurers: dict[str, str | None] = {}
    for patient, site, insurer in connection.execute(said) if rows else ():
        sites[patient] = site or sites.get(patient)
        insurers[patient] = insurer or insurers.get(patient)
    return [Person(*(*row, sites.get(row[0]), insurers.get(row[0]))) for row in rows]


def _conditions(found: CTE, asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.state is not None:
        yield found.c.state == asked.state.value
    if asked.overdue is not None:
        yield found.c.due_on <= (asked.today - timedelta(days=asked.overdue)).isoformat()
    elif asked.state is None and asked.patient is None:
        yield found.c.due_on <= asked.today.isoformat()
