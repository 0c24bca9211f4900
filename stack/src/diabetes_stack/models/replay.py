"""Another system's answers to records, requested over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import diabetes
import httpx

from ..refusals import Refusal

__all__ = ["ReplayError", "answers_of", "as_json_records"]

_AT_ONCE = 4
_PATIENCE = 30.0
#: Both are answers about a record; any other status is a failure of the system.
_ANSWERED = (200, 422)


class ReplayError(Refusal):
    """The other system, or the file with its answers, cannot be used: ``old_system_away``, ``old_system_failed``,
    ``old_system_answers``, ``bad_answers``."""


def as_json_records(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows in the old system's format: fields of the schema, numbers as numbers, missing values omitted."""
    fields = diabetes.schema("en")["properties"]
    return [
        {
            name: _number(value) if "minimum" in fields[name] else value
            for name, value in row.items()
            if name in fields and value is not None and value != "" and value == value
        }
        for row in rows
    ]


def answers_of(
    url: str, records: Sequence[Mapping[str, Any]], progress: Callable[[int, int], None]
) -> list[dict[str, Any]]:
    """POST each record to ``url``/predict; a refused one (422) has ``errors``."""
    address = url.rstrip("/")
    address = address if address.endswith("/predict") else f"{address}/predict"
    answers = []
    try:
        with httpx.Client(timeout=_PATIENCE) as client, ThreadPoolExecutor(_AT_ONCE) as pool:
            asked = pool.map(lambda record: client.post(address, json=record), records)
            for done, response in enumerate(asked, start=1):
                answers.append(_answer(response))
                progress(done, len(records))
    except httpx.HTTPError as error:
        raise ReplayError("old_system_away", address=address, cause=error) from error
    return answers


def _answer(response: httpx.Response) -> dict[str, Any]:
    if response.status_code not in _ANSWERED:
        raise ReplayError("old_system_failed", address=response.url, status=response.status_code)
    if response.status_code != 200:
        return {"errors": [response.status_code]}
    answer = response.json()
    if not isinstance(answer, dict):
        raise ReplayError("old_system_answers", address=response.url)
    return answer


def _number(value: Any) -> Any:
    """A cell as a number; anything else is left for the other system to validate."""
    if not isinstance(value, str):
        return value
    try:
        return float(value.replace(",", "."))
    except ValueError:
        return value
