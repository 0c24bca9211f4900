"""Puts predictions on the list that were stored without a step, such as those of versions before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, Select, exists, null, select

from ..store import tables
from ..store.insert import insert_missing
from ..store.steps.answers import steps_of
from ..store.steps.results import note_results
from ..store.steps.states import State

__all__ = ["enrol", "enrol_patients", "missing"]

_P, _O, _S = tables.predictions.c, tables.outcomes.c, tables.steps.c
#: Predictions of one statement.
_GROUP = 500


def missing(connection: Connection) -> bool:
    """Whether there are predictions of patients without a step."""
    return connection.scalar(_without().limit(1)) is not None


def enrol(connection: Connection) -> int:
    """Add the steps of the next predictions without one, at most a group of them, and of their results; returns how
    many there were. The caller commits, and calls again until there are none."""
    return _add(connection, _without())


def enrol_patients(connection: Connection, patients: Collection[str]) -> None:
    """The same for all predictions of these patients."""
    while _add(connection, _without().where(_P.patient.in_(patients))):
        pass


def _without() -> Select[tuple[str]]:
    step = exists().where(_S.prediction_id == _P.id, _S.state == State.ASSESSED.value)
    return select(_P.id).where(_P.patient.is_not(None), ~step)


def _add(connection: Connection, which: Select[tuple[str]]) -> int:
    columns = (_P.id, _P.at, _P.model_version, _P.inputs, _P.outputs, _P.risk_level, _P.patient)
    nowhere = (null().label("site"), null().label("insurer"))
    rows = connection.execute(
        select(*columns, *nowhere).where(_P.id.in_(which.limit(_GROUP).scalar_subquery()))
    ).all()
    if not rows:
        return 0
    insert_missing(connection, tables.steps, steps_of(rows, tables.utc_now()))
    results = select(_O.prediction_id, _O.test, _O.value, _O.taken_on, _O.source).where(
        _O.prediction_id.in_([row.id for row in rows])
    )
    for prediction_id, test, value, taken_on, source in connection.execute(results).all():
        note_results(connection, prediction_id, date.fromisoformat(taken_on), {test: value}, source)
    return len(rows)
