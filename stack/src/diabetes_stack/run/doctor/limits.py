"""From when on something is trouble."""

from __future__ import annotations

from ...monitor.rules import limit_of
from ...store.health_postgresql import CONNECTIONS

__all__ = [
    "API_SECONDS", "CLOCK_SECONDS", "CONNECTIONS", "CPU_PERCENT", "DATABASE_SECONDS", "DISK_FULL_BYTES",
    "DISK_LOW_BYTES", "DISK_LOW_PERCENT", "IDLE_SECONDS", "MEMORY_PERCENT", "SYNC_SECONDS",
]  # fmt: skip

#: The monitor's limits.
API_SECONDS = limit_of("response_slow")
CPU_PERCENT = limit_of("cpu_high")
MEMORY_PERCENT = limit_of("memory_critical")

#: Free room on the disk of the data folder: below this much a service may not store.
DISK_FULL_BYTES = 100 * 1024 * 1024
DISK_LOW_BYTES = 2 * 1024 * 1024 * 1024
DISK_LOW_PERCENT = 5.0
#: A small write until it is on the disk, and a question to the database: medians of a few.
SYNC_SECONDS = 0.1
DATABASE_SECONDS = 0.1
#: A transaction that is open and does nothing.
IDLE_SECONDS = 300
#: Tokens tolerate a minute.
CLOCK_SECONDS = 60.0
