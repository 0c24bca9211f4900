"""From when on something is trouble. Those with a comment are of the maintenance manual."""

from __future__ import annotations

__all__ = [
    "API_SECONDS", "CLOCK_SECONDS", "CONNECTIONS", "CPU_PERCENT", "DATABASE_SECONDS", "DISK_FULL_BYTES",
    "DISK_LOW_BYTES", "DISK_LOW_PERCENT", "IDLE_SECONDS", "MEMORY_PERCENT", "SYNC_SECONDS",
]  # fmt: skip

#: Response time.
API_SECONDS = 5.0
#: CPU usage that warns.
CPU_PERCENT = 80.0
#: Memory usage that is critical.
MEMORY_PERCENT = 85.0
#: Simultaneous connections to the database.
CONNECTIONS = 10

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
