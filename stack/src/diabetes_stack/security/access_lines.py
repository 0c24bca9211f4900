"""Reads the API's access lines: counts of calls by hour, for callers and for addresses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

__all__ = ["Hour", "Lines", "read"]

Hour = datetime
#: Statuses of calls that were refused because of who called, how often, or what does not exist.
_REFUSED = (401, 403, 404, 429)
#: Reasons that say nothing about a token.
_NO_TOKEN = ("no_token", "role", "locked", "rate", "host", "plain_http")
#: Pairs of caller and hour that are counted; those beyond it are only counted together.
_MOST = 200_000


@dataclass
class Lines:
    """What the lines say. Hours are those of this machine's clock."""

    calls: int = 0
    #: Lines that begin like an access line and are none.
    broken: int = 0
    #: Calls of callers or addresses beyond the most that are counted.
    uncounted: int = 0
    first: datetime | None = None
    last: datetime | None = None
    of_address: Counter[tuple[str, Hour]] = field(default_factory=Counter)
    refused_of_address: Counter[tuple[str, Hour]] = field(default_factory=Counter)
    of_holder: Counter[tuple[str, Hour]] = field(default_factory=Counter)
    #: Refused tokens by reason, and by address and hour.
    reasons: Counter[str] = field(default_factory=Counter)
    logins_of_address: Counter[tuple[str, Hour]] = field(default_factory=Counter)
    locked: set[str] = field(default_factory=set)
    #: Addresses that sent a revoked token.
    revoked: set[str] = field(default_factory=set)

    @property
    def length(self) -> timedelta:
        """From the first line to the last."""
        return self.last - self.first if self.first and self.last else timedelta(0)

    def add(self, line: dict[str, Any]) -> None:
        """Count a call. KeyError, TypeError or ValueError for what is no access line."""
        at = datetime.fromisoformat(line["at"])
        if at.tzinfo is None:
            at = at.replace(tzinfo=timezone.utc)
        address, holder, reason, status = (
            line["address"],
            line["holder"],
            line.get("reason"),
            int(line["status"]),
        )
        hour = at.astimezone().replace(minute=0, second=0, microsecond=0)
        self.calls += 1
        self.first = at if self.first is None else min(self.first, at)
        self.last = at if self.last is None else max(self.last, at)
        place = str(address)
        self._count(self.of_address, place, hour)
        if status in _REFUSED:
            self._count(self.refused_of_address, place, hour)
        if holder is not None:
            self._count(self.of_holder, str(holder), hour)
        if reason is not None and reason not in _NO_TOKEN:
            self.reasons[str(reason)[:40]] += 1
            self._count(self.logins_of_address, place, hour)
        if reason == "locked" and len(self.locked) < _MOST:
            self.locked.add(place)
        if reason == "revoked" and len(self.revoked) < _MOST:
            self.revoked.add(place)

    def _count(self, counter: Counter[tuple[str, Hour]], name: str, hour: Hour) -> None:
        key = (name[:200], hour)
        if key in counter or len(counter) < _MOST:
            counter[key] += 1
        else:
            self.uncounted += 1


def read(lines: Iterable[str]) -> Lines:
    """Count the access lines among other lines; what stands before the line itself, such as a container's name, is
    skipped."""
    found = Lines()
    for text in lines:
        start = text.find("{")
        if start < 0 or '"event": "call"' not in text:
            continue
        try:
            found.add(json.loads(text[start:]))
        except (ValueError, KeyError, TypeError, OverflowError):
            found.broken += 1
    return found
