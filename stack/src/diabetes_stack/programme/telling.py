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
    patients = [person.patient for person in people if person.state in _AFTER]
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
    if person.state in _AFTER and results:
        urgent = dict.fromkeys(_codes(one) for one in results if one.urgent)
        told = [
            *(_advice(locale)[code] for codes in urgent for code in codes),
            *(_said(one, locale) for one in results),
        ]
        return ". ".join(text.rstrip(".") for text in told) + "."
    codes = [*(person.urgent or "").split(";"), person.next_step]
    return " ".join(_advice(locale)[code] for code in codes if code in _advice(locale))


def short(person: Person, results: Sequence[Result], locale: str) -> str:
    """The same in a few words, for a table."""
    if person.state in _AFTER and results:
        return "; ".join(_said(one, locale) for one in results)
    labels = diabetes.labels(locale)
    urgent = [labels["urgent"].get(code, code) for code in (person.urgent or "").split(";") if code]
    return "; ".join([*urgent, labels["next_step"].get(person.next_step, person.next_step)])


def _codes(result: Result) -> tuple[str, ...]:
    return tuple((result.urgent or "").split(";"))


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
