"""The chain of the audit table: each entry holds a hash of itself and of the entry before it, so that a changed,
removed or inserted entry is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

__all__ = ["START", "link"]

#: What the first entry is linked to.
START = "0" * 64


def link(previous: str, at: datetime, by: str, action: str, subject: str, detail: Mapping[str, Any]) -> str:
    """The hash of an entry after the entry with the hash ``previous``: SHA-256 in hexadecimal digits.

    >>> from datetime import datetime, timezone
    >>> len(link(START, datetime(2026, 1, 31, tzinfo=timezone.utc), "ana", "clean", "database", {"logs": 1}))
    64
    """
    moment = at.astimezone(timezone.utc).isoformat(timespec="microseconds")
    entry = json.dumps(
        [previous, moment, by, action, subject, _plain(detail)], sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(entry.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Whole numbers without a fraction: PostgreSQL returns 1e22 as an integer."""
    if isinstance(value, Mapping):
        return {key: _plain(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(member) for member in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
