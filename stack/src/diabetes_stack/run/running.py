"""The services that `up` runs for a data folder: who may run them, what other commands learn about them, and how these
ask for their renewal."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from .process import ServiceFailedError

__all__ = ["Note", "State", "ask_to_renew", "find", "hold", "keep_failure", "last_failure"]

_LOCK, _STATE, _FAILED = "up.lock", "up.json", "up.failed.json"
_TRIES, _PAUSE = 5, 0.1
_LONGEST = 300


@dataclass(frozen=True)
class State:
    """What `up` says about itself."""

    pid: int
    #: The Python of the installation whose services run.
    python: str
    services: tuple[str, ...]
    #: Whether all of them became ready.
    ready: bool = False
    #: How many renewals were asked for and are over.
    renewals: int = 0
    #: Why the last one failed; None if it did not.
    failure: str | None = None
    #: The Python of the services that ran before the last one.
    before: str | None = None


class Note:
    """The file in which `up` keeps its state."""

    def __init__(self, folder: Path, state: State) -> None:
        self._file = folder / _STATE
        self.state = state
        self.set()

    def set(self, **changes: object) -> None:
        """Change the state, in the file too."""
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        _write(self._file, asdict(self.state))
        if self.state.ready:
            self._file.with_name(_FAILED).unlink(missing_ok=True)


@contextlib.contextmanager
def hold(folder: Path, state: State) -> Iterator[Note]:
    """Be the only `up` of this data folder. Raises ServiceFailedError if there is one."""
    with (folder / _LOCK).open("a") as lock:
        for _ in range(_TRIES):
            if _locked(lock.fileno()):
                break
            # It may be somebody who only looks.
            time.sleep(_PAUSE)
        else:
            raise ServiceFailedError("twice", folder=folder)
        try:
            yield Note(folder, state)
        finally:
            (folder / _STATE).unlink(missing_ok=True)


def find(folder: Path) -> State | None:
    """The `up` that runs for this data folder; None if there is none. Raises OSError."""
    try:
        with (folder / _LOCK).open() as lock:
            if _locked(lock.fileno()):
                return None
        found = json.loads((folder / _STATE).read_text())
    except (FileNotFoundError, ValueError):
        return None
    # Another version's `up` may say more or less.
    known = {one.name: found[one.name] for one in fields(State) if one.name in found}
    return State(**{**known, "services": tuple(found["services"])})


def keep_failure(folder: Path, failure: ServiceFailedError, last: str) -> None:
    """Keep why `up` ended, for whoever looks for the cause; ``last`` is an error that a service printed. Raises
    OSError."""
    parts = {
        name: value if isinstance(value, int | float) else str(value) for name, value in failure.parts.items()
    }
    _write(folder / _FAILED, {"code": failure.code, "parts": parts, "last": last[:_LONGEST]})


def last_failure(folder: Path) -> dict[str, Any] | None:
    """Why `up` ended: ``code`` and ``parts`` of a text of ``up``, and ``last``. None if it did not fail."""
    try:
        found = json.loads((folder / _FAILED).read_text())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def ask_to_renew(state: State) -> None:
    """Ask `up` to let the services of the current installation follow those that run. Raises OSError."""
    os.kill(state.pid, signal.SIGUSR1)


def _write(file: Path, content: object) -> None:
    temporary = file.with_suffix(".new")
    with temporary.open("w") as stream:
        json.dump(content, stream)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.rename(file)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
