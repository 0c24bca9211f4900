"""Each person of the programme with the state that follows from the steps: a query, of which nothing is stored.

The newest answer counts. A result that nobody was told of comes before everything else; then an open order; then what
happened last. So the order in which steps arrive does not matter for a state, only when they happened. Who did not know
a result when setting the last mark is shown it all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, false, func, literal, null, or_, select, true

from ..store.steps.live import is_live
from ..store.steps.states import CLOSING, LEAVING, LETTERS, State
from ..store.tables import steps

__all__ = ["people"]

_S = steps.c
#: Of a moment; the last character is the letter of the state.
_LENGTH = 27
_ANSWERED = [state.value for state in (State.ASSESSED, State.ADVISED)]
#: States in which a result may still have to be dealt with.
_WITH_RESULT = [
    state.value for state in (State.ADVISED, State.ORDERED, State.RESULTED, State.TOLD, State.FOLLOWED)
]
#: States that an answer after which nothing is due does not end: they follow from a result.
_LASTING = (State.TOLD, State.FOLLOWED, State.IN_CARE)


def people(patient: str | None = None, by_site: bool = False, by_insurer: bool = False) -> CTE:
    """A row a person: patient, prediction_id and next_step of the newest answer, day, state, since, due_on, priority,
    risk, urgent, late, and, if asked for, the steps that said the site and the insurer.
    ``patient`` asks for one person only."""
    f = _stated(_found(patient, by_site, by_insurer)).c
    # Whoever ever had an abnormal result does not wait for the next one behind estimates.
    is_first = and_(or_(f.state.in_(_WITH_RESULT), f.late), f.worst < f.place)
    query: Select[Any] = select(
        f.patient,
        f.prediction_id,
        f.next_step,
        f.urgent,
        f.risk,
        f.answered_on,
        f.state,
        case((is_first, f.worst), else_=f.place).label("priority"),
        _since(f).label("since"),
        _due(f).label("due_on"),
        f.late,
        f.site_step,
        f.insurer_step,
    )
    return query.cte("people")


def _stated(found: CTE) -> CTE:
    """Each person with the newest answer and the state, which PostgreSQL is to compute only once."""
    answer = steps.alias("answer")
    state = _state(found, answer)
    arrived = steps.alias("arrived")
    arrived_after = and_(state != State.RESULTED.value, found.c.result_step > found.c.closed_step)
    query: Select[Any] = select(
        found,
        answer.c.prediction_id,
        answer.c.detail.label("next_step"),
        answer.c.urgent,
        answer.c.risk,
        answer.c.day.label("answered_on"),
        answer.c.due_on.label("answer_due"),
        answer.c.priority.label("place"),
        state.label("state"),
        case((arrived_after, true()), else_=false()).label("late"),
        arrived.c.day.label("arrived_of"),
    ).join(answer, and_(answer.c.prediction_id == found.c.answer, answer.c.state == State.ASSESSED.value))
    query = query.outerjoin(arrived, arrived.c.id == found.c.result_step)
    return query.cte("stated").prefix_with("MATERIALIZED", dialect="postgresql")


def _found(patient: str | None, by_site: bool = False, by_insurer: bool = False) -> CTE:
    """What the steps of each person say together. Ids of predictions begin with their time, so the largest is that of
    the newest answer."""
    query = (
        select(
            _S.patient,
            _newest(_S.prediction_id, (State.ASSESSED,)).label("answer"),
            _newest(_S.moment, (State.ORDERED,)).label("ordered"),
            _newest(_S.moment, (*CLOSING, *LEAVING)).label("last"),
            _newest(_S.day, CLOSING).label("closed_on"),
            _newest(_S.day, (State.RESULTED,)).label("resulted_on"),
            _newest(_S.id, CLOSING).label("closed_step"),
            _newest(_S.id, (State.RESULTED,)).label("result_step"),
            # Of the last follow-up: when the next test is due.
            func.max(_S.moment + func.coalesce(_S.due_on, ""))
            .filter(_S.state == State.FOLLOWED.value)
            .label("followed"),
            func.min(_S.priority).filter(_S.state == State.RESULTED.value).label("worst"),
            (_said(_S.site) if by_site else null()).label("site_step"),
            (_said(_S.insurer) if by_insurer else null()).label("insurer_step"),
        )
        .where(is_live(_S))
        .group_by(_S.patient)
    )
    return (query if patient is None else query.where(_S.patient == patient)).cte("found")


def _said(column: Any) -> ColumnElement[Any]:
    """The step that said it last."""
    return func.max(_S.id).filter(column.is_not(None))


def _newest(column: Any, states: Sequence[State]) -> ColumnElement[Any]:
    values = [state.value for state in states]
    return func.max(column).filter(_S.state == values[0] if len(values) == 1 else _S.state.in_(values))


def _state(found: CTE, answer: Any) -> ColumnElement[str]:
    f = found.c
    last = func.coalesce(f.last, "")
    untold = and_(f.resulted_on.is_not(None), or_(f.closed_on.is_(None), f.resulted_on > f.closed_on))
    is_newest = answer.c.moment > last
    letter = func.substr(last, _LENGTH, 1)
    return case(
        (untold, State.RESULTED.value),
        (f.ordered > last, State.ORDERED.value),
        (and_(is_newest, answer.c.due_on.is_not(None)), State.ADVISED.value),
        *((letter == LETTERS[state], state.value) for state in _LASTING),
        (is_newest, State.ASSESSED.value),
        *((letter == LETTERS[state], state.value) for state in (*CLOSING, *LEAVING)),
    )


def _since(f: Any) -> ColumnElement[str]:
    return case(
        (f.state == State.RESULTED.value, f.resulted_on),
        (f.state == State.ORDERED.value, _day(f.ordered)),
        (f.state.in_(_ANSWERED), f.answered_on),
        else_=_day(f.last),
    )


def _due(f: Any) -> ColumnElement[str | None]:
    """The day from which somebody has to act; null if nobody has to."""
    again = func.nullif(func.substr(f.followed, _LENGTH + 1), "")
    return case(
        (f.late, f.arrived_of),
        (f.state == State.ADVISED.value, f.answer_due),
        (f.state == State.ORDERED.value, func.coalesce(f.answer_due, _day(f.ordered))),
        (f.state == State.RESULTED.value, f.resulted_on),
        (f.state == State.TOLD.value, _day(f.last)),
        (f.state == State.FOLLOWED.value, again),
        else_=literal(None),
    )


def _day(moment: Any) -> ColumnElement[str]:
    return func.substr(moment, 1, 10)
