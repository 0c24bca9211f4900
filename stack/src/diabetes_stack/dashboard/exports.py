"""The files that can be downloaded: the answers to many people, and the template."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import diabetes
import pyarrow as pa
import pyarrow.parquet as pq

from ..example import EXAMPLE
from .answered import Answered
from .tables import as_cells

__all__ = ["as_csv", "as_parquet", "template"]


def as_csv(done: Answered, exact: bool = False) -> bytes:
    """The file with its answers; text that a spreadsheet would run as a formula is made safe."""
    return b"\xef\xbb\xbf" + as_cells(_whole(done, exact)).to_csv(
        separator=done.upload.csv or ",", defuse=True
    )


def as_parquet(done: Answered, exact: bool = False) -> bytes:
    """The file with its answers, with the types of its columns."""
    file = io.BytesIO()
    pq.write_table(pa.table(_whole(done, exact)), file)
    return file.getvalue()


def _whole(done: Answered, exact: bool) -> diabetes.Table:
    return done.beside(done.answers if exact else done.answers.rounded())


def template(names: Iterable[str]) -> bytes:
    """A file with every field and the example patient, in the format of Spanish spreadsheets."""
    names = list(names)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(names)
    writer.writerow([str(EXAMPLE.get(name, "")).replace(".", ",") for name in names])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
