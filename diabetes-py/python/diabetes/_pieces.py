"""CSV and Parquet files of any size in pieces that come one after another."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ._native import CsvReader, CsvRows, Table

PARQUET = b"PAR1"
# Bytes of a block of a CSV file, which one thread reads, and blocks of a piece.
BLOCK = 1 << 20
BLOCKS = 8
ROWS = 1 << 16


def is_parquet(path: str | os.PathLike[str]) -> bool:
    """Whether the first bytes of a file say that it is Parquet."""
    with open(path, "rb") as file:
        return file.read(len(PARQUET)) == PARQUET


def tables(path: str | os.PathLike[str]) -> Iterator[Table | CsvRows]:
    """The rows of a file, whose first bytes say what it is; the first piece has columns but no rows."""
    yield from _parquet(path) if is_parquet(path) else _csv(path)


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
