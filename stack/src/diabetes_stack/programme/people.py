"""Each person of the programme with the state that follows from the steps: a query, of which nothing is stored.

The newest answer counts. A result that nobody was told of comes before everything else; then an open order; then what
happened last. So the order in which steps arrive does not matter, only when they happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, literal, or_, select

from ..store.steps.live import is_live
from ..store.steps.states import CLOSING, LEAVING, State
from ..store.tables import steps

__all__ = ["people"]

_S = steps.c
_LAST = (*CLOSING, *LEAVING)
_ANSWERED = [state.value for state in (State.ASSESSED, State.ADVISED)]
#: States in which a result may still have to be dealt with.
_WITH_RESULT = [state.value for state in (State.ORDERED, State.RESULTED, State.TOLD)]


def people(patient: str | None = None) -> CTE:
    """A row a person: patient, prediction_id and next_step of the newest answer, day, state, since, due_on, priority,
    risk, urgent, site, insurer. ``patient`` asks for one person only."""
    found = _found(patient)
    answer, site, insurer = (steps.alias(name) for name in ("answer", "site", "insurer"))
    state = _state(found, answer)
    # A result counts until somebody follows the person up.
    result = case((state.in_(_WITH_RESULT), _worst(found)))
    worst = case((result < answer.c.priority, result), else_=answer.c.priority)
    query: Select[Any] = (
        select(
            found.c.patient,
            answer.c.prediction_id,
            answer.c.detail.label("next_step"),
            answer.c.urgent,
            answer.c.risk,
            answer.c.day.label("answered_on"),
            state.label("state"),
            worst.label("priority"),
            _since(found, answer, state).label("since"),
            _due(found, answer, state).label("due_on"),
            site.c.site,
            insurer.c.insurer,
        )
        .join(answer, and_(answer.c.prediction_id == found.c.answer, answer.c.state == State.ASSESSED.value))
        .outerjoin(site, site.c.id == found.c.site)
        .outerjoin(insurer, insurer.c.id == found.c.insurer)
    )
    return query.cte("people")


def _found(patient: str | None) -> CTE:
    """What the steps of each person say together. Ids of predictions begin with their time, so the largest is that of
    the newest answer."""
    last = {state: _newest(_S.happened_at, (state,)) for state in (State.ORDERED, *_LAST)}
    query = (
        select(
            _S.patient,
            _newest(_S.prediction_id, (State.ASSESSED,)).label("answer"),
            *(when.label(f"{state.value}_at") for state, when in last.items()),
            _newest(_S.happened_at, _LAST).label("last_at"),
            _newest(_S.day, (State.ORDERED,)).label("ordered_on"),
            _newest(_S.day, _LAST).label("last_on"),
            _newest(_S.day, CLOSING).label("closed_on"),
            _newest(_S.day, (State.FOLLOWED, State.NOT_NEEDED)).label("finished_on"),
            _newest(_S.day, (State.RESULTED,)).label("resulted_on"),
            func.max(_S.id).filter(_S.site.is_not(None)).label("site"),
            func.max(_S.id).filter(_S.insurer.is_not(None)).label("insurer"),
        )
        .where(is_live(_S))
        .group_by(_S.patient)
    )
    return (query if patient is None else query.where(_S.patient == patient)).cte("found")


def _newest(column: Any, states: Sequence[State]) -> ColumnElement[Any]:
    values = [state.value for state in states]
    return func.max(column).filter(_S.state == values[0] if len(values) == 1 else _S.state.in_(values))


def _state(found: CTE, answer: Any) -> ColumnElement[str]:
    f = found.c
    nothing_since = f.last_at.is_(None)
    untold = and_(f.resulted_on.is_not(None), or_(f.closed_on.is_(None), f.resulted_on > f.closed_on))
    ordered = and_(f.ordered_at.is_not(None), or_(nothing_since, f.ordered_at >= f.last_at))
    is_newest = or_(nothing_since, answer.c.happened_at >= f.last_at)
    return case(
        (untold, State.RESULTED.value),
        (ordered, State.ORDERED.value),
        (and_(is_newest, answer.c.due_on.is_not(None)), State.ADVISED.value),
        (is_newest, State.ASSESSED.value),
        # Of two at the same moment the one after which somebody still has to act.
        *(
            (f[f"{state.value}_at"] == f.last_at, state.value)
            for state in (State.TOLD, State.LOST, State.DECLINED, State.FOLLOWED)
        ),
        else_=State.NOT_NEEDED.value,
    )


def _since(found: CTE, answer: Any, state: ColumnElement[str]) -> ColumnElement[str]:
    return case(
        (state == State.RESULTED.value, found.c.resulted_on),
        (state == State.ORDERED.value, found.c.ordered_on),
        (state.in_(_ANSWERED), answer.c.day),
        else_=found.c.last_on,
    )


def _due(found: CTE, answer: Any, state: ColumnElement[str]) -> ColumnElement[str | None]:
    """The day from which somebody has to act; null if nobody has to."""
    again = case((answer.c.due_on > found.c.last_on, answer.c.due_on))
    return case(
        (state == State.ADVISED.value, answer.c.due_on),
        (state == State.ORDERED.value, func.coalesce(answer.c.due_on, found.c.ordered_on)),
        (state == State.RESULTED.value, found.c.resulted_on),
        (state == State.TOLD.value, found.c.last_on),
        (state == State.FOLLOWED.value, again),
        else_=literal(None),
    )


def _worst(found: CTE) -> ColumnElement[int]:
    """The first place that a result gives a person who is not followed up yet."""
    result = steps.alias("result")
    return (
        select(func.min(result.c.priority))
        .where(
            result.c.patient == found.c.patient,
            result.c.state == State.RESULTED.value,
            or_(found.c.finished_on.is_(None), result.c.day > found.c.finished_on),
            is_live(result.c),
        )
        .scalar_subquery()
    )
