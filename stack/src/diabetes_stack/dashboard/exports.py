"""The files that can be downloaded: the answers to many people, and the template."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import diabetes
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..example import EXAMPLE
from .answered import Answered
from .tables import as_cells, one_part

__all__ = ["as_csv", "as_parquet", "template"]

#: The decimals that a figure of an answer can bear: whole mg/dL; a probability to a hundredth of a per cent.
_DECIMALS = {
    **dict.fromkeys(("glucose_mg_dl", "interval_low", "interval_high"), 0),
    **dict.fromkeys(("prob_Normal", "prob_Prediabetes", "prob_Diabetes", "risk_low", "risk_high"), 4),
}


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
    return done.beside(done.answers if exact else _rounded(done.arrow))


def _rounded(answers: pa.Table) -> diabetes.Table:
    for name, decimals in _DECIMALS.items():
        place = answers.column_names.index(name)
        answers = answers.set_column(place, name, pc.round(answers[name], decimals))
    return one_part(answers)


def template(names: Iterable[str]) -> bytes:
    """A file with every field and the example patient, in the format of Spanish spreadsheets."""
    names = list(names)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(names)
    writer.writerow([str(EXAMPLE.get(name, "")).replace(".", ",") for name in names])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
