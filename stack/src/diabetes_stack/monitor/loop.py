"""The monitor as a process: a round every few minutes until it is told to stop."""

from __future__ import annotations

import fcntl
import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ..settings import Settings
from ..supervised import Supervised
from .deadline import Workers
from .gauges import serve
from .heartbeat import FAIL, START, beat
from .letters import targets
from .monitor import Monitor

__all__ = ["LOCK", "OnlyOneError", "alone", "run"]

_log = logging.getLogger(__name__)
#: In the data folder.
LOCK = "monitor.lock"
#: A round that fails is tried again after at most this many seconds.
_LONGEST_PAUSE = 60.0


class OnlyOneError(Exception):
    """Another monitor keeps the record of this data folder."""


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """While the block runs, no other process keeps this record. Raises OnlyOneError."""
    handle = _lock(settings)
    if handle is None:
        yield
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OnlyOneError("another monitor already watches this data folder") from None
        yield
    finally:
        os.close(handle)


def _lock(settings: Settings) -> int | None:
    """The open file of the lock; None where it cannot even be read, because nobody watches is worse than two do."""
    file = settings.place() / LOCK
    for flags in (os.O_CREAT | os.O_RDWR, os.O_RDONLY):
        with suppress(OSError):
            return os.open(file, flags | os.O_CLOEXEC, 0o600)
    return None


def run(settings: Settings, stopped: threading.Event) -> None:
    """Make rounds until ``stopped`` is set, and then end at once, also within a round. Raises OnlyOneError,
    SettingsError for an invalid address, and OSError when MONITOR_PORT is taken."""
    with alone(settings):
        monitor = Monitor(settings)
        if not targets(settings):
            _log.warning("no ALERT_URLS are set: alerts are lines of this log only")
        serve(settings)
        monitor.looks.machine.start()
        rounds = Supervised("monitor", lambda: _rounds(settings, monitor, stopped, rounds), _LONGEST_PAUSE)
        rounds.start()
        stopped.wait()
        rounds.stop()
        monitor.close()


def _rounds(settings: Settings, monitor: Monitor, stopped: threading.Event, thread: Supervised) -> None:
    workers = Workers()
    while not stopped.is_set():
        begin = time.monotonic()
        beat(settings, workers, START)
        try:
            found = monitor.round()
        except Exception:
            beat(settings, workers, FAIL)
            raise
        # Somebody else notices when this stays out.
        beat(settings, workers)
        thread.well()
        _log.info(
            "round",
            extra={
                "well": found.is_well,
                "seconds": round(found.seconds, 3),
                "values": len(found.readings),
                "open": len(found.open),
            },
        )
        stopped.wait(max(0.0, settings.monitor_seconds - (time.monotonic() - begin)))
