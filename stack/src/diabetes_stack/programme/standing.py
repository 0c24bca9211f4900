"""Which results of a person stand: those that nobody was told of, else those that nobody has followed up, else the last
ones that were followed up; and what the library advises after them. A newer result never stands in for another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, and_, select

from ..store import tables
from ..store.steps.answers import later, shortest_years
from ..store.steps.live import is_live
from ..store.steps.states import CLOSING, ENDING, State
from .advising import Advised, Answer, Value, advised, answers_of

__all__ = ["Closing", "Known", "Result", "Standing", "known_of", "next_due"]

_S, _O = tables.steps.c, tables.outcomes.c


class Result(NamedTuple):
    """A laboratory result of a person; without a test, category and value if it was noted by hand."""

    step: int
    day: str
    test: str | None
    category: str | None
    urgent: str | None
    priority: int | None
    value: float | None


class Closing(NamedTuple):
    """A mark after which nobody waits for the results until then."""

    step: int
    day: str
    moment: str
    state: str

    def covers(self, result: Result) -> bool:
        """Whether the result was there, and of a day up to that of the mark, when the mark was set."""
        return result.day <= self.day and result.step < self.step


class Standing(NamedTuple):
    """The results that stand, the most severe first, and what the library advises after them."""

    results: Sequence[Result] = ()
    advised: Advised | None = None


class Known(NamedTuple):
    """What is known of a person's results."""

    results: Sequence[Result]
    closings: Sequence[Closing]
    answer: Answer | None
    answered: str

    def standing(self, ended: bool) -> Standing:
        """Those that stand now; ``ended`` takes results that were followed up if there are no others."""
        for marks in self._cuts(ended):
            found = [one for one in self.results if not any(mark.covers(one) for mark in marks)]
            if found:
                found.sort(key=lambda one: (99 if one.priority is None else one.priority, one.day))
                return Standing(found, self._advised(found, marks))
        return Standing()

    def _cuts(self, ended: bool) -> Iterator[Sequence[Closing]]:
        endings = sorted((one for one in self.closings if one.state in ENDING), key=lambda one: one.moment)
        yield self.closings
        yield endings
        while ended and endings:
            endings = endings[:-1]
            yield endings

    def _advised(self, found: Sequence[Result], marks: Sequence[Closing]) -> Advised | None:
        values = [Value(one.test, one.value, one.day) for one in found if one.test and one.value is not None]
        if self.answer is None or not values:
            return None
        return advised(self.answer, values, all(mark.moment < self.answered for mark in marks))


def known_of(
    connection: Connection, patients: Collection[str], also_without: bool = False
) -> Mapping[str, Known]:
    """What is known of the results of these patients; those without one are left out, unless they are asked for."""
    value = and_(
        _O.prediction_id == _S.prediction_id, _O.test == _S.detail, _O.taken_on == _S.day,
    )  # fmt: skip
    states = (State.ASSESSED.value, State.RESULTED.value, *(state.value for state in CLOSING))
    rows = connection.execute(
        select(
            _S.patient, _S.state, _S.prediction_id, _S.moment,
            *(_S[name] for name in ("id", "day", "detail", "category", "urgent", "priority")), _O.value,
        )
        .outerjoin_from(tables.steps, tables.outcomes, and_(_S.state == State.RESULTED.value, value))
        .where(_S.patient.in_(patients), _S.state.in_(states), is_live(_S))
    ).all()  # fmt: skip
    results: dict[str, list[Result]] = {}
    closings: dict[str, list[Closing]] = {}
    newest: dict[str, tuple[str, str]] = {}
    for patient, state, prediction, moment, *step in rows:
        if state == State.RESULTED.value:
            results.setdefault(patient, []).append(Result(*step))
        elif state == State.ASSESSED.value:
            newest[patient] = max(newest.get(patient, ("", "")), (prediction, moment))
        else:
            closings.setdefault(patient, []).append(Closing(step[0], step[1], moment, state))
    wanted = newest.keys() if also_without else results.keys() & newest.keys()
    answers = answers_of(connection, [newest[patient][0] for patient in wanted])
    return {
        patient: Known(results.get(patient, []), closings.get(patient, []), answers.get(prediction), moment)
        for patient in wanted
        for prediction, moment in [newest[patient]]
    }


def next_due(known: Known | None, day: str, moment: str) -> str:
    """When something is due again after a follow-up of this day and moment: what the library advises after the results
    that it follows. The shortest time that the library knows where no value is known, or nothing is due after it."""
    again = later(date.fromisoformat(day), shortest_years()).isoformat()
    if known is None:
        return again
    until = known._replace(
        results=[one for one in known.results if one.day <= day],
        closings=[one for one in known.closings if one.state in ENDING and one.moment < moment],
    )
    found = until.standing(ended=True)
    if found.advised is not None:
        return found.advised.due_on or again
    if any(one.value is not None for one in found.results):
        # The library refuses the record: somebody has to look.
        return day
    own = None if known.answer is None else advised(known.answer, [], with_own=True)
    return (own and own.due_on) or again
