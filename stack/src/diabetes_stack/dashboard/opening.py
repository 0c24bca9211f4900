"""Opens an uploaded file within the services' limits: its size is known before it is read."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import diabetes
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..bounds import Bounds

__all__ = ["TooLargeError", "check", "opened"]

_PARQUET = b"PAR1"
_ROWS_AT_ONCE = 10_000
#: For the metadata at the end of a Parquet file, which is read first.
_LONGEST_TEXT = 16 * 1024 * 1024


class TooLargeError(Exception):
    """A file exceeds a limit: ``bound`` is its name, ``limit`` its value."""

    def __init__(self, bound: str, limit: int) -> None:
        super().__init__(f"{bound}: {limit}")
        self.bound = bound
        self.limit = limit


def check(content: bytes, bounds: Bounds) -> bool:
    """Whether the file is CSV, told by its first bytes. Raises TooLargeError when it exceeds a limit as far as can be
    seen without reading it."""
    _within("body_limit", len(content), bounds)
    if content.startswith(_PARQUET):
        return False
    # Counted without parsing: separators in quotes count too, which only matters close to a limit.
    first = re.split(rb"[\r\n]", content.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    columns = 1 + max(first.count(mark) for mark in (b",", b";", b"\t"))
    rows = max(content.count(b"\n"), content.count(b"\r")) - 1
    _table_within(rows, columns, bounds)
    return True


def opened(content: bytes, bounds: Bounds, fields: Sequence[str | None] | None = None) -> diabetes.Table:
    """The table of a CSV or Parquet file; ``fields`` says what each column of a CSV file is, if not its heading. Raises
    TooLargeError when it exceeds a limit, and DiabetesError when it cannot be read."""
    is_csv = check(content, bounds)
    table = diabetes.read_csv(io.BytesIO(content), fields) if is_csv else _parquet(content, bounds)
    _table_within(table.num_rows, len(table.column_names), bounds)
    return table


def _parquet(content: bytes, bounds: Bounds) -> diabetes.Table:
    try:
        return diabetes.Table.from_arrow(_decoded(content, bounds))
    except (pa.ArrowException, OSError) as error:
        raise diabetes.DiabetesError("the Parquet file is damaged", "unreadable_table") from error


def _decoded(content: bytes, bounds: Bounds) -> Any:
    with pq.ParquetFile(io.BytesIO(content), thrift_string_size_limit=_LONGEST_TEXT) as file:
        described = file.metadata
        _table_within(described.num_rows, described.num_columns, bounds)
        schema = file.schema_arrow
        if any(pa.types.is_nested(field.type) for field in schema):
            raise diabetes.DiabetesError("a column holds lists or records", "unreadable_table")
        texts = [field.name for field in schema if _is_text(field.type)]
    # Repeated text is kept once until every batch is measured: a file of a few kilobytes can expand to gigabytes.
    with pq.ParquetFile(
        io.BytesIO(content), read_dictionary=texts, thrift_string_size_limit=_LONGEST_TEXT
    ) as file:
        rows = size = 0
        parts = []
        for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, use_threads=False):
            # The file's own metadata may be wrong.
            rows += batch.num_rows
            _within("file_rows", rows, bounds)
            size += sum(_weight(column) for column in batch.columns)
            _within("held_bytes", size, bounds)
            parts.append(batch.cast(pa.schema([_as_read(field) for field in batch.schema])))
        return pa.Table.from_batches(parts, pa.schema([_as_read(field) for field in file.schema_arrow]))


def _is_text(kind: Any) -> bool:
    return any(
        is_kind(kind) for is_kind in (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary)
    )


def _as_read(field: Any) -> Any:
    """The field without the dictionary encoding of its text."""
    return field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field


def _weight(column: Any) -> int:
    """The number of bytes of a column once every row has its own value."""
    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    if not _is_text(column.type.value_type):
        return 8 * len(column)
    lengths = pc.sum(pc.binary_length(column.dictionary).take(column.indices)).as_py()
    return 4 * len(column) + int(lengths or 0)


def _table_within(rows: int, columns: int, bounds: Bounds) -> None:
    _within("file_rows", rows, bounds)
    _within("file_columns", columns, bounds)
    _within("file_cells", rows * columns, bounds)


def _within(bound: str, value: int, bounds: Bounds) -> None:
    limit = getattr(bounds, bound)
    if value > limit:
        raise TooLargeError(bound, limit)
