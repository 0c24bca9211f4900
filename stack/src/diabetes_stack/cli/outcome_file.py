"""A file of laboratory results as rows to import: its columns found, its days read, what is unclear asked once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import typer

from ..columns import CELLS
from ..store.outcome_columns import DAY, known_columns
from ..store.outcome_dates import as_format, day_in, formats_of, said
from .console import Failure, choose
from .texts import word

__all__ = ["Results", "read_results"]


@dataclass(frozen=True)
class Results:
    """The rows, with our names of columns; the heading of the days, and how they are read where it is not ISO 8601."""

    rows: list[dict[str, Any]]
    column: str
    form: str | None


def read_results(table: pa.Table, column: str | None, form: str | None) -> Results:
    """The rows of a table. Raises OutcomeError and Failure, and asks once about days that can be read in two ways."""
    asked = None if form is None else _format(form)
    names = known_columns(table.column_names, column)
    # No other column stays: one that is called fecha too would take the place of the one that was named.
    kept = {**names, **({CELLS: CELLS} if CELLS in table.column_names else {})}
    rows = [{name: row[heading] for heading, name in kept.items()} for row in table.to_pylist()]
    chosen = asked or _fitting([row.get(DAY) for row in rows])
    heading = next(heading for heading, name in names.items() if name == DAY)
    return Results([{**row, DAY: day_in(row.get(DAY), chosen)} for row in rows], heading, chosen)


def _format(text: str) -> str:
    try:
        return as_format(text)
    except ValueError as error:
        raise typer.BadParameter(word("outcomes.import.bad_format"), param_hint="--date-format") from error


def _fitting(days: list[Any]) -> str | None:
    """The format that fits all days; None if all are as they must be."""
    forms, example = formats_of(days)
    if example is None:
        return None
    if not forms:
        raise Failure(word("outcomes.import.mixed", example=example))
    if len(forms) == 1:
        return forms[0]
    answers = [f"{day_in(example, form)} ({said(form)})" for form in forms]
    question = word("outcomes.import.which", example=example)
    return forms[choose(question, answers, " / ".join(f"--date-format {said(form)}" for form in forms))]
