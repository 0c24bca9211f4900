"""Threads that do not fail silently."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from prometheus_client import Counter, Gauge

__all__ = ["Backoff", "Supervised", "Work"]

_log = logging.getLogger(__name__)

_FAILURES = Counter("diabetes_work_failures_total", "Failures of what the service does by itself", ["work"])
_WELL = Gauge(
    "diabetes_work_well", "1 while what the service does by itself is done, 0 while it fails", ["work"]
)


class Backoff:
    """Seconds to wait after consecutive failures: doubled each time, up to a maximum."""

    def __init__(self, first: float, most: float) -> None:
        self._first = self._next = first
        self._most = most

    def failed(self) -> float:
        """The number of seconds to wait now."""
        seconds, self._next = self._next, min(2 * self._next, self._most)
        return seconds

    def well(self) -> None:
        """Reset after a success."""
        self._next = self._first


class Work:
    """A recurring background task, and whether it works."""

    def __init__(self, name: str, longest: float = 30.0) -> None:
        self.name = name
        self._backoff = Backoff(0.1, longest)
        self._failing = False
        self._state = _WELL.labels(name)
        self._state.set(1)

    @property
    def is_well(self) -> bool:
        """Whether the last attempt succeeded."""
        return not self._failing

    def well(self) -> None:
        """Note a success."""
        if self._failing:
            self._failing = False
            self._state.set(1)
            self._backoff.well()
            _log.info("it works again", extra={"work": self.name})

    def failed(self, problem: BaseException) -> float:
        """Note a failure; returns the seconds to wait before the next attempt. Only the type of error is logged: the
        message could contain a record."""
        _log.error("work failed", extra={"work": self.name, "cause": type(problem).__name__})
        _FAILURES.labels(self.name).inc()
        self._failing = True
        self._state.set(0)
        return self._backoff.failed()

    def ended(self) -> None:
        """Note that the task is no longer running."""
        self._failing = True
        self._state.set(0)


class Supervised:
    """A thread that runs ``function`` until it returns. An exception is logged and counted, and the function is
    restarted after a delay."""

    def __init__(self, name: str, function: Callable[[], None], longest: float = 30.0) -> None:
        self._work = Work(name, longest)
        self._function = function
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def is_well(self) -> bool:
        """Whether it is running."""
        return self._thread.is_alive() and self._work.is_well

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Do not restart; the function itself must be told separately."""
        self._stopped.set()

    def join(self, seconds: float | None = None) -> None:
        """Wait for the thread to end, if it was started."""
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def well(self) -> None:
        """Note a successful round, which ends earlier failures."""
        self._work.well()

    def _run(self) -> None:
        try:
            while not self._stopped.is_set():
                try:
                    self._function()
                    return
                except Exception as problem:
                    self._stopped.wait(self._work.failed(problem))
        finally:
            self._work.ended()
            if not self._stopped.is_set():
                _log.error("a thread ended", extra={"work": self._work.name})
