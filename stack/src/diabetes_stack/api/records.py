"""Bodies as objects, where a call needs them so."""

from __future__ import annotations

import json
from typing import Any

from .errors import ApiError

__all__ = ["dumped", "parsed"]


def parsed(body: bytes) -> Any:
    """A body as objects. 422 where it is no JSON, or an unknown field is nested without measure."""
    try:
        return json.loads(body)
    except RecursionError as error:
        raise ApiError(422, "too_deep") from error
    except ValueError as error:
        raise ApiError(422, "invalid_json") from error


def dumped(value: Any) -> bytes:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
