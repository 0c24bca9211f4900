"""Answers get their number, time and model, and are sent when they are stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from ..store.ids import uuid7
from ..store.predictions import ROW_BYTES, Row, RowTooLargeError, weigh
from ..store.writer import StoreBusyError, StoreUnavailableError
from .context import Context
from .errors import ApiError, too_busy
from .serving import Served

__all__ = ["Kept", "Made", "is_refusal", "kept", "risk_level", "seal", "store"]

_REFUSAL = b'{"errors":'
_RISK = b'"risk_level":'
_TRUTH = {True: "true", False: "false", None: "null"}


class Made(NamedTuple):
    """An answer of the library, with the record that it answers, as JSON."""

    outputs: bytes
    inputs: bytes


class Kept(NamedTuple):
    """Rows that are stored together, and their bytes; none where answers are not stored."""

    rows: Sequence[Row]
    bytes: int

    @property
    def ids(self) -> list[str]:
        """Their numbers."""
        return [row.id for row in self.rows]


def is_refusal(answer: bytes) -> bool:
    """Whether the library found errors in the record."""
    return answer.startswith(_REFUSAL)


def risk_level(answer: bytes) -> str | None:
    """The risk level that the answer gives; its own stands before those of measured values."""
    start = answer.find(_RISK) + len(_RISK)
    return (
        answer[start + 1 : answer.index(b'"', start + 1)].decode()
        if answer[start : start + 1] == b'"'
        else None
    )


def seal(answer: bytes, served: Served, prediction_id: str | None, at: datetime, latency_ms: float) -> bytes:
    """The answer with what the API adds, without reading it."""
    number = "null" if prediction_id is None else f'"{prediction_id}"'
    added = (
        f',"synthetic":{_TRUTH[served.synthetic]},"prediction_id":{number},'
        f'"timestamp":"{at.isoformat()}","model_version":"{served.version}","processing_time_ms":{latency_ms:.3f}}}'
    )
    return answer[:-1] + added.encode()


def kept(
    context: Context,
    served: Served,
    made: Iterable[Made],
    at: datetime,
    latency_ms: float,
    patient: str | None,
) -> Kept:
    """What is stored of answers. ApiError for one that is too large."""
    if context.writer is None:
        return Kept((), 0)
    rows = [
        Row(
            uuid7(), at, served.version, one.inputs.decode(), one.outputs.decode(), risk_level(one.outputs),
            latency_ms, patient,
        )
        for one in made
    ]  # fmt: skip
    try:
        return Kept(rows, weigh(rows))
    except RowTooLargeError as error:
        raise ApiError(413, "too_large", max=ROW_BYTES) from error


async def store(context: Context, kept: Kept) -> None:
    """Keep them: done when each is on the disk."""
    if context.writer is None:
        return
    try:
        await context.writer.store(*kept)
    except StoreUnavailableError as error:
        raise ApiError(503, "not_stored") from error
    except StoreBusyError as error:
        raise too_busy(context.settings.retry_seconds) from error
