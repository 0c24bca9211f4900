"""Counts of calls and failures, for the library ``limits``: in memory, of a bounded number of callers."""

from __future__ import annotations

import time
from collections import OrderedDict
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from limits.storage import Storage

__all__ = ["Counts", "who"]

#: Callers that are counted at the same time; beyond it, who was counted longest ago is forgotten.
_MOST = 10_000
#: An IPv6 network that one customer gets; its addresses count as one.
_IPV6_PREFIX = 64


class Counts(Storage):
    """Counts that expire. The library's own memory storage is unbounded and starts a thread for each call. Used from
    the event loop alone."""

    STORAGE_SCHEME = None

    def __init__(self, most: int = _MOST) -> None:
        super().__init__()
        self._most = most
        #: By key: the count, and when it expires by the monotonic clock, which nobody sets back.
        self._counts: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._counts)

    @property
    def base_exceptions(self) -> type[Exception]:
        """The errors of this storage: none."""
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to a count, which expires ``expiry`` seconds after its first."""
        now = time.monotonic()
        count, expires = self._counts.get(key, (0, 0.0))
        if expires <= now:
            count, expires = 0, now + expiry
        self._counts[key] = (count + amount, expires)
        self._counts.move_to_end(key)
        if len(self._counts) > self._most:
            self._counts.popitem(last=False)
        return count + amount

    def get(self, key: str) -> int:
        """The count now."""
        count, expires = self._counts.get(key, (0, 0.0))
        return count if expires > time.monotonic() else 0

    def get_expiry(self, key: str) -> float:
        """When the count expires, in Unix time."""
        _, expires = self._counts.get(key, (0, 0.0))
        return time.time() + max(0.0, expires - time.monotonic())

    def check(self) -> bool:
        """Memory is always there."""
        return True

    def reset(self) -> int | None:
        """Forget all counts."""
        gone = len(self._counts)
        self._counts.clear()
        return gone

    def clear(self, key: str) -> None:
        """Forget a count."""
        self._counts.pop(key, None)


@lru_cache(maxsize=4_096)
def who(address: str | None) -> str:
    """What counts as one caller: an address, or the network of an IPv6 address.

    >>> who("192.0.2.7"), who("2001:db8::7")
    ('192.0.2.7', '2001:db8::/64')
    """
    if address is None or ":" not in address:
        return address or "local"
    try:
        one = ip_address(address)
    except ValueError:
        return address
    if not isinstance(one, IPv6Address):
        return address
    if one.ipv4_mapped:
        return str(one.ipv4_mapped)
    return str(ip_network((one.packed, _IPV6_PREFIX), strict=False))
