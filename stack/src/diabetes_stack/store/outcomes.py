"""Laboratory results that arrive after predictions, and predictions joined with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import diabetes
from sqlalchemy import Connection, delete, func, select

from ..refusals import Refusal
from . import reading, tables
from .holds import is_held
from .insert import insert_missing
from .reading import is_plain
from .steps.answers import first_day
from .steps.results import note_results, undone_results, withdraw_results

__all__ = [
    "ALIASES",
    "Measured",
    "OutcomeError",
    "Pending",
    "Untested",
    "add",
    "check_patient",
    "learn",
    "measured",
    "prediction_of",
    "remove",
    "sources",
    "untested",
]

#: Columns of laboratory results, and the test in each.
ALIASES = {"Resultado": "Resultado", "glucosa_ayunas": "Resultado", "hba1c": "hba1c"}
_CHECKS = {"Resultado": diabetes.classify_glucose, "hba1c": diabetes.classify_hba1c}
_ROWS = tables.outcomes.c
_PREDICTIONS = tables.predictions.c
_LEARNED = tables.learned.c
_LONGEST_SOURCE = 100
_FIRST_DAY = date(1950, 1, 1)
#: Results by test that are not stored, by prediction and day.
Pending = dict[tuple[str, str], dict[str, float]]


class OutcomeError(Refusal):
    """A rejected result: ``unknown_prediction``, ``two_patients``, ``no_prediction``, ``bad_date``, ``bad_source``,
    ``long_before``, ``no_result``, ``not_a_number``, ``conflict``, or a code of the library, with the library's text;
    and the invalid field, if any."""

    def __init__(
        self, sentence: str, field: str | None = None, text: str | None = None, **values: Any
    ) -> None:
        super().__init__(sentence, **values)
        self.field = field
        self._text = text

    def said(self, locale: str) -> str:
        """The sentence in a language; the library's text is in the language that it was asked for."""
        return super().said(locale) if self._text is None else self._text


@dataclass(frozen=True)
class Measured:
    """People whose predictions were followed by laboratory results; each has one record that includes the results."""

    records: list[dict[str, Any]]
    #: The patient's keyed hash, or the prediction if it is anonymous, to group the rows of one person.
    people: list[str]
    #: The predictions, in the same order.
    predictions: list[str]


@dataclass(frozen=True)
class Untested:
    """Predictions of a risk level, and how many of them were not followed by a result."""

    risk_level: str | None
    predictions: int
    untested: int


def add(
    connection: Connection,
    prediction_id: str,
    taken_on: date | str,
    results: Mapping[str, Any],
    source: str,
    locale: str = "en",
    pending: Pending | None = None,
) -> int:
    """Store the results of one day for a prediction; returns how many were new. Repeating a call changes nothing,
    except that a result counts again whose step was undone.

    ``results`` contains Resultado (or glucosa_ayunas, mg/dL), hba1c (%), or both; None means not measured. The
    library checks their ranges, with messages in ``locale``. With ``pending`` nothing is stored: new results are added
    to it, and those already in it count as stored. Raises OutcomeError.
    """
    if not source.strip() or len(source) > _LONGEST_SOURCE or not is_plain(source):
        raise OutcomeError("bad_source", "source", longest=_LONGEST_SOURCE)
    day = _day(taken_on)
    values = _values(results, locale)
    of_id = select(_PREDICTIONS.at).where(_PREDICTIONS.id == prediction_id)
    answered: datetime | None = connection.scalar(of_id) if is_plain(prediction_id) else None
    if answered is None:
        raise OutcomeError("unknown_prediction", "prediction_id")
    if day < (first := first_day(answered.date())):
        raise OutcomeError("long_before", "date", first=first.isoformat())
    stored = connection.execute(
        select(_ROWS.test, _ROWS.value).where(
            _ROWS.prediction_id == prediction_id, _ROWS.taken_on == day.isoformat()
        )
    )
    known: dict[str, float] = {row.test: row.value for row in stored}
    if pending is not None:
        known |= pending.get((prediction_id, day.isoformat()), {})
    for test, value in values.items():
        if known.get(test, value) != value:
            raise OutcomeError("conflict", test=test)
    # One that a person has undone counts again when it is sent again.
    undone = undone_results(connection, prediction_id, day)
    waiting = {} if pending is None else pending.setdefault((prediction_id, day.isoformat()), {})
    new = {
        test: value for test, value in values.items() if test not in known or test in undone - waiting.keys()
    }
    if pending is not None:
        waiting.update(new)
        return len(new)
    rows = [
        {
            "prediction_id": prediction_id,
            "test": test,
            "value": value,
            "taken_on": day.isoformat(),
            "source": source,
        }
        for test, value in new.items()
        if test not in known
    ]
    insert_missing(connection, tables.outcomes, rows)
    note_results(connection, prediction_id, day, new, source)
    return len(new)


