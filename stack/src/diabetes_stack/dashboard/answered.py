"""A file of many people with its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import diabetes
import pyarrow as pa
import pyarrow.compute as pc

from .rescued import rescued
from .tables import one_part
from .upload import Upload

__all__ = ["CALLED", "MEASURED", "PREFIX", "Answered"]

#: Before the names of the answers' columns, where the file has such names too.
PREFIX = "modelo_"
#: Urgent people and people with an abnormal measured value are in no level of risk.
MEASURED = ("urgent", "measured_diabetes", "measured_prediabetes")
#: Those whom somebody must call: the above, and whoever is advised a test.
CALLED = "call"


@dataclass(frozen=True)
class Answered:
    """The results for a file."""

    upload: Upload
    answers: diabetes.Table
    seconds: float
    info: dict[str, Any]
    name: str = ""
    at: datetime | None = None
    #: What was asked of whom; the same is not asked twice.
    asked: object = None
    #: When the service stored the answers to the same before, so that it was not asked again.
    stored_at: datetime | None = None

    @cached_property
    def arrow(self) -> Any:
        """The answers as an Arrow table, with what rows with errors measured."""
        return rescued(self.upload, pa.table(self.answers))

    @cached_property
    def order(self) -> Any:
        """The priority and rank of each row: measured values come before any estimate."""
        bad = pc.is_valid(self.arrow["errors"])
        # Of people with errors the risk is unknown: they come before others of their priority.
        risk = pc.if_else(bad, 1.0, self.arrow["prob_Diabetes"])
        place = self.arrow.schema.get_field_index("prob_Diabetes")
        return pa.table(diabetes.priority(self.arrow.set_column(place, "prob_Diabetes", risk)))

    @cached_property
    def groups(self) -> dict[str, int]:
        """The number of rows of each priority, and of those to call."""
        counted = self.order["priority"].value_counts().to_pylist()
        called = pc.sum(self.called).as_py() or 0
        return {entry["values"]: entry["counts"] for entry in counted} | {CALLED: called}

    @cached_property
    def called(self) -> Any:
        """Whether somebody must call the person of each row."""
        advised = self.arrow["test_advised"].fill_null(False)
        return pc.or_(pc.is_in(self.order["priority"], pa.array(list(MEASURED))), advised)

    @cached_property
    def left_out(self) -> int:
        """The rows with errors that are not among those to call."""
        bad = pc.is_valid(self.arrow["errors"])
        return int(pc.sum(pc.and_(bad, pc.invert(self.called))).as_py() or 0)

    def beside(self, answers: diabetes.Table) -> diabetes.Table:
        """The file's columns and those of the answers, renamed where they clash."""
        own, added = one_part(self.upload.table), answers.beside(one_part(self.order))
        clash = set(own.column_names) & set(added.column_names)
        return own.beside(added, PREFIX if clash else "")
