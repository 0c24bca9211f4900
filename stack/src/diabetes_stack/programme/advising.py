"""What the library advises after results: it is asked with the person's own answers and the results together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import diabetes
from sqlalchemy import Connection, select

from ..models import lookup, registry
from ..store import reading, tables
from ..store.steps.answers import due_years, later

__all__ = ["FIELDS", "Advised", "Answer", "Value", "advised", "answers_of"]

#: The field of a record with the value of each test, and the one with its date.
FIELDS = {"Resultado": ("glucosa_ayunas", "fecha_glucosa"), "hba1c": ("hba1c", "fecha_hba1c")}
_P = tables.predictions.c


class Value(NamedTuple):
    """A result with its value."""

    test: str
    value: float
    day: str


class Answer(NamedTuple):
    """The record of a person's answer, and the model that gave it."""

    record: Mapping[str, Any]
    model: diabetes.Model


class Advised(NamedTuple):
    """A next step of the library, and the day on which it is due; None if nothing is due."""

    step: str
    due_on: str | None


def answers_of(connection: Connection, predictions: Sequence[str]) -> dict[str, Answer]:
    """These answers, by prediction. A model that is no longer kept is stood in for by the library's own; that can only
    change after how many years a normal result is repeated."""
    models = {(own := diabetes.Model.bundled()).info["version"]: own}
    found: dict[str, Answer] = {}
    rows = connection.execute(select(_P.id, _P.inputs, _P.model_version).where(_P.id.in_(predictions)))
    for id, inputs, version in rows:
        if version not in models:
            models[version] = _model(connection, version) or own
        found[id] = Answer(json.loads(inputs), models[version])
    return found


def advised(answer: Answer, values: Sequence[Value], with_own: bool) -> Advised | None:
    """What comes first in the library's order of next steps, whichever of several results of one test is taken;
    ``with_own`` takes the measured values of the record too. None if the library refuses the record."""
    found: list[tuple[int, str, Advised]] = []
    for record, day in _records(answer.record, values, with_own):
        try:
            said = answer.model.predict(record)
        except diabetes.ValidationError:
            return None
        step = str(said.next_step["code"])
        years = 0 if said.urgent else due_years()[step]
        due = None if years is None else later(date.fromisoformat(day), years).isoformat()
        found.append((0 if said.urgent else _places()[step], due or "9", Advised(step, due)))
    return min(found)[2] if found else None


@cache
def _places() -> Mapping[str, int]:
    """The library's next steps in their order of precedence."""
    return {row["code"]: place for place, row in enumerate(diabetes.advice("en"))}


def _records(
    record: Mapping[str, Any], values: Sequence[Value], with_own: bool
) -> Iterator[tuple[dict[str, Any], str]]:
    """The record with each choice of one value a test, and the day of the newest of them, today if none is known."""
    measured = {name for names in FIELDS.values() for name in names} | FIELDS.keys()
    plain = {name: value for name, value in record.items() if name not in measured}
    choices, today = [], tables.utc_now().date().isoformat()
    for test, (field, dated) in FIELDS.items():
        of_test = {
            (one.value, one.day): {field: one.value, dated: one.day} for one in values if one.test == test
        }
        own = {name: record[name] for name in (field, dated) if record.get(name) is not None}
        choices.append([*of_test.values(), *([own] if with_own and field in own else [])] or [{}])
    for chosen in product(*choices):
        taken = {name: value for one in chosen for name, value in one.items()}
        days = [reading.day(taken[dated]).isoformat() for _, dated in FIELDS.values() if dated in taken]
        if taken:
            yield plain | taken, max(days, default=today)


def _model(connection: Connection, version: str) -> diabetes.Model | None:
    try:
        return lookup.load(connection, registry.find(connection, version))
    except registry.RegistryError:
        return None
