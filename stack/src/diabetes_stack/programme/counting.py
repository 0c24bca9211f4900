"""How many people were assessed, advised, tested, found and lost, by month and place: counted by the database.

A person counts once in each month with an answer, with the results and marks of that month's answers.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import diabetes
from sqlalchemy import CTE, Connection, and_, case, func, null, select

from ..store.steps.live import is_live
from ..store.steps.states import PLACED, UNDONE, State
from ..store.tables import steps
from .worklist import make_room

__all__ = ["Counts", "counts"]

_S = steps.c
_FOUND = "Diabetes"
_MONTH = 7
_NO_MARKS = (State.ASSESSED.value, State.RESULTED.value, State.LOST.value, PLACED, UNDONE)


class Counts(NamedTuple):
    """People of a month and a place; None stands for all of them, in a place for not known."""

    month: str | None
    site: str | None
    insurer: str | None
    covered: int
    advised: int
    tested: int
    found: int
    lost: int
    #: Of the tested with a stored probability: those found, and the sum of the probabilities.
    observed: int
    expected: float


def counts(
    connection: Connection, since: str, until: str, by_site: bool = True, by_insurer: bool = False
) -> list[Counts]:
    """The counts of the months from ``since`` to ``until`` (YYYY-MM, both included), newest month first."""
    make_room(connection)
    asked, marked, place = _asked(since, until), _marked(since, until), _places()
    answer = steps.alias("answer")
    site = place.c.site if by_site else null()
    insurer = place.c.insurer if by_insurer else null()
    is_advised = asked.c.answer.is_not(None)
    is_tested = and_(is_advised, marked.c.tested > 0)
    is_found = and_(is_tested, marked.c.found > 0)
    is_lost = and_(is_advised, func.coalesce(marked.c.tested, 0) == 0, marked.c.lost_at.is_not(None))
    last = case((marked.c.other_at.is_(None), True), else_=marked.c.lost_at > marked.c.other_at)
    has_risk = answer.c.risk.is_not(None)
    query = (
        select(
            asked.c.month,
            site.label("site"),
            insurer.label("insurer"),
            func.count(),
            func.count().filter(is_advised),
            func.count().filter(is_tested),
            func.count().filter(is_found),
            func.count().filter(and_(is_lost, last)),
            func.count().filter(and_(is_found, has_risk)),
            func.coalesce(func.sum(answer.c.risk).filter(is_tested), 0.0),
        )
        .select_from(asked)
        .join(place, place.c.patient == asked.c.patient)
        .outerjoin(
            answer, and_(answer.c.prediction_id == asked.c.answer, answer.c.state == State.ASSESSED.value)
        )
        .outerjoin(marked, and_(marked.c.patient == asked.c.patient, marked.c.month == asked.c.month))
    )
    groups: list[Any] = [asked.c.month, *((site,) if by_site else ()), *((insurer,) if by_insurer else ())]
    rows = connection.execute(query.group_by(*groups)).all()
    return sorted((Counts(*row) for row in rows), key=_order)


def _order(row: Counts) -> tuple[int, str, str]:
    """Newest month first, then places by name; those that are not known last."""
    year, month = (row.month or "0-0").split("-")
    return (-(12 * int(year) + int(month)), row.site or "\uffff", row.insurer or "\uffff")


@cache
def _advising() -> list[str]:
    """The next steps that advise a laboratory test."""
    return [row["code"] for row in diabetes.advice("en") if row["test_advised"]]


def _asked(since: str, until: str) -> CTE:
    """A row a person and month: the first answer that advises a test, if any does."""
    month = func.substr(_S.day, 1, _MONTH)
    first = func.min(_S.prediction_id).filter(_S.detail.in_(_advising()))
    return (
        select(_S.patient, month.label("month"), first.label("answer"))
        .where(_S.state == State.ASSESSED.value, month.between(since, until))
        .group_by(_S.patient, month)
        .cte("asked")
    )


def _marked(since: str, until: str) -> CTE:
    """A row a person and month: results and marks of its answers."""
    answer, mark = steps.alias("answered"), steps.alias("mark")
    month = func.substr(answer.c.day, 1, _MONTH)
    is_result = mark.c.state == State.RESULTED.value
    return (
        select(
            answer.c.patient,
            month.label("month"),
            func.count().filter(is_result).label("tested"),
            func.count().filter(and_(is_result, mark.c.category == _FOUND)).label("found"),
            func.max(mark.c.moment).filter(mark.c.state == State.LOST.value).label("lost_at"),
            func.max(mark.c.moment).filter(mark.c.state.not_in(_NO_MARKS)).label("other_at"),
        )
        .join(mark, mark.c.prediction_id == answer.c.prediction_id)
        .where(
            answer.c.state == State.ASSESSED.value,
            month.between(since, until),
            mark.c.state != State.ASSESSED.value,
            is_live(mark.c),
        )
        .group_by(answer.c.patient, month)
        .cte("marked")
    )


def _places() -> CTE:
    """Where each person belongs: what was said last."""
    site, insurer = steps.alias("site"), steps.alias("insurer")
    last = (
        select(
            _S.patient,
            func.max(_S.id).filter(_S.site.is_not(None)).label("site"),
            func.max(_S.id).filter(_S.insurer.is_not(None)).label("insurer"),
        )
        .where(is_live(_S))
        .group_by(_S.patient)
        .cte("last")
    )
    return (
        select(last.c.patient, site.c.site, insurer.c.insurer)
        .outerjoin(site, site.c.id == last.c.site)
        .outerjoin(insurer, insurer.c.id == last.c.insurer)
        .cte("place")
    )
