"""A result that grows beside the place where it will appear complete, and what is needed to go on with it."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import json
import os
import stat
import time
import zlib
from collections.abc import Iterator
from typing import Any

from .._whole import mode_of
from .console import BadInput

PART, STATE = ".part", ".part.json"
# A symbolic link in the place of the part would lead elsewhere.
OPENING = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
# Seconds between two states that are kept.
EVERY = 2.0
# Bytes that are read at a time.
READ = 1 << 20


class Summed(io.BufferedRandom):
    """A file with the CRC-32 of all that was written."""

    sum = 0

    def write(self, data: Any) -> int:
        self.sum = zlib.crc32(data, self.sum)
        return super().write(data)


class Partial:
    """A file whose run may be interrupted at any moment; the state never says more than it holds.

    Raises BadInput if another run writes it, or what lies in its place is not of an interrupted run.
    """

    def __init__(self, path: str) -> None:
        self._target = os.path.realpath(path)
        self._path, self._part, self._state = path, self._target + PART, self._target + STATE
        self._at: dict[str, Any] | None = None
        self._since = time.monotonic()
        try:
            self.file = Summed(io.FileIO(os.open(self._part, OPENING, 0o600), "r+"))
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise self._foreign() from error
            raise
        try:
            if not _locked(self.file.fileno()):
                raise BadInput("in_use", "in_use", part=path + PART)
            found = os.fstat(self.file.fileno())
            state = self._read()
            if not stat.S_ISREG(found.st_mode) or (found.st_size and state is None):
                raise self._foreign()
            #: The state that was kept last; None if there is nothing to go on with.
            self.kept = state if state and state["output"] else None
        except BaseException:
            self.file.close()
            raise

    @staticmethod
    def is_for(path: str) -> bool:
        """Whether a result can appear at this place: not on a device or a pipe."""
        return stat.S_ISREG(mode_of(os.path.realpath(path)))

    def begin(self, state: dict[str, Any]) -> None:
        """Begin anew, after a state that says that this file is ours."""
        self.file.truncate(0)
        self.file.seek(0)
        self.file.sum = 0
        self.at(state)
        self.keep()

    def go_on(self, kept: dict[str, Any]) -> None:
        """Go on behind what was kept, if it is as it was written."""
        self.file.seek(0)
        found, left = 0, kept["output"]
        while left and (read := self.file.read(min(READ, left))):
            found, left = zlib.crc32(read, found), left - len(read)
        if left or found != kept["sum"]:
            raise BadInput("damaged", "damaged_part", part=self._path + PART)
        self.file.truncate(kept["output"])
        self.file.seek(kept["output"])
        self.file.sum = found
        self._at = kept

    def at(self, state: dict[str, Any]) -> None:
        """What was written until now belongs to this state, which is kept now and then."""
        self.file.flush()
        self._at = {**state, "output": self.file.tell(), "sum": self.file.sum}
        if time.monotonic() - self._since >= EVERY:
            self.keep()

    def keep(self) -> None:
        """Keep what was written, then the last state."""
        if self._at is None:
            return
        os.fsync(self.file.fileno())
        new = self._state + ".new"
        with open(new, "w", encoding="utf-8") as file:
            json.dump({"state": self._at, "sha256": _digest(self._at)}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self._state)
        self._sync_folder()
        self._since = time.monotonic()

    def stop(self) -> dict[str, Any] | None:
        """Keep what is complete; the state of it, or None if nothing stays."""
        if self._at is None or not self._at["output"]:
            self.drop()
            return None
        with contextlib.suppress(OSError):
            # Room for the state on a full disk.
            os.ftruncate(self.file.fileno(), self._at["output"])
            self.keep()
        return self._read()

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
        self._clear(self._part)
        self._clear(self._state)

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

    def _read(self) -> dict[str, Any] | None:
        """The state that was kept last, if this program wrote it and it is whole."""
        try:
            with open(self._state, encoding="utf-8") as file:
                kept = json.load(file)
            state: dict[str, Any] = kept["state"]
            is_own = kept["sha256"] == _digest(state)
        except (FileNotFoundError, ValueError, LookupError, TypeError):
            return None
        return state if is_own else None

    def _foreign(self) -> BadInput:
        return BadInput("in_use", "foreign_part", part=self._path + PART)

    @staticmethod
    def _clear(path: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)


def _digest(state: object) -> str:
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


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
