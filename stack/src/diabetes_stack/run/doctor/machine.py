"""What makes services slow: this machine, its disk, and the way to the database."""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from ...settings import Settings
from .finding import Area, Finding, problem, unknown, warning, well
from .limits import (
    CLOCK_SECONDS,
    CONNECTIONS,
    CPU_PERCENT,
    DATABASE_SECONDS,
    DISK_FULL_BYTES,
    DISK_LOW_BYTES,
    DISK_LOW_PERCENT,
    IDLE_SECONDS,
    MEMORY_PERCENT,
    SYNC_SECONDS,
)

__all__ = ["examine", "examine_database"]

_SLOW = Area.SLOW
_TRIES = 5
_CPU_SECONDS = 1.0
_GIGABYTE = 1024**3
_ACTIVITY = text(
    "SELECT count(*), current_setting('max_connections')::int, count(*) FILTER (WHERE "
    "state LIKE 'idle in transaction%' AND now() - state_change > make_interval(secs => :idle)), "
    "extract(epoch FROM clock_timestamp()) FROM pg_stat_activity WHERE datname = current_database()"
)


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at disk, memory and processor."""
    yield _room(settings.data_dir)
    yield _disk(settings.data_dir)
    yield _memory()
    yield _processor()


def examine_database(engine: Engine | None) -> Iterator[Finding]:
    """Look at how fast the database answers, who is connected, and its clock. The engine is None if it cannot be
    asked."""
    if engine is None:
        yield unknown(_SLOW, "database_speed_unknown")
        return
    try:
        with engine.connect() as connection:
            seconds = _median(lambda: connection.execute(text("SELECT 1")))
            found = (
                connection.execute(_ACTIVITY, {"idle": IDLE_SECONDS}).one()
                if engine.dialect.name == "postgresql"
                else None
            )
    except SQLAlchemyError:
        yield unknown(_SLOW, "database_speed_unknown")
        return
    slow = seconds > DATABASE_SECONDS
    yield (problem if slow else well)(
        _SLOW, "database_slow" if slow else "database_fast", milliseconds=1000 * seconds
    )
    if found is None:
        return
    used, most, idle, clock = found
    ahead = abs(float(clock) - time.time())
    if ahead > CLOCK_SECONDS:
        yield problem(Area.DATABASE, "database_clock_differs", seconds=ahead)
    if idle:
        yield problem(_SLOW, "transactions_idle", count=idle, minutes=IDLE_SECONDS // 60)
    if used > CONNECTIONS or used >= most:
        yield warning(_SLOW, "connections_many", count=used, most=CONNECTIONS)
    else:
        yield well(_SLOW, "connections_few", count=used, most=CONNECTIONS)


def _room(folder: Path) -> Finding:
    try:
        disk = shutil.disk_usage(folder)
    except OSError as error:
        return unknown(_SLOW, "disk_unknown", cause=error.strerror)
    parts = {"free": disk.free / _GIGABYTE, "folder": folder}
    if disk.free < DISK_FULL_BYTES:
        return problem(_SLOW, "disk_full_here", **parts)
    if disk.free < DISK_LOW_BYTES or 100 * disk.free / disk.total < DISK_LOW_PERCENT:
        return warning(_SLOW, "disk_low", **parts)
    return well(_SLOW, "disk_room", **parts)


def _disk(folder: Path) -> Finding:
    """How long a small write takes until it is on the disk, which every answer waits for."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:

            def write() -> None:
                os.write(file.fileno(), b"x" * 4096)
                os.fsync(file.fileno())

            seconds = _median(write)
    except OSError as error:
        return unknown(_SLOW, "disk_unknown", cause=error.strerror)
    if seconds > SYNC_SECONDS:
        return problem(_SLOW, "disk_slow", milliseconds=1000 * seconds)
    return well(_SLOW, "disk_fast", milliseconds=1000 * seconds)


def _memory() -> Finding:
    memory = psutil.virtual_memory()
    if memory.percent > MEMORY_PERCENT:
        return problem(_SLOW, "memory_low", percent=memory.percent, programs=_largest())
    return well(_SLOW, "memory_well", percent=memory.percent)


def _processor() -> Finding:
    percent = psutil.cpu_percent(_CPU_SECONDS)
    if percent > CPU_PERCENT:
        return warning(_SLOW, "cpu_busy", percent=percent)
    return well(_SLOW, "cpu_well", percent=percent)


def _largest() -> str:
    """The programs that hold the most memory."""
    found = []
    for process in psutil.process_iter(["name", "memory_percent"]):
        with contextlib.suppress(psutil.Error):
            found.append((process.info["memory_percent"] or 0.0, process.info["name"]))
    return ", ".join(f"{name} {percent:.0f} %" for percent, name in sorted(found, reverse=True)[:3])


def _median(action: Callable[[], object]) -> float:
    seconds = []
    for _ in range(_TRIES):
        begin = time.monotonic()
        action()
        seconds.append(time.monotonic() - begin)
    return statistics.median(seconds)
