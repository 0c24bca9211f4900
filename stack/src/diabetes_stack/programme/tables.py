"""Tables of the programme as spreadsheets save them: unlike those of records, they need no field of the library."""

from __future__ import annotations

import csv
import io
from typing import Any

from ..columns import CELLS

__all__ = ["rows_of"]

_SEPARATORS = ";,\t"


def rows_of(content: bytes) -> tuple[list[str], list[dict[str, Any]]]:
    """The headings and rows of a CSV file in UTF-8, or Latin-1 if it is not valid UTF-8; the first line says what
    separates cells. A row with more or fewer cells than the heading says how many it has. Raises csv.Error.

    >>> rows_of("paciente;sede\\r\\nCC-1;Norte\\r\\n".encode())
    (['paciente', 'sede'], [{'paciente': 'CC-1', 'sede': 'Norte'}])
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    lines = [
        line
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        if any(line)
    ]
    if not lines:
        return [], []
    headings, *others = lines
    return headings, [_row(headings, line) for line in others]


def _row(headings: list[str], line: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = dict(zip(headings, line, strict=False))
    return row if len(line) == len(headings) else {**row, CELLS: len(line)}
