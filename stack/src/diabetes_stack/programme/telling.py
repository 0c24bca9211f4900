"""Why a person is on the list, in the library's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import diabetes
from sqlalchemy import Connection, func, select

from ..store.steps.live import is_live
from ..store.steps.states import State
from ..store.tables import steps
from .texts import texts
from .worklist import Person

__all__ = ["Result", "results_of", "short", "why"]

_S = steps.c
_FIELDS = {"Resultado": "glucosa_ayunas", "hba1c": "hba1c"}
_AFTER = (State.RESULTED.value, State.TOLD.value)


class Result(NamedTuple):
    """What a laboratory result says of a person, without its value."""

    test: str | None
    category: str | None
    urgent: str | None


def results_of(connection: Connection, people: Iterable[Person]) -> Mapping[str, list[Result]]:
    """The results of the last day that has any, by patient, of people whom a result brought here."""
    patients = [person.patient for person in people if person.state in _AFTER or person.late]
    counted = (_S.state == State.RESULTED.value, is_live(_S))
    last = (
        select(_S.patient, func.max(_S.day).label("day"))
        .where(_S.patient.in_(patients), *counted)
        .group_by(_S.patient)
        .subquery()
    )
    query = (
        select(_S.patient, _S.detail, _S.category, _S.urgent)
        .join(last, (last.c.patient == _S.patient) & (last.c.day == _S.day))
        .where(*counted)
        .order_by(_S.patient, _S.detail)
    )
    found: dict[str, list[Result]] = defaultdict(list)
    for patient, *result in connection.execute(query) if patients else ():
        found[patient].append(Result(*result))
    return found


def why(person: Person, results: Sequence[Result], locale: str) -> str:
    """What the answer or the results advise: what is urgent first."""
    advice = _advice(locale)
    urgent = [advice[code] for code in _urgent(person, results) if code in advice]
    if not results:
        return " ".join([*urgent, *([advice[person.next_step]] if person.next_step in advice else [])])
    told = [*urgent, *_late(person, locale), *(_said(one, locale) for one in results)]
    return ". ".join(text.rstrip(".") for text in told) + "."


def short(person: Person, results: Sequence[Result], locale: str) -> str:
    """The same in a few words, for a table."""
    labels = diabetes.labels(locale)
    urgent = [labels["urgent"].get(code, code) for code in _urgent(person, results)]
    step = labels["next_step"].get(person.next_step, person.next_step)
    about = [*_late(person, locale), *(_said(one, locale) for one in results)] if results else [step]
    return "; ".join([*urgent, *about])


def _urgent(person: Person, results: Sequence[Result]) -> list[str]:
    """The codes of what is urgent, each once."""
    joined = (person.urgent, *(one.urgent for one in results))
    return [*dict.fromkeys(code for codes in joined if codes for code in codes.split(";"))]


def _late(person: Person, locale: str) -> list[str]:
    return [texts(locale)("result.late")] if person.late else []


def _said(result: Result, locale: str) -> str:
    if result.test is None:
        return texts(locale)("result.by_hand")
    labels = diabetes.labels(locale)
    category = labels["category"].get(result.category or "") or labels["urgent"].get(result.urgent or "", "–")
    return texts(locale)("result", test=_titles(locale)[_FIELDS[result.test]], category=category)


@cache
def _advice(locale: str) -> Mapping[str, str]:
    return {row["code"]: row["text"] for row in diabetes.advice(locale)}


@cache
def _titles(locale: str) -> Mapping[str, str]:
    return {name: field["title"] for name, field in diabetes.schema(locale)["properties"].items()}
