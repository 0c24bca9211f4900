"""Adds the id, time and model to answers, which are sent only once they are stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import diabetes

from ..store.ids import uuid7
from ..store.predictions import ROW_BYTES, Row, RowTooLargeError, weigh
from ..store.writer import StoreBusyError, StoreUnavailableError
from .context import Context
from .errors import ApiError, too_busy
from .patients import Patient
from .serving import Served

__all__ = ["Kept", "kept", "seal", "store"]


class Kept(NamedTuple):
    """Rows to store together, and their size; empty when answers are not stored."""

    rows: Sequence[Row]
    bytes: int

    @property
    def ids(self) -> list[str]:
        """The ids of the predictions."""
        return [row.id for row in self.rows]


def seal(
    answer: diabetes.Answer,
    served: Served,
    prediction_id: str | None,
    at: datetime,
    latency_ms: float,
    **first: bytes,
) -> bytes:
    """The answer with the API's own fields, as JSON fragments by name, followed by the common ones."""
    return answer.with_members(
        {
            **first,
            "synthetic": served.synthetic,
            "prediction_id": prediction_id,
            "timestamp": at.isoformat(),
            "model_version": served.version,
            "processing_time_ms": b"%.3f" % latency_ms,
        }
    )


def kept(
    context: Context,
    served: Served,
    answers: Iterable[diabetes.Answer],
    at: datetime,
    latency_ms: float,
    patient: Patient,
) -> Kept:
    """The rows to store for answers other than refusals. ApiError for one that is too large."""
    if context.writer is None:
        return Kept((), 0)
    rows = [
        Row(
            uuid7(), at, served.version, record.decode(), answer.json.decode(), answer.risk_level, latency_ms,
            *patient,
        )
        for answer in answers
        if (record := answer.record) is not None
    ]  # fmt: skip
    try:
        return Kept(rows, weigh(rows))
    except RowTooLargeError as error:
        raise ApiError(413, "too_large", max=ROW_BYTES) from error


async def store(context: Context, kept: Kept) -> None:
    """Store the rows; returns once each is on disk."""
    if context.writer is None:
        return
    try:
        await context.writer.store(*kept)
    except StoreUnavailableError as error:
        raise ApiError(503, "not_stored") from error
    except StoreBusyError as error:
        raise too_busy(context.settings.retry_seconds) from error
