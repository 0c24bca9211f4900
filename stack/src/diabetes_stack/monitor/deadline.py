"""Work that may take only so long. What does not end in time is left behind, and is not begun again until it ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

__all__ = ["Late", "Workers"]

T = TypeVar("T")


class Late(Exception):  # noqa: N818
    """The work did not end in time."""


class _Job(Generic[T]):
    def __init__(self, name: str, work: Callable[[], T]) -> None:
        self._work = work
        self._result: T | Exception = Late()
        # Daemons, so that no job delays the end of the process.
        self.thread = threading.Thread(target=self._run, name=name, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self._result = self._work()
        except Exception as problem:
            self._result = problem

    def result(self) -> T | Exception:
        return Late() if self.thread.is_alive() else self._result


class Workers:
    """Runs named work, each piece in a thread of its own."""

    def __init__(self) -> None:
        self._running: dict[str, threading.Thread] = {}

    def run(self, work: Mapping[str, Callable[[], T]], seconds: float) -> dict[str, T | Exception]:
        """The results by name, or what went wrong: :class:`Late`, also for work of that name that still runs."""
        late: dict[str, T | Exception] = {
            name: Late() for name in work if name in self._running and self._running[name].is_alive()
        }
        jobs = {name: _Job(f"monitor-{name}", work[name]) for name in work if name not in late}
        self._running.update({name: job.thread for name, job in jobs.items()})
        until = time.monotonic() + seconds
        for job in jobs.values():
            job.thread.join(max(0.0, until - time.monotonic()))
        return {**late, **{name: job.result() for name, job in jobs.items()}}

    def one(self, name: str, work: Callable[[], T], seconds: float) -> T:
        """The result of one piece of work. Raises Late, and what the work raises."""
        result = self.run({name: work}, seconds)[name]
        if isinstance(result, Exception):
            raise result
        return result
