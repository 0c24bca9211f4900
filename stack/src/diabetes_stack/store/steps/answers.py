"""What a stored answer says for the programme: the step that a prediction is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from typing import Any, Protocol

import diabetes

from .. import reading
from .priorities import cells_of, priorities_of
from .states import Source, State, moment

__all__ = ["Stored", "due_years", "first_day", "later", "shortest_years", "steps_of"]

_DATES = ("fecha_glucosa", "fecha_hba1c")
#: Characters of the column ``urgent``.
_LONGEST = 60


class Stored(Protocol):
    """A prediction that is stored; its patient and place, if it has any."""

    @property
    def id(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def model_version(self) -> str: ...
    @property
    def inputs(self) -> str: ...
    @property
    def outputs(self) -> str: ...
    @property
    def risk_level(self) -> str | None: ...
    @property
    def patient(self) -> str | None: ...
    @property
    def site(self) -> str | None: ...
    @property
    def insurer(self) -> str | None: ...


@cache
def due_years() -> Mapping[str, int | None]:
    """After how many years each advice is due, as the library says; None if nothing is."""
    return {row["code"]: row["due_years"] for row in diabetes.advice("en")}


@cache
def shortest_years() -> int:
    """The shortest time after which the library advises a test again."""
    return min(years for years in due_years().values() if years)


def first_day(answered: date) -> date:
    """The first day of what belongs to the screening of an answer: a test is repeated after this time, so what is older
    belongs to another screening, or its date is a mistake."""
    return later(answered, -shortest_years())


def steps_of(rows: Iterable[Stored], now: datetime) -> list[dict[str, Any]]:
    """The steps of these predictions, as rows of the table; none of those without a patient."""
    known = [row for row in rows if row.patient is not None]
    told = [json.loads(row.outputs) for row in known]
    places = priorities_of([_cells(outputs, row) for outputs, row in zip(told, known, strict=True)])
    return [_step(row, outputs, place, now) for row, outputs, place in zip(known, told, places, strict=True)]


def later(day: date, years: int) -> date:
    """The same day so many years later; the last of February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _cells(outputs: Mapping[str, Any], row: Stored) -> dict[str, Any]:
    measured = outputs.get("measured") or {}
    categories = {field: one.get("category") or "" for field, one in measured.items()}
    urgent: Sequence[str] = outputs.get("urgent") or []
    return cells_of(urgent, categories, row.risk_level, _risk(outputs), outputs.get("not_applicable"))


def _risk(outputs: Mapping[str, Any]) -> float | None:
    return (outputs.get("probabilities") or {}).get("Diabetes")


def _step(row: Stored, outputs: Mapping[str, Any], place: int, now: datetime) -> dict[str, Any]:
    day = row.at.date()
    code = (outputs.get("next_step") or {}).get("code", "")
    urgent = ";".join(outputs.get("urgent") or [])[:_LONGEST]
    years = 0 if urgent else due_years().get(code)
    since = _measured_on(row.inputs, day) if years else day
    return {
        "prediction_id": row.id,
        "patient": row.patient,
        "state": State.ASSESSED.value,
        "day": day.isoformat(),
        "moment": moment(row.at, State.ASSESSED.value),
        "at": now,
        "by": row.model_version,
        "source": Source.PREDICTION.value,
        "detail": code,
        "urgent": urgent or None,
        "priority": place,
        "risk": _risk(outputs),
        "category": None,
        "due_on": None if years is None else later(since, years).isoformat(),
        "site": row.site,
        "insurer": row.insurer,
        "undoes": None,
    }


def _measured_on(inputs: str, day: date) -> date:
    """The day of the newest result in a record, up to the day of its answer, which stands in for it."""
    record = json.loads(inputs)
    found = []
    for name in _DATES:
        with suppress(ValueError):
            found.append(reading.day(record.get(name)))
    return max((one for one in found if one <= day), default=day)
