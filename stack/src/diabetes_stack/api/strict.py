"""Strict JSON: no duplicate keys, no NaN, numbers as they were written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NoReturn

from .errors import ApiError

__all__ = ["Number", "loaded"]

_LONGEST_NAME = 64


class Number(str):
    """A JSON number, as it was written."""

    __slots__ = ()


def loaded(body: bytes) -> Any:
    """A body as objects. 422 if it is not JSON in UTF-8, or has a duplicate key."""
    try:
        return json.loads(
            body.decode("utf-8"),
            parse_int=Number,
            parse_float=Number,
            parse_constant=_refused,
            object_pairs_hook=_once,
        )
    except RecursionError as error:
        raise ApiError(422, "too_deep") from error
    except ValueError as error:
        raise ApiError(422, "invalid_json") from error


def _refused(_: str) -> NoReturn:
    """NaN and Infinity are not JSON."""
    raise ValueError


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ApiError(422, "duplicate_field", name[:_LONGEST_NAME])
        found[name] = value
    return found
