"""Imports laboratory results from a table: valid rows are stored, invalid ones listed with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from ..columns import CELLS
from .outcome_columns import DAY, PATIENT
from .outcomes import ALIASES, OutcomeError, Pending, add, prediction_of

__all__ = ["BadRow", "Imported", "import_rows"]


@dataclass(frozen=True)
class BadRow:
    """A row that was not stored; ``row`` counts from 1 below the header."""

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
    connection: Connection,
    rows: Iterable[Mapping[str, Any]],
    source: str,
    reference_hash: Callable[[str], str],
    imported: Imported,
    locale: str = "en",
    pending: Pending | None = None,
) -> None:
    """Store the results in the next rows of a table and count them in ``imported``, with messages in ``locale``.

    A row has ``prediction_id`` or ``paciente`` (the reference that came with the request), ``fecha``, and Resultado
    (or glucosa_ayunas) and/or hba1c, called as :mod:`outcome_columns <diabetes_stack.store.outcome_columns>` says. A
    result that is already stored counts as known. With ``pending``, as in :func:`add`, nothing is stored.
    """
    for row in rows:
        imported.rows += 1
        try:
            prediction, taken_on, results = _result(connection, row, reference_hash)
            new = add(connection, prediction, taken_on, results, source, locale, pending)
        except OutcomeError as error:
            imported.bad.append(BadRow(imported.rows, error.code, error.said(locale)))
        else:
            imported.new += new > 0
            imported.known += new == 0


def _result(
    connection: Connection, row: Mapping[str, Any], reference_hash: Callable[[str], str]
) -> tuple[str, Any, dict[str, Any]]:
    """The prediction that a row belongs to, its day and its results."""
    if row.get(CELLS) == 0:
        raise OutcomeError("text_after_quote")
    if row.get(CELLS) is not None:
        raise OutcomeError("cell_count")
    taken_on: Any = row.get(DAY)
    if not _text(row, DAY):
        raise OutcomeError("bad_date.missing")
    prediction = _text(row, "prediction_id")
    if not prediction:
        patient = _text(row, PATIENT)
        if not patient:
            raise OutcomeError("no_prediction.columns")
        prediction = prediction_of(connection, reference_hash(patient), taken_on)
    return prediction, taken_on, {name: _number(row[name]) for name in ALIASES if name in row}


def _text(row: Mapping[str, Any], name: str) -> str:
    return "" if row.get(name) is None else str(row[name]).strip()


def _number(value: Any) -> Any:
    """A cell as the text of a number. Results are below about 1000, so a lone comma is a decimal comma."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    return text.replace(",", ".") if text.count(",") == 1 and "." not in text else text or None
