"""Files of the programme: CSV or Parquet, told apart by their first bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import diabetes
import pyarrow as pa

from ..programme.tables import table_of
from .console import Failure
from .files import PARQUET, content, read_table
from .texts import word

__all__ = ["groups_of", "read_rows"]


def read_rows(path: Path) -> pa.Table:
    """The rows of a file. Raises Failure."""
    found = content(path)
    if found.startswith(PARQUET):
        return read_table(path)
    try:
        return table_of(found)
    except diabetes.DiabetesError as error:
        raise Failure(word("file.bad", file=path, cause=error)) from error


def groups_of(table: pa.Table, size: int) -> Iterator[list[dict[str, Any]]]:
    """The rows, so many at a time, without those whose cells are all blank."""
    for start in range(0, table.num_rows, size):
        rows = table.slice(start, size).to_pylist()
        yield [row for row in rows if any(cell is not None for cell in row.values())]
