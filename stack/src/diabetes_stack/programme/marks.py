"""Marks that people set, many at once: which are new is decided from the steps that are there, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from ..refusals import Refusal
from ..store import reading, tables
from ..store.steps.answers import first_day
from ..store.steps.live import is_live
from ..store.steps.states import PLACED, Source, State, moment
from .enrol import enrol_patients
from .places import NOWHERE, Place
from .standing import known_of, next_due

__all__ = ["Mark", "MarkError", "Marked", "add", "insert_steps", "mark_of", "place_mark"]

_S = tables.steps.c
_FIRST_DAY = date(1950, 1, 1)
_LONGEST_NAME = 100


class MarkError(Refusal):
    """A mark that is refused: ``unknown_prediction``, ``no_prediction``, ``anonymous``, ``bad_date``,
    ``unknown_step``, ``step_undone``; and the invalid field, if any."""

    def __init__(self, sentence: str, field: str | None = None, **values: Any) -> None:
        super().__init__(sentence, **values)
        self.field = field


class Marked(NamedTuple):
    """What became of a mark: the step, and whether it is new."""

    step: int
    patient: str
    is_new: bool


@dataclass(frozen=True)
class Mark:
    """What is said of a patient. ``once``: it is known if it was ever said; otherwise if nothing was said since."""

    patient: str
    state: str
    day: str
    moment: str
    where: Place
    once: bool


def mark_of(patient: str, state: State, day: date | str | None, where: Place = NOWHERE) -> Mark:
    """A state since a day; now if it is not told. Raises MarkError."""
    now = tables.utc_now()
    on = now.date() if day is None else _day(day)
    at = now if on >= now.date() else datetime.combine(on, time.max, timezone.utc)
    return Mark(patient, state.value, on.isoformat(), moment(at, state.value), where, once=day is not None)


def place_mark(patient: str, where: Place) -> Mark:
    """Where a patient belongs."""
    now = tables.utc_now()
    return Mark(patient, PLACED, now.date().isoformat(), moment(now, PLACED), where, once=False)


def add(connection: Connection, marks: Sequence[Mark], by: str) -> list[Marked | MarkError]:
    """Add the steps of marks that are not known yet; says of each what became of it. The caller commits."""
    patients = {one.patient for one in marks}
    enrol_patients(connection, patients)
    steps = _steps_of(connection, patients)
    followed = {one.patient for one in marks if one.state == State.FOLLOWED.value}
    known_results = known_of(connection, followed, also_without=True) if followed else {}
    said: list[Marked | MarkError] = []
    new: list[dict[str, Any]] = []
    waiting: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(marks):
        there = steps[one.patient]
        answer = _answer(there, one.moment)
        if answer is None:
            said.append(MarkError("no_prediction", "patient"))
            continue
        answered = min(step["day"] for step in there if step["state"] == State.ASSESSED.value)
        if one.day < (first := first_day(date.fromisoformat(answered)).isoformat()):
            said.append(MarkError("long_before.step", "date", first=first))
            continue
        known = _known(there, one)
        if known is None:
            row = {
                "prediction_id": answer, "patient": one.patient, "state": one.state, "day": one.day,
                "moment": one.moment, "due_on": None, **one.where._asdict(),
            }  # fmt: skip
            # Its number is known after the insertion.
            there.append({**row, "id": -1 - len(new), "source": Source.HAND.value})
            waiting[len(new)].append(place)
            if one.state == State.FOLLOWED.value:
                row["due_on"] = next_due(known_results.get(one.patient), one.day, one.moment)
            new.append(row)
            said.append(Marked(0, one.patient, True))
        elif known["id"] < 0:
            waiting[-1 - known["id"]].append(place)
            said.append(Marked(0, one.patient, False))
        else:
            said.append(Marked(known["id"], one.patient, False))
    for number, step in enumerate(insert_steps(connection, new, by)):
        for place in waiting[number]:
            said[place] = said[place]._replace(step=step)  # type: ignore[union-attr]
    return said


def insert_steps(connection: Connection, rows: Sequence[dict[str, Any]], by: str) -> list[int]:
    """Add steps that a person has set; gives their numbers."""
    if not rows:
        return []
    now = tables.utc_now()
    common = {"by": by[:_LONGEST_NAME], "source": Source.HAND.value, "at": now}
    adding = insert(tables.steps).returning(_S.id, sort_by_parameter_order=True)
    return [int(number) for number in connection.scalars(adding, [{**row, **common} for row in rows])]


def _steps_of(connection: Connection, patients: set[str]) -> dict[str, list[dict[str, Any]]]:
    """The steps of these patients that count, in the order in which they were recorded."""
    names = ("id", "prediction_id", "patient", "state", "day", "moment", "source", "site", "insurer")
    query = select(*(_S[name] for name in names)).where(_S.patient.in_(patients), is_live(_S))
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(query.order_by(_S.id)).mappings():
        found[row["patient"]].append(dict(row))
    return found


def _answer(steps: Sequence[dict[str, Any]], by: str) -> str | None:
    """The answer that a mark is about: the newest that there was by then, else the first."""
    answers = [step for step in steps if step["state"] == State.ASSESSED.value]
    before = [step["prediction_id"] for step in answers if step["moment"] <= by]
    every: list[str] = [step["prediction_id"] for step in answers]
    return max(before) if before else min(every, default=None)


def _known(steps: Sequence[dict[str, Any]], mark: Mark) -> dict[str, Any] | None:
    """The step that says the same already."""
    same = [
        step
        for step in steps
        if step["source"] == Source.HAND.value
        and step["state"] == mark.state
        and (step["site"], step["insurer"]) == mark.where
        and (mark.state == PLACED or step["day"] == mark.day)
    ]
    return same[-1] if same and (mark.once or same[-1] is steps[-1]) else None


def _day(given: date | str) -> date:
    try:
        day = reading.day(given)
    except ValueError:
        raise MarkError("bad_date.step", "date") from None
    # East of Greenwich it may already be tomorrow.
    if not _FIRST_DAY <= day <= tables.utc_now().date() + timedelta(days=1):
        raise MarkError("bad_date.step_range", "date", first=_FIRST_DAY.year)
    return day
