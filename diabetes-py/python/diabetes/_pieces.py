"""CSV and Parquet files of any size as tables that come one after another."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from typing import IO

from ._errors import DiabetesError
from ._native import Table, read_csv

PARQUET = b"PAR1"
# A smaller CSV file is read whole.
PIECE = 1 << 24
# The longest piece: a quoted cell can span lines, but not this many bytes.
LONGEST = 1 << 28
ROWS = 1 << 16
MOST_HEADER_LINES = 100


def tables(path: str | os.PathLike[str]) -> Iterator[Table]:
    """The rows of a file, whose first bytes say what it is. In UTF-16 a CSV file is read whole."""
    with open(path, "rb") as file:
        start = file.read(PIECE)
        if start.startswith(PARQUET):
            yield from _parquet(path)
        elif len(start) < PIECE or start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield read_csv(start + file.read())
        else:
            is_utf8 = _is_utf8(file)
            file.seek(0)
            yield from _csv(file, is_utf8)


def _parquet(path: str | os.PathLike[str]) -> Iterator[Table]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, pre_buffer=False) as file:
        # A file without rows has no batch, but columns that may be refused.
        yield Table.from_arrow(pa.RecordBatchReader.from_batches(file.schema_arrow, []))
        for batch in file.iter_batches(batch_size=ROWS, use_threads=False):
            yield Table.from_arrow(pa.RecordBatchReader.from_batches(batch.schema, [batch]))


def _is_utf8(file: IO[bytes]) -> bool:
    """Whether the whole file is in UTF-8, so that every piece is read in the same encoding."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while part := file.read(PIECE):
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _csv(file: IO[bytes], is_utf8: bool) -> Iterator[Table]:
    header = _header(file)
    lines = 0
    while body := file.read(PIECE):
        while True:
            body += file.readline()
            try:
                table = read_csv(_text(header + body, is_utf8))
            except DiabetesError as error:
                # The piece may end within a quoted cell.
                more = file.read(len(body)) if len(body) < LONGEST else b""
                if not more:
                    raise _moved(error, lines) from error
                body += more
            else:
                break
        lines += body.count(b"\n")
        yield table


def _header(file: IO[bytes]) -> bytes:
    """The lines up to the headings. One can span lines in quotes, and a line can declare the separator."""
    header = b""
    for _ in range(MOST_HEADER_LINES):
        header += file.readline(PIECE)
        try:
            read_csv(header)
        except DiabetesError as error:
            fault = error
        else:
            return header
    raise fault


def _text(piece: bytes, is_utf8: bool) -> bytes:
    return piece if is_utf8 else piece.decode("windows-1252", "replace").encode()


def _moved(error: DiabetesError, lines: int) -> DiabetesError:
    """The error of a piece that comes after so many lines."""
    text = re.sub(r"(?<=line )\d+", lambda number: str(int(number[0]) + lines), str(error))
    return DiabetesError(text, error.code)
