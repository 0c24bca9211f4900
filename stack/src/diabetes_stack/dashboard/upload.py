"""An uploaded file of many people: its own columns, and those that the model is asked about."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import diabetes
import pyarrow as pa

from .. import columns
from ..bounds import Bounds
from .headings import OUTCOME, Choice, columns_of, different
from .opening import opened
from .units import converted

__all__ = ["Upload", "read"]


@dataclass(frozen=True)
class Upload:
    """The table of an uploaded file, whose cells are text if it is CSV."""

    table: diabetes.Table
    #: The columns that are fields, named so, in the fields' own units; no other column is sent.
    taken: diabetes.Table
    #: The field of each column that is one, by its heading.
    fields: dict[str, str]

    @property
    def csv(self) -> str | None:
        """The separator of a CSV file; None for other formats."""
        dialect = self.table.dialect
        return None if dialect is None else dialect[0]

    @property
    def identities(self) -> list[str]:
        """The columns that are not fields, such as a name or a number of a history."""
        known = {*self.fields, OUTCOME, columns.CELLS, ""}
        return [name for name in self.table.column_names if name not in known]

    def pieces(self, rows: int, start: int = 0) -> Iterator[Any]:
        """The columns that are fields, in order, at most this many rows at a time, from a row on."""
        whole = pa.table(self.taken)
        for place in range(start, whole.num_rows, rows):
            yield whole.slice(place, rows)

    def body(self, piece: Any) -> tuple[str, bytes]:
        """A piece as a request body, with its type: text from a CSV file as CSV, so that the API parses it by the
        rules for such files; values from another format as JSON."""
        if self.csv is not None:
            return "text/csv", diabetes.Table.from_arrow(piece).to_csv(separator=self.csv)
        rows = [{name: _jsonable(value) for name, value in row.items()} for row in piece.to_pylist()]
        return "application/json", json.dumps(rows, default=str).encode()


def _jsonable(value: Any) -> Any:
    """A value for JSON, which has no NaN or infinity."""
    if not isinstance(value, float) or math.isfinite(value):
        return value
    return None if math.isnan(value) else str(value)


def read(content: bytes, bounds: Bounds | None = None, choices: Sequence[Choice] | None = None) -> Upload:
    """Read a CSV or Parquet file within the limits; ``choices`` is what a person said that each column of a CSV file
    is. Raises DiabetesError if it is unreadable, and TooLargeError."""
    limits = bounds or Bounds()
    if choices is not None:
        return _chosen(content, limits, choices)
    # Refuses headings that name no field, or one twice or in another unit.
    table = _distinct(opened(content, limits))
    whole = pa.table(table)
    known = {one.heading: one.named.field for one in columns_of(_head(table), diabetes.LOCALES[0])}
    fields = {name: field for name, field in known.items() if field is not None and name != OUTCOME}
    others = [name for name in columns.unknown(whole.column_names) if name not in fields]
    taken = whole.drop_columns(others) if others else whole
    return Upload(table, _renamed(taken, [fields.get(name, name) for name in taken.column_names]), fields)


def _head(table: diabetes.Table) -> bytes:
    """The headings alone, as CSV."""
    empty = {name: pa.array([], pa.string()) for name in table.column_names}
    return diabetes.Table.from_arrow(pa.table(empty)).to_csv()


def _distinct(table: diabetes.Table) -> diabetes.Table:
    return _renamed(pa.table(table), different(table.column_names))


def _renamed(table: Any, names: list[str]) -> diabetes.Table:
    """The table with these names of columns, still known as CSV."""
    return diabetes.Table.from_arrow(
        table.rename_columns(names).replace_schema_metadata(table.schema.metadata)
    )


def _chosen(content: bytes, bounds: Bounds, choices: Sequence[Choice]) -> Upload:
    chosen = [None if choice.field == OUTCOME else choice.field for choice in choices]
    table = _distinct(opened(content, bounds, [None] * len(chosen)))
    taken = pa.table(opened(content, bounds, chosen))
    kept = [place for place, field in enumerate(chosen) if field is not None]
    for place in kept:
        if (unit := choices[place].unit) is not None:
            taken = taken.set_column(place, taken.schema.field(place), converted(taken.column(place), unit))
    if columns.CELLS in taken.column_names:
        kept.append(taken.column_names.index(columns.CELLS))
    named = zip(table.column_names, chosen, strict=False)
    fields = {name: field for name, field in named if field is not None}
    return Upload(table, diabetes.Table.from_arrow(taken.select(kept)), fields)
