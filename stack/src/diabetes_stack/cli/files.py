"""Tables in CSV or Parquet files, distinguished by their first bytes."""

from __future__ import annotations

from pathlib import Path

import diabetes
import pyarrow as pa
import pyarrow.parquet as pq

from .console import Failure

__all__ = ["PARQUET", "read_table", "read_tables"]

#: How a Parquet file begins.
PARQUET = b"PAR1"


def read_table(path: Path) -> pa.Table:
    """Read a CSV or Parquet file; CSV cells stay text, for the library to parse."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from error
    try:
        if content.startswith(PARQUET):
            return pq.ParquetFile(pa.BufferReader(content), pre_buffer=False).read(use_threads=False)
        with path.open("rb") as stream:
            return pa.table(diabetes.read_csv(stream))
    except (pa.ArrowException, diabetes.DiabetesError) as error:
        raise Failure(f"{path}: {error}") from error


def read_tables(paths: list[Path]) -> pa.Table:
    """Read files with the same columns and concatenate them."""
    first, *others = [read_table(path) for path in paths]
    for path, table in zip(paths[1:], others, strict=True):
        if not table.schema.equals(first.schema, check_metadata=True):
            raise Failure(
                f"{path} has other columns or another number format than {paths[0]}: give files of the same kind"
            )
    return pa.concat_tables([first, *others])
