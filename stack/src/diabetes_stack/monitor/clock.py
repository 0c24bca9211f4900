"""A clock that nobody sets: seconds since the machine was started, the same for all its processes."""

from __future__ import annotations

import secrets
import time
from functools import lru_cache
from pathlib import Path

__all__ = ["boot", "seconds"]

_BOOT = Path("/proc/sys/kernel/random/boot_id")


def seconds() -> float:
    """Seconds since the start of the machine, also those in which it slept."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


@lru_cache(maxsize=1)
def boot() -> str:
    """Which start of the machine: two times of this clock can be compared only if they are of the same. Where that is
    not known, only within this process."""
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return secrets.token_hex(16)
