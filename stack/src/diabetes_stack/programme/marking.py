"""A state that a person sets by hand, and a mistake undone: each is a new step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from ..refusals import Refusal
from ..store import reading, tables
from ..store.steps.live import is_live
from ..store.steps.states import PLACED, UNDONE, Source, State
from .enrol import enrol_person
from .places import NOWHERE, Place

__all__ = ["BY_HAND", "MarkError", "Marked", "history", "mark", "patient_of", "place", "undo"]

#: What a person can set.
BY_HAND = tuple(state for state in State if state not in (State.ASSESSED, State.ADVISED))
_P, _S = tables.predictions.c, tables.steps.c
_FIRST_DAY = date(1950, 1, 1)
_LONGEST_NAME = 100


class MarkError(Refusal):
    """A mark that is refused: ``unknown_prediction``, ``no_prediction``, ``anonymous``, ``bad_date``,
    ``unknown_step``; and the invalid field, if any."""

    def __init__(self, sentence: str, field: str | None = None, **values: Any) -> None:
        super().__init__(sentence, **values)
        self.field = field


class Marked(NamedTuple):
    """What became of a mark: the step, and whether it is new."""

    step: int
    patient: str
    is_new: bool


def mark(
    connection: Connection, patient: str, state: State, by: str, day: date | str | None = None,
    where: Place = NOWHERE,
) -> Marked:  # fmt: skip
    """Set the state of the patient with this hash, since ``day`` (now if it is not told). Repeating a call changes
    nothing; without a day, nothing unless another mark came in between. The caller commits. Raises MarkError."""
    on = None if day is None else _day(day)
    now = tables.utc_now()
    moment = now if on is None or on >= now.date() else datetime.combine(on, time.max, timezone.utc)
    return _add(
        connection, patient, {"state": state.value, "day": (on or now.date()).isoformat(), "happened_at": moment},
        by, where, once=on is not None,
    )  # fmt: skip


def place(connection: Connection, patient: str, where: Place, by: str) -> Marked:
    """Say where the patient with this hash belongs. Repeating a call changes nothing. The caller commits. Raises
    MarkError."""
    now = tables.utc_now()
    what = {"state": PLACED, "day": now.date().isoformat(), "happened_at": now}
    return _add(connection, patient, what, by, where, once=False)


def undo(connection: Connection, step: int, by: str) -> Marked:
    """Say that a step was a mistake. Repeating a call changes nothing. The caller commits. Raises MarkError."""
    found = connection.execute(select(_S.prediction_id, _S.patient, _S.state).where(_S.id == step)).first()
    if found is None or found.state in (State.ASSESSED.value, UNDONE):
        raise MarkError("unknown_step", "undoes")
    known = connection.scalar(select(_S.id).where(_S.undoes == step))
    if known is not None:
        return Marked(known, found.patient, False)
    now = tables.utc_now()
    row = {
        "prediction_id": found.prediction_id, "patient": found.patient, "state": UNDONE, "undoes": step,
        "day": now.date().isoformat(), "happened_at": now,
    }  # fmt: skip
    return Marked(_insert(connection, row, by, NOWHERE), found.patient, True)


def patient_of(connection: Connection, prediction_id: str) -> str:
    """The patient of a prediction, as the keyed hash. Raises MarkError."""
    row = None
    if reading.is_plain(prediction_id):
        row = connection.execute(select(_P.patient).where(_P.id == prediction_id)).first()
    if row is None:
        raise MarkError("unknown_prediction", "prediction_id")
    if row.patient is None:
        raise MarkError("anonymous", "prediction_id")
    return str(row.patient)


def history(connection: Connection, patient: str) -> list[Mapping[str, Any]]:
    """All steps of the patient with this hash, oldest first, with those that were undone and their undoing."""
    names = (
        "id",
        "prediction_id",
        "state",
        "day",
        "at",
        "by",
        "source",
        "detail",
        "site",
        "insurer",
        "undoes",
    )
    chosen = select(*(_S[name] for name in names), (is_live(_S) | (_S.state == UNDONE)).label("counts"))
    rows = connection.execute(chosen.where(_S.patient == patient).order_by(_S.day, _S.id))
    return [dict(row) for row in rows.mappings()]


def _add(
    connection: Connection, patient: str, what: dict[str, Any], by: str, where: Place, once: bool
) -> Marked:
    enrol_person(connection, patient)
    of_patient = select(_S.prediction_id).where(_S.patient == patient, _S.state == State.ASSESSED.value)
    # The answer that the step is about: the newest that there was by then, else the first.
    newest = of_patient.where(_S.happened_at <= what["happened_at"]).order_by(_S.prediction_id.desc())
    prediction_id = connection.scalar(newest.limit(1)) or connection.scalar(
        of_patient.order_by(_S.prediction_id).limit(1)
    )
    if prediction_id is None:
        raise MarkError("no_prediction", "patient")
    same = [
        _S.patient == patient,
        _S.state == what["state"],
        _S.source == Source.HAND.value,
        *(
            _S[name].is_(None) if value is None else _S[name] == value
            for name, value in where._asdict().items()
        ),
    ]
    if what["state"] != PLACED:
        same.append(_S.day == what["day"])
    known = connection.scalar(select(_S.id).where(*same, is_live(_S)).order_by(_S.id.desc()).limit(1))
    if known is not None and (once or _is_last(connection, patient, known)):
        return Marked(known, patient, False)
    row = {**what, "prediction_id": prediction_id, "patient": patient}
    return Marked(_insert(connection, row, by, where), patient, True)


def _is_last(connection: Connection, patient: str, step: int) -> bool:
    """Whether no other step came after this one: otherwise the same state can be set again on the same day."""
    later = select(_S.id).where(_S.patient == patient, _S.id > step)
    return connection.scalar(later.limit(1)) is None


def _insert(connection: Connection, row: dict[str, Any], by: str, where: Place) -> int:
    values = {
        **row, **where._asdict(), "by": by[:_LONGEST_NAME], "source": Source.HAND.value, "at": tables.utc_now(),
    }  # fmt: skip
    return int(connection.scalar(insert(tables.steps).values(values).returning(_S.id)) or 0)


def _day(given: date | str) -> date:
    try:
        day = reading.day(given)
    except ValueError:
        raise MarkError("bad_date.step", "date") from None
    # East of Greenwich it may already be tomorrow.
    if not _FIRST_DAY <= day <= tables.utc_now().date() + timedelta(days=1):
        raise MarkError("bad_date.step_range", "date", first=_FIRST_DAY.year)
    return day
