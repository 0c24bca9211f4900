"""JSON of a body: strict, without duplicate keys and NaN and with numbers as they were written, or plain."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, NoReturn
from uuid import UUID

from .errors import ApiError

__all__ = ["Number", "loaded", "plain", "uuid_in"]

_LONGEST_NAME = 64


class Number(str):
    """A JSON number, as it was written."""

    __slots__ = ()


def loaded(body: bytes) -> Any:
    """A body as objects. 422 if it is not JSON in UTF-8, or has a duplicate key."""
    return _parsed(
        lambda: json.loads(
            body.decode("utf-8"),
            parse_int=Number,
            parse_float=Number,
            parse_constant=_refused,
            object_pairs_hook=_once,
        )
    )


def plain(body: bytes) -> Any:
    """A body as Python's own objects. 422 if it is not JSON."""
    return _parsed(lambda: json.loads(body))


def uuid_in(value: object) -> str | None:
    """A UUID as we write it; None for anything else."""
    try:
        return str(UUID(value)) if isinstance(value, str) else None
    except ValueError:
        return None


def _parsed(read: Callable[[], Any]) -> Any:
    try:
        return read()
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