def check_patient(connection: Connection, prediction_id: str, patient: str) -> None:
    """That a prediction is not another patient's; one without a patient may be anybody's. Raises OutcomeError."""
    if not is_plain(prediction_id):
        raise OutcomeError("unknown_prediction", "prediction_id")
    known = connection.scalar(select(_PREDICTIONS.patient).where(_PREDICTIONS.id == prediction_id))
    if known not in (None, patient):
        raise OutcomeError("two_patients", "prediction_id")


def prediction_of(connection: Connection, patient: str, taken_on: date | str) -> str:
    """The prediction that a patient's result belongs to: the last one up to the day of the test, else the first one
    after it. ``patient`` is the keyed hash."""
    end = datetime.combine(_day(taken_on) + timedelta(days=1), time(), timezone.utc)
    of_patient = select(_PREDICTIONS.id).where(_PREDICTIONS.patient == patient)
    found: str | None = connection.scalar(
        of_patient.where(_PREDICTIONS.at < end).order_by(_PREDICTIONS.at.desc()).limit(1)
    ) or connection.scalar(of_patient.order_by(_PREDICTIONS.at).limit(1))
    if found is None:
        raise OutcomeError("no_prediction")
    return found


def measured(
    connection: Connection,
    source: str | None = None,
    unknown_to: str | None = None,
    since: datetime | None = None,
) -> Measured:
    """All predictions with a result, from one source or all; without those that the model version ``unknown_to``
    learned from, and those made before ``since``. The first result of each test counts; measured values in the inputs
    do not."""
    query = (
        select(_PREDICTIONS.id, _PREDICTIONS.patient, _PREDICTIONS.inputs, _ROWS.test, _ROWS.value)
        .join(tables.predictions, _ROWS.prediction_id == _PREDICTIONS.id)
        .order_by(_PREDICTIONS.id, _ROWS.taken_on.desc(), _ROWS.id.desc())
    )
    if source is not None:
        query = query.where(_ROWS.source == source)
    if unknown_to is not None:
        known = select(_LEARNED.prediction_id).where(_LEARNED.model_version == unknown_to)
        query = query.where(_PREDICTIONS.id.not_in(known))
    if since is not None:
        query = query.where(_PREDICTIONS.at >= since)
    records: dict[str, dict[str, Any]] = {}
    people: list[str] = []
    for id, patient, inputs, test, value in connection.execute(query):
        if id not in records:
            records[id] = {name: item for name, item in json.loads(inputs).items() if name not in ALIASES}
            people.append(patient or id)
        records[id][test] = value
    return Measured([*records.values()], people, [*records])


def learn(connection: Connection, model_version: str, people: Measured) -> None:
    """Record whose results a model was recalibrated on; this outlives the results."""
    rows = [{"model_version": model_version, "prediction_id": id} for id in people.predictions]
    insert_missing(connection, tables.learned, rows)


def untested(connection: Connection) -> list[Untested]:
    """The number of predictions of each risk level without a result, over all sources."""
    tested = select(_ROWS.prediction_id).distinct().subquery()
    query = (
        select(_PREDICTIONS.risk_level, func.count(), func.count(tested.c.prediction_id))
        .outerjoin(tested, tested.c.prediction_id == _PREDICTIONS.id)
        .group_by(_PREDICTIONS.risk_level)
    )
    return [Untested(level, total, total - known) for level, total, known in connection.execute(query)]


def sources(connection: Connection) -> list[tuple[str, int]]:
    """The named sets, with the number of results in each."""
    query = select(_ROWS.source, func.count()).group_by(_ROWS.source).order_by(_ROWS.source)
    return [(source, count) for source, count in connection.execute(query)]


def remove(connection: Connection, source: str) -> int:
    """Delete the results from a source, except those of patients whose data is held; returns how many there were. Their
    steps in the programme no longer count."""
    held = select(_PREDICTIONS.id).where(is_held())
    withdraw_results(connection, source, held)
    of_source = delete(tables.outcomes).where(_ROWS.source == source, _ROWS.prediction_id.not_in(held))
    return connection.execute(of_source).rowcount


def _day(taken_on: date | str) -> date:
    try:
        day = reading.day(taken_on)
    except ValueError:
        raise OutcomeError("bad_date", "date") from None
    # East of Greenwich it may already be tomorrow.
    if not _FIRST_DAY <= day <= tables.utc_now().date() + timedelta(days=1):
        raise OutcomeError("bad_date.range", "date", first=_FIRST_DAY.year)
    return day


def _values(results: Mapping[str, Any], locale: str) -> dict[str, float]:
    values: dict[str, float] = {}
    for name, value in results.items():
        test = ALIASES.get(name)
        if test is None:
            raise OutcomeError("unknown_field", name, name=name, known=", ".join(ALIASES))
        try:
            number = reading.number(value)
        except ValueError:
            raise OutcomeError("not_a_number", name, name=name) from None
        if number is None:
            continue
        try:
            _CHECKS[test](number, locale=locale)
        except diabetes.ValidationError as error:
            raise OutcomeError(error.code, name, str(error)) from None
        if values.setdefault(test, number) != number:
            raise OutcomeError("conflict.columns", name)
    if not values:
        raise OutcomeError("no_result")
    return values
