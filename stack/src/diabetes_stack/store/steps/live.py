"""Which steps count: those that were not undone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, select

from ..tables import steps
from .states import UNDONE

__all__ = ["is_live"]


def is_live(columns: Any) -> ColumnElement[bool]:
    """Whether a step, of the table with these columns, counts: for a WHERE."""
    undo = steps.alias("undo")
    # A short list, which the database reads once.
    undone = select(undo.c.undoes).where(undo.c.undoes.is_not(None))
    return and_(columns.state != UNDONE, columns.id.not_in(undone))
