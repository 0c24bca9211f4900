"""Processor, memory and disk of the machine, or of the container in which the monitor runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from ...supervised import Supervised
from ..reading import Cause, Reading, unknown

__all__ = ["Machine", "disk", "mean_load"]

_CGROUP = Path("/sys/fs/cgroup")
_SECONDS, _FIRST_SECONDS = 5.0, 1.0
#: Rounds whose mean is that of an hour.
_FEWEST_ROUNDS = 6


def disk(folder: Path) -> list[Reading]:
    """How full the disk of the data folder is, as those without root's reserve see it."""
    return [Reading("disk_percent", psutil.disk_usage(str(folder)).percent)]


def mean_load(readings: Sequence[Reading], earlier: Sequence[float]) -> Reading:
    """The mean load of the rounds of an hour, with this one; judged when there were enough."""
    now = [one.value for one in readings if one.measure == "cpu_percent" and one.value is not None]
    loads = [*now, *earlier]
    if not now:
        return unknown("cpu_mean_percent", Cause("no_load"))
    cause = Cause("rounds", {"rounds": len(loads), "least": _FEWEST_ROUNDS})
    return Reading("cpu_mean_percent", sum(loads) / len(loads), "", cause, len(loads) >= _FEWEST_ROUNDS)


class Machine:
    """Measures the load every five seconds while it is started, and at once when asked before."""

    def __init__(self, cgroup: Path = _CGROUP) -> None:
        self._container = _Container(cgroup)
        self._lock = threading.Lock()
        self._new: list[float] = []
        self._last: tuple[float, float] | None = None
        self._stopped = threading.Event()
        self._thread = Supervised("load", self._follow)

    def start(self) -> None:
        """Begin to measure."""
        self._thread.start()

    def stop(self) -> None:
        """Stop measuring."""
        self._thread.stop()
        self._stopped.set()

    def settle(self) -> None:
        """Measure for a second if nothing was measured yet, before other work, which would count."""
        if not self._new:
            self._sample(_FIRST_SECONDS)

    def look(self) -> list[Reading]:
        """The load since the last look, and at its highest; and the memory."""
        self.settle()
        with self._lock:
            new, self._new = self._new, []
        memory = self._container.memory()
        return [
            Reading("cpu_percent", sum(new) / len(new)),
            Reading("cpu_peak_percent", max(new)),
            Reading("memory_percent", psutil.virtual_memory().percent if memory is None else memory),
        ]

    def _follow(self) -> None:
        # The first figure of a thread is from nowhere.
        self._load(0.0)
        while not self._stopped.wait(_SECONDS):
            self._sample(0.0)
            self._thread.well()

    def _sample(self, seconds: float) -> None:
        """The load over these seconds, or since the sample before."""
        load = self._load(seconds)
        with self._lock:
            self._new.append(load)

    def _load(self, seconds: float) -> float:
        cores = self._container.cores()
        if cores is None:
            return float(psutil.cpu_percent(seconds or None))
        begin = self._last if not seconds and self._last else (time.monotonic(), self._container.used())
        time.sleep(seconds)
        self._last = now, used = time.monotonic(), self._container.used()
        return 100 * (used - begin[1]) / max(now - begin[0], 1e-3) / cores


class _Container:
    """The limits of a control group, version 2; a container without limits is measured as its machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def cores(self) -> float | None:
        """How many processors it may use; None without a limit."""
        parts = self._read("cpu.max").split()
        return float(parts[0]) / float(parts[1]) if len(parts) == 2 and parts[0] != "max" else None

    def used(self) -> float:
        """Seconds of processor time so far."""
        words = self._read("cpu.stat").split()
        return float(words[words.index("usage_usec") + 1]) / 1e6

    def memory(self) -> float | None:
        """Percent of its memory in use, without the file cache that can be given up; None without a limit."""
        limit = self._read("memory.max").strip()
        if not limit or limit == "max":
            return None
        words = self._read("memory.stat").split()
        cache = float(words[words.index("inactive_file") + 1]) if "inactive_file" in words else 0.0
        return 100 * (float(self._read("memory.current")) - cache) / float(limit)

    def _read(self, name: str) -> str:
        try:
            return (self._folder / name).read_text()
        except OSError:
            return ""
