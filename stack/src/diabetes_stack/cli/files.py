"""Files of commands: tables in CSV or Parquet, told apart by their first bytes, and files that a command writes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import diabetes
import pyarrow as pa
import pyarrow.parquet as pq

from .console import Failure
from .texts import word

__all__ = ["PARQUET", "content", "read_table", "read_tables", "written"]

#: How a Parquet file begins.
PARQUET = b"PAR1"
#: What is wrong with a file, by the kind of error.
_PROBLEMS = {
    FileNotFoundError: "file.missing",
    PermissionError: "file.forbidden",
    IsADirectoryError: "file.folder",
}


def content(path: Path) -> bytes:
    """The bytes of a file. Raises Failure."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _failure(path, error) from error


def read_table(path: Path) -> pa.Table:
    """Read a CSV or Parquet file; CSV cells stay text, for the library to parse. Raises Failure."""
    found = content(path)
    try:
        if found.startswith(PARQUET):
            return pq.ParquetFile(pa.BufferReader(found), pre_buffer=False).read(use_threads=False)
        with path.open("rb") as stream:
            return pa.table(diabetes.read_csv(stream))
    except (pa.ArrowException, diabetes.DiabetesError) as error:
        raise Failure(word("file.bad", file=path, cause=error)) from error


def read_tables(paths: list[Path]) -> pa.Table:
    """Read files with the same columns and concatenate them. Raises Failure."""
    first, *others = [read_table(path) for path in paths]
    for path, table in zip(paths[1:], others, strict=True):
        if not table.schema.equals(first.schema, check_metadata=True):
            raise Failure(word("file.differs", file=path, first=paths[0]))
    return pa.concat_tables([first, *others])


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """A file to write, which takes the place of ``path`` when it is complete. Raises Failure."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield part
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise _failure(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _failure(path: Path, error: OSError) -> Failure:
    key = _PROBLEMS.get(type(error))
    return Failure(word("file.bad", file=path, cause=word(key) if key else error.strerror or error))
