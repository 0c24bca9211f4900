"""Files of many records, checked before they are parsed: their lines show how much memory parsing needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import diabetes
import pyarrow as pa

from .. import columns
from ..bounds import Bounds
from .errors import ApiError

__all__ = ["lines_of", "read_csv"]

_ENDS = re.compile(rb"[\r\n]")
_LINE_ENDS = (b"\r", b"\n")
#: Separators, and quoted text, in which separators do not count.
_MARKS = re.compile(rb'[,;\r\n]|"[^"]*"?')
#: Average number of bytes for a column name, and the maximum for a row as a multiple of a record's, because rows of
#: a file also have columns that are not fields.
_NAME = 256
#: It needs no field, and looks at every heading.
_ANY_SCORE = diabetes.scores()[0]["name"]
_TIMES = 8


def lines_of(body: bytes, bounds: Bounds) -> Iterator[bytes | None]:
    """The non-blank lines of NDJSON; None for a line longer than a record may be. 413 if there are too many."""
    if body.count(b"\n") > bounds.file_rows:
        raise ApiError(413, "too_many_rows", max=bounds.file_rows)
    return _lines(body, bounds.record_bytes)


def _lines(body: bytes, longest: int) -> Iterator[bytes | None]:
    start = 0
    while start < len(body):
        end = body.find(b"\n", start)
        end = len(body) if end < 0 else end
        if end - start > longest + 1:
            yield None
        elif line := body[start:end].strip():
            yield line if len(line) <= longest else None
        start = end + 1


def read_csv(body: bytes, bounds: Bounds) -> tuple[diabetes.Table, Any, list[str]]:
    """A file as a table, its columns that are fields, and the names of the others. 413 if it exceeds a limit, 422 if
    it is not a valid CSV file."""
    _check_header(body, bounds.file_columns)
    _check_lines(body, bounds)
    try:
        table, others = diabetes.read_csv_fields(body)
        # Headings are refused now, not in the middle of the answer: another unit, a field that is there twice.
        diabetes.score_batch(_ANY_SCORE, pa.table(table).slice(0, 0))
    except diabetes.DiabetesError as error:
        raise ApiError(422, error.code, message=str(error)) from error
    if len(table.column_names) + len(others) > bounds.file_columns:
        raise ApiError(413, "too_many_columns", max=bounds.file_columns)
    if table.num_rows > bounds.file_rows:
        raise ApiError(413, "too_many_rows", max=bounds.file_rows)
    return table, pa.table(table), columns.unknown(others)


def _check_header(body: bytes, most: int) -> None:
    """Check the number of separators outside quotation marks in the first non-empty line."""
    head = body[: most * _NAME]
    begin = len(head) - len(head.lstrip(b"\r\n"))
    counts = {b",": 0, b";": 0}
    for mark in _MARKS.finditer(body, begin, begin + most * _NAME):
        sign = mark.group()
        if sign in _LINE_ENDS:
            return
        if sign in counts:
            counts[sign] += 1
            if counts[sign] > most:
                break
    else:
        if len(body) - begin <= most * _NAME:
            return
    raise ApiError(413, "too_many_columns", max=most)


def _check_lines(body: bytes, bounds: Bounds) -> None:
    # A line may end with two characters.
    if body.count(b"\n") + body.count(b"\r") > 2 * (bounds.file_rows + 1):
        raise ApiError(413, "too_many_rows", max=bounds.file_rows)
    longest = max(_TIMES * bounds.record_bytes, bounds.file_columns * _NAME)
    start = 0
    for end in _ENDS.finditer(body):
        if end.start() - start > longest:
            raise ApiError(413, "too_large", max=longest)
        start = end.end()
    if len(body) - start > longest:
        raise ApiError(413, "too_large", max=longest)
