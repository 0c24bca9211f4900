"""A result that grows beside the place where it will appear complete, and what is needed to go on with it."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Iterator
from typing import Any

from .._whole import mode_of
from .console import BadInput

PART, STATE = ".part", ".part.json"


class Partial:
    """A file whose run may be interrupted at any moment; the state never says more than it holds."""

    def __init__(self, path: str) -> None:
        self._target = os.path.realpath(path)
        self._part, self._state = self._target + PART, self._target + STATE
        self.file = os.fdopen(os.open(self._part, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        if not _locked(self.file.fileno()):
            self.file.close()
            raise BadInput("in_use", "in_use", part=path + PART)

    @staticmethod
    def is_for(path: str) -> bool:
        """Whether a result can appear at this place: not on a device or a pipe."""
        return stat.S_ISREG(mode_of(os.path.realpath(path)))

    def state(self) -> dict[str, Any] | None:
        """The state that was kept last; None if there is nothing to go on with."""
        try:
            with open(self._state, encoding="utf-8") as file:
                kept: dict[str, Any] = json.load(file)
        except (FileNotFoundError, ValueError):
            return None
        return kept if kept["output"] <= os.fstat(self.file.fileno()).st_size else None

    def begin(self) -> None:
        """Begin anew."""
        self._clear(self._state)
        self.go_on(0)

    def go_on(self, output: int) -> None:
        """Go on behind so many bytes."""
        self.file.truncate(output)
        self.file.seek(output)

    def keep(self, state: dict[str, Any]) -> None:
        """Keep what was written, then the state that says so."""
        self.file.flush()
        os.fsync(self.file.fileno())
        new = self._state + ".new"
        with open(new, "w", encoding="utf-8") as file:
            json.dump({**state, "output": self.file.tell()}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self._state)
        self._sync_folder()

    def finish(self) -> None:
        """The file takes its place; its permissions are those of the file that was there."""
        self.file.flush()
        os.fsync(self.file.fileno())
        os.chmod(self._part, stat.S_IMODE(mode_of(self._target)))
        os.replace(self._part, self._target)
        self._sync_folder()
        self._clear(self._state)

    def drop(self) -> None:
        """Nothing is kept."""
        self._clear(self._state)
        self._clear(self._part)

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """The file is closed at the end, however it comes; it stays where it is."""
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                self.file.close()

    def _sync_folder(self) -> None:
        if os.name == "posix":
            folder = os.open(os.path.dirname(self._target), os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    @staticmethod
    def _clear(path: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)


def _locked(handle: int) -> bool:
    """Whether no other process writes the file; the system ends the lock with the process."""
    try:
        import fcntl
    except ModuleNotFoundError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
