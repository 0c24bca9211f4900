"""Imports laboratory results from a table: valid rows are stored, invalid ones listed with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from .imported import Imported, broken, cell_text
from .outcome_columns import DAY, PATIENT
from .outcomes import ALIASES, OutcomeError, Pending, add, check_patient, prediction_of

__all__ = ["import_rows"]


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

    A row has ``prediction_id`` or ``paciente`` (the reference that came with the request), or both of one person,
    ``fecha``, and Resultado (or glucosa_ayunas) and/or hba1c, called as :mod:`outcome_columns
    <diabetes_stack.store.outcome_columns>` says. A result that is already stored counts as known. With ``pending``, as
    in :func:`add`, nothing is stored.
    """
    for row in rows:
        imported.rows += 1
        try:
            prediction, taken_on, results = _result(connection, row, reference_hash)
            new = add(connection, prediction, taken_on, results, source, locale, pending)
        except OutcomeError as error:
            imported.refuse(imported.rows, error, locale)
        else:
            imported.new += new > 0
            imported.known += new == 0


def _result(
    connection: Connection, row: Mapping[str, Any], reference_hash: Callable[[str], str]
) -> tuple[str, Any, dict[str, Any]]:
    """The prediction that a row belongs to, its day and its results."""
    if (fault := broken(row)) is not None:
        raise OutcomeError(fault)
    taken_on: Any = row.get(DAY)
    if not cell_text(row, DAY):
        raise OutcomeError("bad_date.missing")
    prediction, patient = cell_text(row, "prediction_id"), cell_text(row, PATIENT)
    if prediction and patient:
        check_patient(connection, prediction, reference_hash(patient))
    elif patient:
        prediction = prediction_of(connection, reference_hash(patient), taken_on)
    elif not prediction:
        raise OutcomeError("no_prediction.columns")
    return prediction, taken_on, {name: _number(row[name]) for name in ALIASES if name in row}


def _number(value: Any) -> Any:
    """A cell as the text of a number. Results are below about 1000, so a lone comma is a decimal comma."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    return text.replace(",", ".") if text.count(",") == 1 and "." not in text else text or None
