"""Large files of records: pieces, one after another, and a place at which reading can go on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Protocol

from .. import _pieces
from .._native import CsvReader, CsvRows, Table
from .files import Source, pyarrow


class Input(Protocol):
    """A file that is read piece by piece."""

    @property
    def source(self) -> Source:
        """Its columns and format."""

    @property
    def head(self) -> Table | CsvRows:
        """A piece without rows."""

    @property
    def place(self) -> list[int]:
        """Where the next piece begins."""

    @property
    def done(self) -> float:
        """The share of the file before that place."""

    def go_on(self, place: list[int]) -> None:
        """Go on at a place."""

    def pieces(self) -> Iterator[Table | CsvRows]:
        """The pieces from here on; DiabetesError at the end if the file changed meanwhile."""


class CsvInput:
    """A CSV file."""

    def __init__(self, path: str) -> None:
        self._unchanged = _pieces.Unchanged(path)
        self._reader = CsvReader(path, _pieces.BLOCK)
        self._size = os.path.getsize(path)
        self.head = self._reader.head()
        self.source = Source(path, self.head.table())

    @property
    def place(self) -> list[int]:
        """The position in the text and the line."""
        return list(self._reader.place)

    @property
    def done(self) -> float:
        """About which share was read; in UTF-16 and Windows-1252 the text has other bytes than the file."""
        return min(self._reader.place[0] / max(self._size, 1), 1.0)

    def go_on(self, place: list[int]) -> None:
        """Go on at a place."""
        self._reader.go_on(*place)

    def pieces(self) -> Iterator[CsvRows]:
        """The pieces from here on."""
        while piece := self._reader.next(_pieces.BLOCKS):
            yield piece
        self._unchanged.check()


class ParquetInput:
    """A Parquet file; a batch never spans two row groups."""

    def __init__(self, path: str) -> None:
        pa, pq = pyarrow()
        self._unchanged = _pieces.Unchanged(path)
        self._file = pq.ParquetFile(path, pre_buffer=False)
        self._rows = 0
        schema = self._file.schema_arrow
        self.head = Table.from_arrow(pa.RecordBatchReader.from_batches(schema, []))
        self.source = Source(path, self.head)

    @staticmethod
    def rows_of(path: str) -> int:
        """The number of rows of a file."""
        _, pq = pyarrow()
        with pq.ParquetFile(path) as file:
            return int(file.metadata.num_rows)

    @property
    def place(self) -> list[int]:
        """The number of rows before."""
        return [self._rows]

    @property
    def done(self) -> float:
        """The share of the rows."""
        return self._rows / max(int(self._file.metadata.num_rows), 1)

    def go_on(self, place: list[int]) -> None:
        """Go on at a place."""
        (self._rows,) = place

    def pieces(self) -> Iterator[Table]:
        """The pieces from here on."""
        pa, _ = pyarrow()
        begin = 0
        for group in range(self._file.num_row_groups):
            rows = self._file.metadata.row_group(group).num_rows
            if begin + rows > self._rows:
                passed = begin
                for batch in self._file.iter_batches(_pieces.ROWS, row_groups=[group], use_threads=False):
                    passed += batch.num_rows
                    if passed > self._rows:
                        self._rows = passed
                        yield Table.from_arrow(pa.RecordBatchReader.from_batches(batch.schema, [batch]))
            begin += rows
        self._unchanged.check()
