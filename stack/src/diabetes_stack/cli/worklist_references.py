"""A file of the hospital's own references, with which the list names people; it is only read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import typer

from ..programme.columns import ColumnsError, reference_column
from ..settings import settings
from ..store.patients import reference_hash
from .console import errors_said
from .texts import word
from .worklist_file import read_rows

__all__ = ["REFERENCES", "references_in"]

REFERENCES = typer.Option(None, "--references", metavar="F", help=word("worklist.references"))


def references_in(file: Path | None) -> Mapping[str, str] | None:
    """The references in a file by their hash; None without a file."""
    if file is None:
        return None
    with errors_said(ColumnsError):
        table = read_rows(file)
        column = reference_column(table.column_names)
    given = [str(one).strip() for one in table.column(column).to_pylist() if one is not None]
    return {reference_hash(settings(), reference): reference for reference in given if reference}
