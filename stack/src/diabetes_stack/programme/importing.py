"""Imports states and places from a table: valid rows become steps, the others are listed with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from ..columns import CELLS
from ..refusals import Refusal
from .columns import DAY, INSURER, PATIENT, PREDICTION, SITE, STATE, state_of
from .marking import BY_HAND, MarkError, mark, patient_of, place
from .places import NOWHERE, place_of

__all__ = ["BadRow", "Imported", "import_rows"]


@dataclass(frozen=True)
class BadRow:
    """A row that became no step; ``row`` counts from 1 below the header."""

    row: int
    code: str
    message: str


@dataclass
class Imported:
    """The result of importing a table."""

    rows: int = 0
    new: int = 0
    known: int = 0
    bad: list[BadRow] = field(default_factory=list)


def import_rows(
    connection: Connection, rows: Iterable[Mapping[str, Any]], by: str, reference_hash: Callable[[str], str],
    imported: Imported, locale: str,
) -> None:  # fmt: skip
    """Add the steps of the next rows of a table, with our names of columns, and count them. The caller commits."""
    for row in rows:
        imported.rows += 1
        try:
            is_new = _step(connection, row, by, reference_hash)
        except Refusal as error:
            imported.bad.append(BadRow(imported.rows, error.code, error.said(locale)))
        else:
            imported.new += is_new
            imported.known += not is_new


def _step(connection: Connection, row: Mapping[str, Any], by: str, hashed: Callable[[str], str]) -> bool:
    if row.get(CELLS) == 0:
        raise MarkError("text_after_quote")
    if row.get(CELLS) is not None:
        raise MarkError("cell_count")
    where = place_of(_text(row, SITE), _text(row, INSURER))
    named = _text(row, STATE)
    state = None if not named else state_of(named)
    if named and state not in BY_HAND:
        raise MarkError("bad_state", STATE, known=", ".join(one.value for one in BY_HAND))
    if state is None and where == NOWHERE:
        raise MarkError("nothing_told")
    if prediction := _text(row, PREDICTION):
        patient = patient_of(connection, prediction)
    elif reference := _text(row, PATIENT):
        patient = hashed(reference)
    else:
        raise MarkError("no_prediction.columns")
    if state is None:
        return place(connection, patient, where, by).is_new
    return mark(connection, patient, state, by, row.get(DAY) if _text(row, DAY) else None, where).is_new


def _text(row: Mapping[str, Any], name: str) -> str:
    return "" if row.get(name) is None else str(row[name]).strip()
