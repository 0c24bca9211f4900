"""What was done with the cards that a clinical system showed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from . import tables
from .insert import insert_missing

__all__ = ["Feedback", "add"]


class Feedback(NamedTuple):
    """What somebody did with a card, which has the id of its prediction."""

    card: str
    outcome: str
    reason: str | None
    comment: str | None
    acted_at: datetime


def add(connection: Connection, given: Sequence[Feedback], by: str) -> list[str]:
    """Store what is not stored yet; returns the cards that are not known, or no longer."""
    known = tables.predictions.c.id
    found = set(connection.scalars(select(known).where(known.in_({one.card for one in given}))))
    insert_missing(
        connection,
        tables.feedback,
        [
            {
                "prediction_id": one.card, "outcome": one.outcome, "reason": one.reason, "comment": one.comment,
                "acted_at": one.acted_at, "at": tables.utc_now(), "by": by,
            }
            for one in given
            if one.card in found
        ],
    )  # fmt: skip
    return sorted({one.card for one in given} - found)
