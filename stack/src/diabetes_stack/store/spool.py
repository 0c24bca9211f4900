"""Answers that wait on disk while the database is unavailable.

A spool is a file in the folder ``spool`` of the data folder, with one prediction per line. Its process holds a lock
on it, which ends with the process, so that another process can recognise and replay the file of a dead one. Lines are
flushed to disk (fsync) before their answers are sent. An incomplete last line was never answered and does not count.
Invalid files with the name of a spool, and lines that are not predictions, are set aside; other files are left alone.
"""

from __future__ import annotations

import errno
import fcntl
import json
import logging
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from . import aside
from .ids import uuid7
from .predictions import ROW_BYTES, Row

__all__ = ["SUFFIX", "Spool", "abandoned", "line_of", "row_of"]

_log = logging.getLogger(__name__)

#: How the name of a spool ends.
SUFFIX = ".jsonl"
#: Maximum length of a line; in JSON a character takes up to six bytes.
_LINE_BYTES = 6 * ROW_BYTES + 4096
_OPEN = os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
#: Errors caused by the file itself, rather than by this process or the disk.
_UNREADABLE = (errno.EACCES, errno.EPERM, errno.ELOOP, errno.EISDIR, errno.ENXIO, errno.EROFS)


class Spool:
    """A file locked by this process. Lines are appended, and read back starting from the first one left."""

    def __init__(self, file: Path, handle: int) -> None:
        self._file = file
        self._handle = handle
        self._read = self._next = 0
        #: Damaged lines up to this position were already set aside.
        self._looked = 0
        self._end = os.fstat(handle).st_size

    @classmethod
    def create(cls, folder: Path) -> Spool:
        """Create a new, empty file that only its owner can read."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / f"{uuid7()}{SUFFIX}"
        handle = os.open(file, os.O_CREAT | os.O_EXCL | _OPEN, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _sync_folder(folder)
        return cls(file, handle)

    @property
    def is_gone(self) -> bool:
        """Whether someone removed the file: anything appended would be lost with this process."""
        return os.fstat(self._handle).st_nlink == 0

    def append(self, rows: Sequence[Row]) -> None:
        """Write rows to disk, all or none. Raises OSError."""
        data = b"".join(map(line_of, rows))
        if os.fstat(self._handle).st_size != self._end:
            os.ftruncate(self._handle, self._end)
        try:
            written = 0
            while written < len(data):
                written += os.write(self._handle, data[written:])
            os.fsync(self._handle)
        except OSError:
            with suppress(OSError):  # The next call retries.
                os.ftruncate(self._handle, self._end)
            raise
        self._end += len(data)

    def peek(self, limit: int, most_bytes: int | None = None) -> list[Row]:
        """The first remaining rows, at most ``limit``, but only as many as fit in ``most_bytes`` (at least one); empty
        if there are none. Invalid lines are set aside, once. Raises OSError."""
        rows: list[Row] = []
        size = 0
        self._next = self._read
        with open(os.dup(self._handle), "rb") as stream:
            stream.seek(self._read)
            while len(rows) < limit and self._next < self._end:
                line = stream.readline(_LINE_BYTES)
                if len(line) == _LINE_BYTES and not line.endswith(b"\n"):
                    if not self._skip(stream, line):
                        break
                    continue
                if not line.endswith(b"\n") or self._next + len(line) > self._end:
                    break
                size += len(line)
                if rows and most_bytes is not None and size > most_bytes:
                    break
                row = row_of(line)
                if row is not None:
                    rows.append(row)
                elif line.strip():
                    self._set_aside(line, "damaged")
                self._next += len(line)
        if not rows:
            self._read = self._next
        return rows

    def _skip(self, stream: IO[bytes], start: bytes) -> bool:
        """Skip a line that is longer than any of ours; False if it does not end."""
        line = start + stream.readline()
        if not line.endswith(b"\n"):
            return False
        self._set_aside(line, "too long")
        self._next += len(line)
        return True

    def _set_aside(self, line: bytes, cause: str) -> None:
        if self._next >= self._looked:
            aside.keep_bytes(self._file.parent, "line", line, cause)
            self._looked = self._next + 1

    def advance(self) -> None:
        """Advance past the rows of the last :meth:`peek`, which are stored."""
        self._read = self._next

    def remove(self) -> None:
        """Delete the file once all its lines are stored."""
        self._file.unlink(missing_ok=True)
        os.close(self._handle)

    def set_aside(self, cause: str) -> None:
        """Give up on the file and set it aside."""
        with suppress(OSError):
            aside.keep_file(self._file.parent, self._file, cause)
        os.close(self._handle)

    def close(self) -> None:
        """Release the file for the next process."""
        os.close(self._handle)


def abandoned(folder: Path) -> Iterator[Spool]:
    """Files of processes that are gone, oldest first, now locked by this process. Others are set aside."""
    try:
        names = sorted(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as problem:
        _log.warning("the spool cannot be looked at", extra={"cause": type(problem).__name__})
        return
    for name in names:
        if name == aside.FOLDER or name.startswith("."):
            continue
        file = folder / name
        if file.suffix != SUFFIX:
            aside.pass_over(file)
            continue
        try:
            handle = _opened(file)
        except FileNotFoundError:
            continue
        except OSError as problem:
            if problem.errno in _UNREADABLE:
                with suppress(OSError):  # A file that cannot be moved either is left.
                    aside.keep_file(folder, file, errno.errorcode.get(problem.errno or 0, "unreadable"))
            else:
                _log.warning("a spool cannot be opened now", extra={"cause": type(problem).__name__})
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            continue
        # Its last owner may have removed it in between.
        if os.fstat(handle).st_nlink:
            yield Spool(file, handle)
        else:
            os.close(handle)


def _opened(file: Path) -> int:
    """Open a spool; raises OSError, with ENXIO if it is not a regular file."""
    if not stat.S_ISREG(os.lstat(file).st_mode):
        raise OSError(errno.ENXIO, "no spool")
    return os.open(file, _OPEN)


def line_of(row: Row) -> bytes:
    """A row as a line; without a place as the versions before wrote it, so that they can read it."""
    values: Sequence[object] = row._replace(at=row.at.isoformat())  # type: ignore[arg-type]
    if row.site is None and row.insurer is None:
        values = values[:-2]
    try:
        return (json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(values, separators=(",", ":")) + "\n").encode()


def row_of(line: bytes) -> Row | None:
    """The row in a line; None if it is not one."""
    try:
        row = Row(*json.loads(line))
        at = datetime.fromisoformat(row.at)  # type: ignore[arg-type]
    except (ValueError, TypeError, RecursionError):
        return None
    texts = (row.id, row.model_version, row.inputs, row.outputs)
    optional = (row.risk_level, row.patient, row.retention, row.site, row.insurer)
    sound = (
        at.tzinfo is not None
        and all(isinstance(value, str) for value in texts)
        and all(value is None or isinstance(value, str) for value in optional)
        and isinstance(row.latency_ms, float | int)
        and not isinstance(row.latency_ms, bool)
    )
    return row._replace(at=at, latency_ms=float(row.latency_ms)) if sound else None


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
