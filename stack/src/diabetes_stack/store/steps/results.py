"""What a laboratory result is for the programme: a step that needs nobody's hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timezone
from typing import Any

import diabetes
from sqlalchemy import Connection, Select, and_, insert, select

from .. import tables
from .live import is_live
from .priorities import cells_of, priorities_of
from .states import UNDONE, Source, State, moment

__all__ = ["note_results", "undone_results", "withdraw_results"]

_CHECKS = {"Resultado": diabetes.classify_glucose, "hba1c": diabetes.classify_hba1c}
#: The fields of the same tests, in which the library finds what is urgent.
_FIELDS = {"Resultado": "glucosa_ayunas", "hba1c": "hba1c"}
_LOW = "glucose_low"
_P = tables.predictions.c
_S = tables.steps.c


def note_results(
    connection: Connection, prediction_id: str, day: date, values: Mapping[str, float], source: str
) -> None:
    """Add a step for each of these results, by test, which were not stored before. None of a prediction without a
    patient. The caller commits."""
    if not values:
        return
    # Somebody else may have stored them at the same time.
    same = and_(
        _S.prediction_id == _P.id, _S.state == State.RESULTED.value, _S.day == day.isoformat(), is_live(_S)
    )
    query = select(_P.patient, _S.detail).outerjoin_from(tables.predictions, tables.steps, same)
    found = connection.execute(query.where(_P.id == prediction_id)).all()
    if not found or found[0].patient is None:
        return
    patient, known = found[0].patient, {row.detail for row in found}
    common = {
        "prediction_id": prediction_id,
        "patient": patient,
        "state": State.RESULTED.value,
        "day": day.isoformat(),
        "moment": moment(datetime.combine(day, time(), timezone.utc), State.RESULTED.value),
        "at": tables.utc_now(),
        "by": source,
        "source": Source.OUTCOME.value,
        "due_on": day.isoformat(),
    }
    steps = [{**common, **_step(test, value)} for test, value in values.items() if test not in known]
    if steps:
        connection.execute(insert(tables.steps), steps)


def undone_results(connection: Connection, prediction_id: str, day: date) -> set[str]:
    """The tests of this day whose result was undone, and does not count."""
    of_day = (_S.prediction_id == prediction_id, _S.state == State.RESULTED.value, _S.day == day.isoformat())
    rows = connection.execute(select(_S.detail, is_live(_S)).where(*of_day, _S.detail.is_not(None))).all()
    return {test for test, _ in rows} - {test for test, counts in rows if counts}


def withdraw_results(connection: Connection, source: str, kept: Select[Any]) -> None:
    """Undo the steps of the results that came with this source, except those of the predictions ``kept``."""
    of_source = (_S.source == Source.OUTCOME.value, _S.by == source, _S.prediction_id.not_in(kept))
    now = tables.utc_now()
    undone = [
        {
            "prediction_id": prediction_id, "patient": patient, "state": UNDONE, "day": now.date().isoformat(),
            "moment": moment(now, UNDONE), "at": now, "by": source, "source": Source.OUTCOME.value, "undoes": number,
        }
        for number, prediction_id, patient in connection.execute(
            select(_S.id, _S.prediction_id, _S.patient).where(*of_source, is_live(_S))
        )
    ]  # fmt: skip
    if undone:
        connection.execute(insert(tables.steps), undone)


def _step(test: str, value: float) -> dict[str, Any]:
    urgent = diabetes.urgent({_FIELDS[test]: value})
    # A glucose that is too low is not called normal.
    category = None if _LOW in urgent else _CHECKS[test](value).category
    [priority] = priorities_of([cells_of(urgent, {test: category or ""})])
    return {
        "detail": test,
        "urgent": ";".join(urgent) or None,
        "category": category,
        "priority": priority,
    }
