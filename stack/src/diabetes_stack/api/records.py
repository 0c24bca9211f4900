"""Records as they are stored: the fields that the library knows, and no others.

A caller may send more, a name or a number of identity; the library ignores it, and it is not kept.
"""

from __future__ import annotations

import json
import re
from typing import Any

import diabetes

from .errors import ApiError

__all__ = ["answers_of", "dumped", "kept", "kept_of_cells", "parsed"]


def _types(field: dict[str, Any]) -> list[str]:
    return [field["type"]] if isinstance(field["type"], str) else field["type"]


_PROPERTIES = diabetes.schema()["properties"]
_NUMBERS = {name for name, field in _PROPERTIES.items() if {"number", "integer"} & {*_types(field)}}
_UNKNOWN = b'"code":"unknown_field"'
#: Between two answers of a list; quotation marks inside of texts have a backslash before them.
_BETWEEN = re.compile(rb',(?=\{"(?:glucose_mg_dl|errors)":)')


def parsed(body: bytes) -> Any:
    """A body as objects. 422 where it is no JSON, or an unknown field is nested without measure."""
    try:
        return json.loads(body)
    except RecursionError as error:
        raise ApiError(422, "too_deep") from error
    except ValueError as error:
        raise ApiError(422, "invalid_json") from error


def kept(body: bytes, answer: bytes) -> str:
    """A record that was answered, as it came; without the unknown fields that the answer warns of."""
    if _UNKNOWN not in answer:
        return body.decode().strip()
    return dumped({name: value for name, value in parsed(body).items() if name in _PROPERTIES}).decode()


def kept_of_cells(row: dict[str, str | None]) -> dict[str, str]:
    """A row of a CSV file that was answered. Its numbers can be read in one way only: a comma is a decimal one."""
    return {
        name: cell.replace(",", ".") if name in _NUMBERS else cell
        for name, cell in row.items()
        if cell is not None and name in _PROPERTIES
    }


def answers_of(answers: bytes) -> list[bytes]:
    """The answers in the library's list, byte for byte."""
    return _BETWEEN.split(answers[1:-1]) if len(answers) > len(b"[]") else []


def dumped(value: Any) -> bytes:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
