"""CSV and Parquet files of any size in pieces that come one after another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ._errors import DiabetesError
from ._native import CsvReader, CsvRows, Table, read_csv

PARQUET = b"PAR1"
# Bytes of a block of a CSV file, which one thread reads, and blocks of a piece.
BLOCK = 1 << 20
BLOCKS = 8
ROWS = 1 << 16


def is_parquet(path: str | os.PathLike[str]) -> bool:
    """Whether the first bytes of a file say that it is Parquet."""
    with open(path, "rb") as file:
        return file.read(len(PARQUET)) == PARQUET


class Unchanged:
    """What shows that a file is the one that it was."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = path
        self._was = self._now()

    def check(self) -> None:
        """Raise DiabetesError ``unreadable_table`` if the file changed since."""
        if self._now() != self._was:
            raise DiabetesError("the table cannot be read: it changed while it was read", "unreadable_table")

    def _now(self) -> tuple[int, ...]:
        found = os.stat(self._path)
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def tables(path: str | os.PathLike[str]) -> Iterator[Table | CsvRows]:
    """The rows of a file, whose first bytes say what it is; the first piece has columns, no rows. A pipe is
    read whole, once."""
    if not os.path.isfile(path):
        yield from Table.from_arrow(whole(path)).parts()
        return
    of = Unchanged(path)
    yield from _parquet(path) if is_parquet(path) else _csv(path)
    of.check()


def whole(path: str | os.PathLike[str]) -> Any:
    """All rows of a file or a pipe as one table."""
    content = Path(path).read_bytes()
    if not content.startswith(PARQUET):
        return read_csv(content)
    import pyarrow as pa
    import pyarrow.parquet as pq

    return pq.read_table(pa.BufferReader(content))


def _csv(path: str | os.PathLike[str]) -> Iterator[CsvRows]:
    reader = CsvReader(os.fspath(path), BLOCK)
    yield reader.head()
    while piece := reader.next(BLOCKS):
        yield piece


def _parquet(path: str | os.PathLike[str]) -> Iterator[Table]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, pre_buffer=False) as file:
        # A file without rows has no batch, but columns that may be refused.
        yield Table.from_arrow(pa.RecordBatchReader.from_batches(file.schema_arrow, []))
        for batch in file.iter_batches(batch_size=ROWS, use_threads=False):
            yield Table.from_arrow(pa.RecordBatchReader.from_batches(batch.schema, [batch]))
