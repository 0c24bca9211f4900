"""What training in Python says of a table: columns that it lacks, rows that were skipped for errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ._errors import TrainingError
from ._headings import field_of
from ._native import CsvRows

#: The columns without which no row can be used.
NEEDED = ("edad", "sexo")
#: Why a sound row is not used; any other code is that of an error.
SOUND = ("known_diabetes", "pregnant", "no_outcome", "no_weight")

#: The first row with an error: its number from 1, the field, the code.
First = tuple[int, str | None, str]


def refuse_lacking(table: Any) -> None:
    """Raise TrainingError (``missing_column``) if a table, whose headings were read, lacks a column."""
    names = _names(table)
    known = {field_of(name) for name in names or ()}
    lacking = [field for field in NEEDED if field not in known]
    if names is not None and lacking:
        told = f"training needs columns that the table lacks: {', '.join(lacking)}"
        raise TrainingError(told, "missing_column")


def of_skipped(skipped: Mapping[str, int], first: First | None = None) -> str | None:
    """The warning of rows that were skipped because of errors, if there are any."""
    errors = {code: rows for code, rows in skipped.items() if code not in SOUND}
    if not errors:
        return None
    codes = ", ".join(f"{code} {rows}" for code, rows in errors.items())
    return (
        f"rows_skipped: rows with an error were skipped, {sum(errors.values())} in all: {codes}{at(first)}; "
        'the column "errors" of predict_batch(data) names the fields, validate(record) what they accept'
    )


def of_left_out(skipped: Mapping[str, int], first: First | None) -> str:
    """The warning of the rows that a recalibration does not use."""
    codes = ", ".join(f"{code} {rows}" for code, rows in skipped.items())
    return f"rows_skipped: rows were left out, {sum(skipped.values())} in all: {codes}{at(first)}"


def at(first: First | None) -> str:
    """The end of a message that names the row."""
    if first is None:
        return ""
    row, field, code = first
    return f"; the first row with an error is row {row}: {f'{field} {code}' if field else code}"


def _names(table: Any) -> list[str] | None:
    """The headings of a table; None of a list of records."""
    if isinstance(table, CsvRows):
        table = table.table()
    inner = [getattr(table, name, None) for name in ("table", "frame", "schema")]
    for holder in (table, *inner):
        for attribute in ("column_names", "columns", "names"):
            names = getattr(holder, attribute, None)
            if isinstance(names, list) and all(isinstance(name, str) for name in names):
                return names
    return None
