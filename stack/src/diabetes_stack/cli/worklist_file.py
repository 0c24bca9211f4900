"""Files of the programme: CSV or Parquet, told apart by their first bytes."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from ..programme.tables import rows_of
from .console import Failure
from .files import PARQUET, content, read_table
from .texts import word

__all__ = ["read_rows"]


def read_rows(path: Path) -> tuple[list[str], list[dict[str, Any]]]:
    """The headings and rows of a file. Raises Failure."""
    found = content(path)
    if found.startswith(PARQUET):
        table = read_table(path)
        return table.column_names, table.to_pylist()
    try:
        return rows_of(found)
    except csv.Error as error:
        raise Failure(word("file.bad", file=path, cause=error)) from error
