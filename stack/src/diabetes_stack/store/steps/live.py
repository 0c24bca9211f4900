"""Which steps count: those that were not undone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists

from ..tables import steps
from .states import UNDONE

__all__ = ["is_live"]


def is_live(columns: Any) -> ColumnElement[bool]:
    """Whether a step, of the table with these columns, counts: for a WHERE."""
    undo = steps.alias("undo")
    return and_(columns.state != UNDONE, ~exists().where(undo.c.undoes == columns.id))
