"""Tables and models read from and written to files and standard streams; files are written atomically."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from typing import IO, Any

from .._errors import DiabetesError
from .._large import is_large as is_large_file
from .._native import CsvRows, Model, Table, read_csv
from .._pieces import tables
from .._whole import replacing
from .console import STREAM, BadInput, Console, Failure

PARQUET = b"PAR1"
CELLS = "csv.cells"
# Rows processed and written at a time.
PART = 1 << 16


def read_table(path: str) -> Source:
    """The records of a CSV or Parquet file, detected from its first bytes."""
    content = _bytes(path)
    if content.startswith(PARQUET):
        return Source(path, _from_parquet(path, content))
    try:
        return Source(path, read_csv(content))
    except DiabetesError as error:
        raise BadInput(error.code, "file", file=path, text=error) from error


def read_model(name: str) -> Model:
    """The model from a file or standard input, or the bundled model of this name."""
    if name == "nhanes":
        return Model.bundled(name)
    content = _bytes(name)
    try:
        if name == STREAM:
            return Model.from_json(content.decode("utf-8", "replace"))
        return Model.load(name)
    except DiabetesError as error:
        raise BadInput(error.code, "file", file=name, text=error) from error


def read_source(path: str, console: Console) -> Source:
    """The records from a file or standard input, with progress."""
    return console.work(console.word("work.reading", file=console.name(path)), lambda: read_table(path))


def parts(path: str, console: Console) -> Iterator[Table | CsvRows]:
    """The records of a file of any size, part by part; standard input is read whole."""
    if path == STREAM:
        yield from read_source(path, console).table.parts()
        return
    with reading(path):
        yield from tables(path)


@contextlib.contextmanager
def reading(path: str) -> Iterator[None]:
    """Errors of reading a file name it."""
    try:
        with naming(path):
            yield
    except ModuleNotFoundError as error:
        raise Failure("missing_package", "pyarrow") from error
    except OSError as error:
        raise BadInput("io", "file", file=path, text=error) from error
    except DiabetesError:
        raise
    except ValueError as error:
        raise BadInput("unreadable_table", "parquet", file=path, text=error) from error


@contextlib.contextmanager
def naming(path: str) -> Iterator[None]:
    """An unreadable table is refused by the name of its file."""
    try:
        yield
    except DiabetesError as error:
        if error.code != "unreadable_table":
            raise
        raise BadInput(error.code, "file", file=path, text=error) from error


def is_large(path: str) -> bool:
    """Whether a file is too large to be held in memory; standard input is not."""
    if path == STREAM:
        return False
    try:
        return is_large_file(path)
    except ModuleNotFoundError as error:
        raise Failure("missing_package", "pyarrow") from error
    except OSError as error:
        raise BadInput("io", "file", file=path, text=error) from error
    except ValueError as error:
        raise BadInput("unreadable_table", "parquet", file=path, text=error) from error


def read_both(model: str, path: str, console: Console) -> tuple[Model, Source]:
    """A model and a table of records; only one of them may come from standard input."""
    if model == path == STREAM:
        raise BadInput("usage", "one_stream")
    return read_model(model), read_source(path, console)


def write_model(model: Model, path: str) -> None:
    """Write a model file."""
    if path == STREAM:
        with output(path) as file:
            file.write(model.to_json().encode())
    else:
        model.save(path)


def evaluation_json(figures: Mapping[str, Any]) -> bytes:
    """An evaluation as JSON for people and programs; its thousands of cells do not have a line each."""
    text = json.dumps({**figures, "sums": None}, ensure_ascii=False, indent=2)
    sums = json.dumps(figures["sums"], ensure_ascii=False, separators=(",", ":"))
    return text.replace('\n  "sums": null', f'\n  "sums": {sums}', 1).encode() + b"\n"


@contextlib.contextmanager
def output(path: str) -> Iterator[IO[bytes]]:
    """A byte stream to a file that appears only once complete; ``-`` is standard output."""
    if path == STREAM:
        # Python's own stream may be unbuffered, in which case write() may write only part.
        with open(sys.stdout.fileno(), "wb", closefd=False) as file:
            yield file
        return
    with replacing(path) as file:
        yield file


class Source:
    """A table that was read, and the format of its file."""

    def __init__(self, path: str, table: Table) -> None:
        self.path = path
        self.table = table
        self.is_csv = table.dialect is not None
        self.separator, encoding = table.dialect or (",", "UTF-8")
        # Without a byte-order mark, spreadsheets read UTF-8 in the system's encoding.
        self.needs_mark = encoding != "UTF-8"

    @property
    def columns(self) -> list[str]:
        """The names of the file's own columns."""
        return [name for name in self.table.column_names if name != CELLS]

    def refuse_clash(self, answers: Table, prefix: str) -> None:
        """Refuse a file that has a column by the name of one that is added."""
        twice = [prefix + name for name in answers.column_names if prefix + name in self.columns]
        if twice:
            raise BadInput("column_clash", "column_clash", file=self.path, columns=", ".join(twice))


