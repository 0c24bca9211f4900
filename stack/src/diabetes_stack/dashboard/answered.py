"""A file of many people with its answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import diabetes
import pyarrow as pa

from .. import columns
from .tables import Upload, one_part

__all__ = ["PREFIX", "Answered"]

#: Before the names of the answers' columns, where the file has such names too.
PREFIX = "modelo_"


@dataclass(frozen=True)
class Answered:
    """The results for a file."""

    upload: Upload
    answers: diabetes.Table
    seconds: float
    info: dict[str, Any]

    @cached_property
    def arrow(self) -> Any:
        """The answers as an Arrow table."""
        return pa.table(self.answers)

    @cached_property
    def order(self) -> Any:
        """The priority and rank of each row: measured values come before any estimate."""
        return pa.table(diabetes.priority(self.answers))

    @cached_property
    def groups(self) -> dict[str, int]:
        """The number of rows of each priority."""
        counted = self.order["priority"].value_counts().to_pylist()
        return {entry["values"]: entry["counts"] for entry in counted}

    @cached_property
    def identities(self) -> list[str]:
        """The file's columns that are not fields, such as a name or a number of a history."""
        return [name for name in columns.unknown(self.upload.table.column_names) if name != "Resultado"]

    def beside(self, answers: diabetes.Table) -> diabetes.Table:
        """The file's columns and those of the answers, renamed where they clash."""
        own, added = one_part(self.upload.table), answers.beside(one_part(self.order))
        clash = set(own.column_names) & set(added.column_names)
        return own.beside(added, PREFIX if clash else "")
