"""Imports states and places from a table: valid rows become steps, the others are listed with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from ..refusals import Refusal
from ..store.imported import Imported, broken, cell_text
from .columns import DAY, INSURER, PATIENT, PREDICTION, SITE, STATE, state_of
from .marking import BY_HAND, patients_of
from .marks import Mark, MarkError, add, mark_of, place_mark
from .places import NOWHERE, place_of

__all__ = ["import_rows"]


def import_rows(
    connection: Connection, rows: Sequence[Mapping[str, Any]], by: str, reference_hash: Callable[[str], str],
    imported: Imported, locale: str,
) -> None:  # fmt: skip
    """Add the steps of the next rows of a table, with our names of columns, and count them. The caller commits."""
    known = patients_of(connection, filter(None, (cell_text(row, PREDICTION) for row in rows)))
    marks: list[tuple[int, Mark]] = []
    for row in rows:
        imported.rows += 1
        try:
            marks.append((imported.rows, _mark(row, known, reference_hash)))
        except Refusal as error:
            imported.refuse(imported.rows, error, locale)
    said = add(connection, [one for _, one in marks], by)
    for (number, _), done in zip(marks, said, strict=True):
        if isinstance(done, Refusal):
            imported.refuse(number, done, locale)
        else:
            imported.new += done.is_new
            imported.known += not done.is_new
    imported.bad.sort(key=lambda bad: bad.row)


def _mark(row: Mapping[str, Any], known: Mapping[str, str | MarkError], hashed: Callable[[str], str]) -> Mark:
    if (fault := broken(row)) is not None:
        raise MarkError(fault)
    where = place_of(cell_text(row, SITE), cell_text(row, INSURER))
    named = cell_text(row, STATE)
    state = None if not named else state_of(named)
    if named and state not in BY_HAND:
        raise MarkError("bad_state", STATE, known=", ".join(one.value for one in BY_HAND))
    if state is None and where == NOWHERE:
        raise MarkError("nothing_told")
    if prediction := cell_text(row, PREDICTION):
        patient = known.get(prediction) or MarkError("unknown_prediction", PREDICTION)
        if isinstance(patient, MarkError):
            raise patient
        if (reference := cell_text(row, PATIENT)) and hashed(reference) != patient:
            raise MarkError("two_patients", PATIENT)
    elif reference := cell_text(row, PATIENT):
        patient = hashed(reference)
    else:
        raise MarkError("no_prediction.columns")
    if state is None:
        return place_mark(patient, where)
    return mark_of(patient, state, row.get(DAY) if cell_text(row, DAY) else None, where)
