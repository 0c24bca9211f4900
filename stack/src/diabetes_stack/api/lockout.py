"""Lock-out: an address that sends refused tokens is not listened to for some minutes."""

from __future__ import annotations

import logging
import math
import time
from collections import deque
from typing import NamedTuple

from limits import RateLimitItemPerSecond
from limits.strategies import FixedWindowRateLimiter
from prometheus_client import Counter

from .counts import Counts

__all__ = ["Locked", "Lockouts"]

_log = logging.getLogger(__name__)
_LOCKOUTS = Counter("diabetes_lockouts_total", "Addresses locked because of refused tokens")
#: Lock-outs that wait to be noted in the audit trail.
_WAITING = 100


class Locked(NamedTuple):
    """An address that was locked."""

    address: str
    failures: int
    seconds: int


class Lockouts:
    """Counts refused tokens by address. Used from the event loop; ``new`` may be emptied by another thread."""

    def __init__(self, failures: int, seconds: int) -> None:
        self._seconds = seconds
        self._item = RateLimitItemPerSecond(failures, seconds) if failures else None
        self._failures = FixedWindowRateLimiter(Counts())
        self._locked = Counts()
        #: Lock-outs that nobody was told of; when there are too many, the oldest are dropped.
        self.new: deque[Locked] = deque(maxlen=_WAITING)

    def left(self, address: str) -> int:
        """The seconds for which an address is still locked; 0 if it is not."""
        if not len(self._locked) or not self._locked.get(address):
            return 0
        return max(1, math.ceil(self._locked.get_expiry(address) - time.time()))

    def failed(self, address: str) -> None:
        """Count a refused token."""
        if self._item is None:
            return
        self._failures.hit(self._item, address)
        if self._failures.test(self._item, address):
            return
        self._failures.clear(self._item, address)
        self._locked.incr(address, self._seconds)
        _LOCKOUTS.inc()
        found = Locked(address, self._item.amount, self._seconds)
        _log.warning("address locked", extra=found._asdict())
        self.new.append(found)
