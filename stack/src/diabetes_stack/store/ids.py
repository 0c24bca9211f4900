"""Identifiers of predictions."""

from __future__ import annotations

import os
import time

__all__ = ["uuid7"]


def uuid7() -> str:
    """A version 7 UUID (RFC 9562): it starts with the milliseconds, so that an index grows at its end.

    >>> a = uuid7()
    >>> len(a), a[14]
    (36, '7')
    """
    noise = os.urandom(10).hex()
    at = f"{time.time_ns() // 1_000_000:012x}"
    variant = "89ab"[int(noise[3], 16) & 3]
    return f"{at[:8]}-{at[8:]}-7{noise[:3]}-{variant}{noise[4:7]}-{noise[8:]}"
