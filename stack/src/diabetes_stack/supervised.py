"""Threads that do not end silently."""

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
    """Seconds to wait after one failure after another: each time twice as long, up to a most."""

    def __init__(self, first: float, most: float) -> None:
        self._first = self._next = first
        self._most = most

    def failed(self) -> float:
        """How long to wait now."""
        seconds, self._next = self._next, min(2 * self._next, self._most)
        return seconds

    def well(self) -> None:
        """It works: the next failure is a first one."""
        self._next = self._first


class Work:
    """What a service does over and over by itself, and whether it does."""

    def __init__(self, name: str, longest: float = 30.0) -> None:
        self.name = name
        self._backoff = Backoff(0.1, longest)
        self._failing = False
        self._state = _WELL.labels(name)
        self._state.set(1)

    @property
    def is_well(self) -> bool:
        """Whether it was done when it was tried last."""
        return not self._failing

    def well(self) -> None:
        """It is done."""
        if self._failing:
            self._failing = False
            self._state.set(1)
            self._backoff.well()
            _log.info("it works again", extra={"work": self.name})

    def failed(self, problem: BaseException) -> float:
        """It is not; gives the seconds to wait before the next attempt. Said by its kind alone: the message could hold
        a record."""
        _log.error("work failed", extra={"work": self.name, "cause": type(problem).__name__})
        _FAILURES.labels(self.name).inc()
        self._failing = True
        self._state.set(0)
        return self._backoff.failed()

    def ended(self) -> None:
        """It is not done any more."""
        self._failing = True
        self._state.set(0)


class Supervised:
    """A thread that runs ``function`` until it returns. Where it raises, that is logged and counted, and it is begun
    again after a while."""

    def __init__(self, name: str, function: Callable[[], None], longest: float = 30.0) -> None:
        self._work = Work(name, longest)
        self._function = function
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def is_well(self) -> bool:
        """Whether it runs."""
        return self._thread.is_alive() and self._work.is_well

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Do not begin again; the function itself must be told elsewhere."""
        self._stopped.set()

    def join(self, seconds: float | None = None) -> None:
        """Wait for its end, if it was begun."""
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def well(self) -> None:
        """A round is done: what failed before is over."""
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
