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
from .fields import Field
from .fields import fields as described
from .headings import OUTCOME, different
from .said import Said, rows_said
from .tables import as_cells
from .texts import Texts

__all__ = ["as_csv", "as_list", "as_parquet", "heading_of", "others_of", "template"]

_ROWS_AT_ONCE = 5_000


def others_of(done: Answered) -> list[str]:
    """The file's columns that do not say who a person is."""
    return [name for name in done.upload.table.column_names if name in done.upload.fields or name == OUTCOME]


def heading_of(name: str, done: Answered, known: dict[str, Field]) -> str:
    """The heading of a file's column: its field in words if the file has the field's own name."""
    return known[name].label if name in known and name in done.upload.fields else name


def as_list(done: Answered, places: pa.Array, text: Texts) -> bytes:
    """The rows at these places, in this order and in words; text that a spreadsheet would run is made safe."""
    known, others = described(text), others_of(done)
    names = ("priority", "rows.step", "rows.notes", "rows.risk", "rows.glucose", "rows.category", "rows.certainty",
             "rows.missing")  # fmt: skip
    headings = [
        text("column.row"), *done.upload.identities, *map(text, names),
        *(heading_of(name, done, known) for name in others),
    ]  # fmt: skip
    cells: list[list[str]] = []
    for start in range(0, len(places), _ROWS_AT_ONCE):
        said = rows_said(done, places.slice(start, _ROWS_AT_ONCE), text)
        cells += [_line(one, others, done, known) for one in said]
    columns = [pa.array(column, pa.string()) for column in zip(*cells, strict=True)] or [
        pa.array([], pa.string()) for _ in headings
    ]
    table = diabetes.Table.from_arrow(pa.Table.from_arrays(columns, different(headings)))
    return b"\xef\xbb\xbf" + table.to_csv(separator=done.upload.csv or ";", defuse=True)


def _line(said: Said, others: list[str], done: Answered, known: dict[str, Field]) -> list[str]:
    def own(name: str) -> str:
        value, field = said.own[name], known.get(done.upload.fields.get(name, name))
        if field is not None and value in field.choices:
            return field.choice(value)
        return "" if value is None else str(value)

    return [
        str(said.row), *said.identity, said.priority, ". ".join([*said.urgent, *filter(None, [said.step])]),
        "; ".join(said.notes), said.risk, said.glucose, said.category, said.certainty, said.missing,
        *map(own, others),
    ]  # fmt: skip


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
    answers = diabetes.Table.from_arrow(done.arrow)
    return done.beside(answers if exact else answers.rounded())


def template(names: Iterable[str]) -> bytes:
    """A file with every field and the example patient, in the format of Spanish spreadsheets."""
    names = list(names)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(names)
    writer.writerow([str(EXAMPLE.get(name, "")).replace(".", ",") for name in names])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
