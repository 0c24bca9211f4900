"""Another system's answers to records, requested over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import diabetes
import httpx

from ..refusals import Refusal

__all__ = ["OwnAnswersError", "ReplayError", "answers_of", "as_json_records"]

_AT_ONCE = 4
_PATIENCE = 30.0
#: From this status on the system fails, not the record.
_FAILS = 500
#: Refusals of the caller, not of one record: no other record would fare better.
_HOPELESS = (401, 403, 404, 405)
#: What only our own answers have together.
_OURS = frozenset({"model_version", "prediction_id", "next_step"})


class ReplayError(Refusal):
    """The other system, or the file with its answers, cannot be used: ``old_system_away``, ``old_system_failed``,
    ``old_system_answers``, ``bad_answers``, ``inputs_differ``."""


class OwnAnswersError(ReplayError):
    """The other system is this one: ``old_system_ourselves``."""


def as_json_records(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows in the old system's format: the fields that the headings name, numbers as numbers, missing values
    omitted."""
    fields = diabetes.schema("en")["properties"]
    return [
        {
            name: _number(value) if "minimum" in fields[name] else value
            for name, value in ((diabetes.field_of(heading), value) for heading, value in row.items())
            if name is not None and name in fields and value is not None and value != "" and value == value
        }
        for row in rows
    ]


def answers_of(
    url: str, records: Sequence[Mapping[str, Any]], progress: Callable[[int, int], None]
) -> list[dict[str, Any]]:
    """POST each record to ``url``/predict; one that is refused, or at which the system fails, has ``errors``. Raises
    ReplayError, also if it fails at every record."""
    address = url.rstrip("/")
    address = address if address.endswith("/predict") else f"{address}/predict"
    answers, statuses = [], []
    try:
        with httpx.Client(timeout=_PATIENCE) as client, ThreadPoolExecutor(_AT_ONCE) as pool:
            asked = pool.map(lambda record: client.post(address, json=record), records)
            for done, response in enumerate(asked, start=1):
                statuses.append(response.status_code)
                answers.append(_answer(response, done))
                progress(done, len(records))
    except httpx.HTTPError as error:
        raise ReplayError("old_system_away", address=address, cause=error) from error
    if statuses and min(statuses) >= _FAILS:
        raise ReplayError("old_system_failed.all", address=address, status=statuses[0])
    return answers


def _answer(response: httpx.Response, row: int) -> dict[str, Any]:
    status, address = response.status_code, response.url
    if status in _HOPELESS or not (status == 200 or status >= 400):
        raise ReplayError("old_system_failed", address=address, status=status, row=row)
    if status != 200:
        return {"errors": [status]}
    try:
        answer = response.json()
    except ValueError as error:
        raise ReplayError("old_system_answers.text", address=address, row=row) from error
    if not isinstance(answer, dict):
        raise ReplayError("old_system_answers", address=address, row=row)
    if answer.keys() >= _OURS:
        raise OwnAnswersError("old_system_ourselves", address=address)
    return answer


def _number(value: Any) -> Any:
    """A cell as a number; anything else is left for the other system to validate."""
    if not isinstance(value, str):
        return value
    try:
        return float(value.replace(",", "."))
    except ValueError:
        return value