class Writer:
    """Writes tables one after another, as CSV or Parquet."""

    def __init__(
        self,
        file: IO[bytes],
        kind: str,
        separator: str,
        mark: bool,
        defuse: bool,
        is_first: bool = True,
        in_parts: bool = False,
    ) -> None:
        """Without ``is_first`` rows came before; ``in_parts`` Parquet is written for :func:`join_parquet`."""
        self._file = file
        self._kind = kind
        self._separator = separator
        self._mark = mark
        self._defuse = defuse
        self._in_parts = in_parts
        self._parquet: Any = None
        self._is_first = is_first
        self.formulas = 0

    def write(self, part: Table) -> None:
        """Write the next rows."""
        if self._kind == "parquet":
            self._write_parquet(part)
        else:
            text = part.to_csv(self._separator, header=self._is_first, defuse=self._defuse)
            self.formulas += 0 if self._defuse else part.formulas()
            self._file.write(b"\xef\xbb\xbf" + text if self._is_first and self._mark else text)
        self._is_first = False

    def close(self) -> None:
        """Write the end of the file, if the format has one."""
        if self._parquet is not None:
            self._parquet.close()

    def _write_parquet(self, part: Table) -> None:
        pa, pq = pyarrow()
        table = pa.table(part)
        if CELLS in table.column_names:
            table = table.drop_columns([CELLS])
        if self._in_parts:
            with pa.ipc.new_stream(self._file, table.schema) as stream:
                stream.write_table(table)
            return
        if self._parquet is None:
            self._parquet = pq.ParquetWriter(self._file, table.schema)
        self._parquet.write_table(table)


def join_parquet(parts: IO[bytes], path: str) -> None:
    """Write the parts of a file as Parquet, a row group each."""
    pa, pq = pyarrow()
    size = parts.seek(0, os.SEEK_END)
    parts.seek(0)
    with output(path) as file:
        writer = None
        while parts.tell() < size:
            with pa.ipc.open_stream(parts) as part:
                table = part.read_all()
            if writer is None:
                writer = pq.ParquetWriter(file, table.schema)
            writer.write_table(table)
        if writer is not None:
            writer.close()


def kind_of(path: str, chosen: str | None) -> str:
    """The output format: as chosen, else by file name, else CSV."""
    by_name = "parquet" if path.lower().endswith((".parquet", ".pq")) else "csv"
    return chosen or by_name


def pyarrow() -> Any:
    """The modules that read and write Parquet."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        raise Failure("missing_package", "pyarrow") from error
    return pa, pq


def as_text(part: Table) -> Table:
    """Convert the columns that CSV cannot represent to text."""
    pa, _ = pyarrow()
    table = pa.table(part)
    kinds = pa.types
    for place, field in enumerate(table.schema):
        if kinds.is_nested(field.type) or kinds.is_duration(field.type) or "binary" in str(field.type):
            try:
                column = table.column(place).cast(pa.string())
            except pa.ArrowException as error:
                told = {"column": field.name, "kind": field.type}
                raise BadInput("unreadable_table", "no_csv", **told) from error
            table = table.set_column(place, pa.field(field.name, pa.string()), column)
    return Table.from_arrow(table)


def _from_parquet(path: str, content: bytes) -> Table:
    pa, pq = pyarrow()
    try:
        # Single-threaded: a thread pool may outlive the interpreter and abort it. Names may be duplicated.
        table = pq.ParquetFile(pa.BufferReader(content), pre_buffer=False).read(use_threads=False)
        batches = table.to_batches(max_chunksize=PART)
        return Table.from_arrow(pa.RecordBatchReader.from_batches(table.schema, batches))
    except (pa.ArrowException, OSError, DiabetesError) as error:
        raise BadInput("unreadable_table", "parquet", file=path, text=error) from error


def _bytes(path: str) -> bytes:
    try:
        if path == STREAM:
            return sys.stdin.buffer.read()
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise BadInput("io", "file", file=path, text=error) from error
