"""Access log: one line per call with its time, request, caller, route, status and duration. It never contains a
body, a query string or a patient's value.

A separate thread writes the lines in batches, so neither calls nor the event loop wait for standard output.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections import deque
from datetime import datetime, timezone
from functools import lru_cache
from typing import NamedTuple

from prometheus_client import Counter

from ..supervised import Supervised

__all__ = ["CALLER", "REASON", "AccessLog", "Line", "sane"]

#: Keys in a request's scope: who called, and why the call was refused, as a code.
CALLER, REASON = "diabetes.caller", "diabetes.reason"

_LOST = Counter(
    "diabetes_access_lines_lost_total", "Access lines that nobody took from standard output in time"
)
_SANE = re.compile(rb"[A-Za-z0-9._:+/=-]{1,100}")
#: Maximum number of queued lines; when standard output is not read, the oldest are dropped.
_WAITING = 20_000
_GATHER_SECONDS = 0.05
_text = lru_cache(maxsize=256)(json.dumps)


class Line(NamedTuple):
    """What is logged about a call. ``call`` is the route pattern, never the values in the path."""

    at: float
    request: str | None
    holder: str | None
    role: str | None
    address: str | None
    method: str | None
    call: str | None
    status: int
    seconds: float
    #: Why access was refused: a code.
    reason: str | None

    def __str__(self) -> str:
        at = datetime.fromtimestamp(self.at, timezone.utc).isoformat()
        return (
            f'{{"at": "{at}", "level": "INFO", "from": "{__name__}", "event": "call", '
            f'"request": {_text(self.request)}, "holder": {_text(self.holder)}, "role": {_text(self.role)}, '
            f'"address": {_text(self.address)}, "method": {_text(self.method)}, "call": {_text(self.call)}, '
            f'"status": {self.status}, "ms": {self.seconds * 1000:.3f}, "reason": {_text(self.reason)}}}\n'
        )


def sane(request_id: bytes) -> bool:
    """Whether a request id sent by the caller is accepted."""
    return _SANE.fullmatch(request_id) is not None


class AccessLog:
    """Writes access lines while it runs."""

    def __init__(self) -> None:
        self._lines: deque[Line] = deque(maxlen=_WAITING)
        self._there = threading.Event()
        self._stopped = False
        self._thread = Supervised("access_lines", self._run)

    @property
    def is_well(self) -> bool:
        """Whether the writing thread works."""
        return self._thread.is_well

    def start(self) -> None:
        """Start writing."""
        self._thread.start()

    def stop(self) -> None:
        """Write the remaining lines and stop. Waits at most one second for output that nobody reads."""
        self._stopped = True
        self._thread.stop()
        self._there.set()
        self._thread.join(1)

    def add(self, line: Line) -> None:
        """Queue the line of a call that has ended."""
        if len(self._lines) == _WAITING:
            _LOST.inc()
        self._lines.append(line)
        if not self._there.is_set():
            self._there.set()

    def _run(self) -> None:
        while not self._stopped:
            self._there.wait()
            if not self._stopped:
                time.sleep(_GATHER_SECONDS)
            self._there.clear()
            self._write()
            self._thread.well()

    def _write(self) -> None:
        lines = []
        while self._lines:
            lines.append(str(self._lines.popleft()))
        if lines:
            try:
                sys.stdout.write("".join(lines))
                sys.stdout.flush()
            except (OSError, ValueError):
                # Standard output is closed or full: these lines are lost, but calls go on.
                _LOST.inc(len(lines))
                raise
