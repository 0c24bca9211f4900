"""A state that a person sets by hand, and a mistake undone: each is a new step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ..store import reading, tables
from ..store.steps.live import is_live
from ..store.steps.states import UNDONE, State, moment
from .enrol import enrol_patients
from .marks import Marked, MarkError, add, insert_steps, mark_of
from .places import NOWHERE, Place

__all__ = ["BY_HAND", "history", "mark", "patient_of", "patients_of", "undo"]

#: What a person can set.
BY_HAND = tuple(state for state in State if state not in (State.ASSESSED, State.ADVISED))
_P, _S = tables.predictions.c, tables.steps.c


def mark(
    connection: Connection, patient: str, state: State, by: str, day: date | str | None = None,
    where: Place = NOWHERE,
) -> Marked:  # fmt: skip
    """Set the state of the patient with this hash, since ``day`` (now if it is not told). Repeating a call changes
    nothing; without a day, nothing unless another mark came in between. The caller commits. Raises MarkError."""
    [done] = add(connection, [mark_of(patient, state, day, where)], by)
    if isinstance(done, MarkError):
        raise done
    return done


def undo(connection: Connection, step: int, by: str) -> Marked:
    """Say that a step was a mistake. Repeating a call changes nothing. The caller commits. Raises MarkError."""
    found = connection.execute(select(_S.prediction_id, _S.patient, _S.state).where(_S.id == step)).first()
    if found is not None and found.state == UNDONE:
        raise MarkError("step_undone", "undoes")
    if found is None or found.state == State.ASSESSED.value:
        raise MarkError("unknown_step", "undoes")
    enrol_patients(connection, [found.patient])
    known = connection.scalar(select(_S.id).where(_S.undoes == step))
    if known is not None:
        return Marked(known, found.patient, False)
    now = tables.utc_now()
    row = {
        "prediction_id": found.prediction_id, "patient": found.patient, "state": UNDONE, "undoes": step,
        "day": now.date().isoformat(), "moment": moment(now, UNDONE),
    }  # fmt: skip
    return Marked(insert_steps(connection, [row], by)[0], found.patient, True)


def patient_of(connection: Connection, prediction_id: str) -> str:
    """The patient of a prediction, as the keyed hash. Raises MarkError."""
    found = patients_of(connection, [prediction_id]).get(prediction_id)
    if isinstance(found, str):
        return found
    raise found or MarkError("unknown_prediction", "prediction_id")


def patients_of(connection: Connection, predictions: Iterable[str]) -> Mapping[str, str | MarkError]:
    """The patient of each of these predictions that are there, or why it has none."""
    wanted = {one for one in predictions if reading.is_plain(one)}
    rows = connection.execute(select(_P.id, _P.patient).where(_P.id.in_(wanted)))
    return {id: patient or MarkError("anonymous", "prediction_id") for id, patient in rows}


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
