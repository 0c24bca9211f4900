"""Measures for how long an API does not answer while something is done to it."""

from __future__ import annotations

import threading
import time

import httpx

from ..supervised import Supervised

__all__ = ["Silence"]

_EVERY, _PATIENCE = 0.05, 30.0


class Silence:
    """Asks again and again while the block runs."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._stopped = threading.Event()
        self._thread = Supervised("silence", self._run)
        self._last = 0.0
        #: The most seconds between two answers.
        self.longest = 0.0

    def __enter__(self) -> Silence:
        self._last = time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.stop()
        self._thread.join()
        self._count()

    def _run(self) -> None:
        with httpx.Client(timeout=_PATIENCE) as client:
            while not self._stopped.wait(_EVERY):
                try:
                    answered = client.get(f"{self._address}/health").status_code == 200
                except httpx.HTTPError:
                    continue
                if answered:
                    self._count()
                    self._last = time.monotonic()

    def _count(self) -> None:
        self.longest = max(self.longest, time.monotonic() - self._last)
