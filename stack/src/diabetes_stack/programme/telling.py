"""Why a person is on the list, in the library's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

import diabetes
from sqlalchemy import Connection

from ..store.steps.states import CLOSING
from .advising import FIELDS
from .standing import Result, Standing, known_of
from .texts import texts
from .worklist import Person

__all__ = ["NOTHING", "Standing", "results_of", "short", "step_of", "urgent_of", "why"]

#: Of a person without a result.
NOTHING = Standing()
#: A result that was followed up is still the reason in these states.
_CLOSED = {state.value for state in CLOSING}


def results_of(connection: Connection, people: Iterable[Person]) -> Mapping[str, Standing]:
    """The results that stand, by patient, and what the library advises after them."""
    listed = {person.patient: person for person in people}
    known = known_of(connection, listed)
    found = {patient: one.standing(listed[patient].state in _CLOSED) for patient, one in known.items()}
    return {patient: one for patient, one in found.items() if one.results}


def why(person: Person, found: Standing, locale: str) -> str:
    """What the answer or the results advise: what is urgent first."""
    advice = _advice(locale)
    urgent = [advice[code] for code in urgent_of(person, found) if code in advice]
    step = step_of(person, found)
    told = [
        *urgent,
        *_late(person, locale),
        *_results(found, locale),
        *([advice[step]] if step and step in advice else []),
    ]
    return " ".join(f"{text.rstrip('.')}." for text in told)


def short(person: Person, found: Standing, locale: str) -> str:
    """The same in a few words, for a table."""
    labels = diabetes.labels(locale)
    urgent = [labels["urgent"].get(code, code) for code in urgent_of(person, found)]
    step = step_of(person, found)
    steps = [] if step is None else [labels["next_step"].get(step, step)]
    return "; ".join([*urgent, *_late(person, locale), *_results(found, locale), *steps])


def step_of(person: Person, found: Standing) -> str | None:
    """The next step after the results, else that of the newest answer; None after a result without a value."""
    if found.results:
        return found.advised.step if found.advised else None
    return person.next_step


def urgent_of(person: Person, found: Standing) -> list[str]:
    """The codes of what is urgent, each once."""
    joined = (person.urgent, *(one.urgent for one in found.results))
    return [*dict.fromkeys(code for codes in joined if codes for code in codes.split(";"))]


def _late(person: Person, locale: str) -> list[str]:
    return [texts(locale)("result.late")] if person.late else []


def _results(found: Standing, locale: str) -> list[str]:
    """Of each test the most severe result, and the newest one if it says something else."""
    text = texts(locale)
    said = []
    for test in dict.fromkeys(one.test for one in found.results):
        if test is None:
            said.append(text("result.by_hand"))
            continue
        of_test = [one for one in found.results if one.test == test]
        worst, newest = of_test[0], max(of_test, key=lambda one: one.day)
        words = {"test": _titles(locale)[FIELDS[test][0]], "category": _category(worst, locale)}
        if newest.category == worst.category and newest.urgent == worst.urgent:
            said.append(text("result", **words))
        else:
            day = f"{date.fromisoformat(newest.day):{text.day}}"
            said.append(text("result.newest", **words, day=day, newest=_category(newest, locale)))
    return said


def _category(result: Result, locale: str) -> str:
    labels = diabetes.labels(locale)
    named: str | None = labels["category"].get(result.category or "")
    return named or labels["urgent"].get(result.urgent or "", "–")


@cache
def _advice(locale: str) -> Mapping[str, str]:
    return {row["code"]: row["text"] for row in diabetes.advice(locale)}


@cache
def _titles(locale: str) -> Mapping[str, str]:
    return {name: field["title"] for name, field in diabetes.schema(locale)["properties"].items()}
