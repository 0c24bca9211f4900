"""Answers that wait on the disk while the database is away.

A file of lines, one a prediction, in the folder ``spool`` of the data folder. Its process holds a lock on it; the
lock ends with the process, so the file of a dead one can be told and is replayed by another. Lines are on the disk
(fsync) before their answers are sent. A last line without its end was never answered and does not count.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from .ids import uuid7
from .predictions import Row

__all__ = ["Spool", "abandoned"]

_SUFFIX = ".jsonl"


class Spool:
    """One file, locked by this process. Lines are appended, and read back from the first that is left."""

    def __init__(self, file: Path, handle: int) -> None:
        self._file = file
        self._handle = handle
        self._read = self._next = 0
        self._end = os.fstat(handle).st_size

    @classmethod
    def create(cls, folder: Path) -> Spool:
        """A new, empty file that only its owner reads."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / f"{uuid7()}{_SUFFIX}"
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_APPEND, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _sync_folder(folder)
        return cls(file, handle)

    def append(self, rows: Sequence[Row]) -> None:
        """Put rows on the disk, all or none. Raises OSError."""
        data = "".join(map(_line, rows)).encode()
        if os.fstat(self._handle).st_size != self._end:
            os.ftruncate(self._handle, self._end)
        try:
            written = 0
            while written < len(data):
                written += os.write(self._handle, data[written:])
            os.fsync(self._handle)
        except OSError:
            with suppress(OSError):  # The next call tries again.
                os.ftruncate(self._handle, self._end)
            raise
        self._end += len(data)

    def peek(self, limit: int) -> list[Row]:
        """The first rows that are left, at most ``limit``; empty when none is."""
        rows: list[Row] = []
        self._next = self._read
        with open(os.dup(self._handle), "rb") as stream:
            stream.seek(self._read)
            for line in stream:
                if len(rows) == limit or self._next + len(line) > self._end or not line.endswith(b"\n"):
                    break
                rows.append(_row(line))
                self._next += len(line)
        return rows

    def advance(self) -> None:
        """The rows of the last :meth:`peek` are stored."""
        self._read = self._next

    def remove(self) -> None:
        """Delete the file, of which every line is stored."""
        self._file.unlink(missing_ok=True)
        os.close(self._handle)

    def close(self) -> None:
        """Leave the file to the next process."""
        os.close(self._handle)


def abandoned(folder: Path) -> Iterator[Spool]:
    """Files of processes that are gone, oldest first; they are locked for this one."""
    for file in sorted(folder.glob(f"*{_SUFFIX}")):
        try:
            handle = os.open(file, os.O_RDWR | os.O_APPEND)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            continue
        # Its last owner may have removed it between the two calls.
        if os.fstat(handle).st_nlink:
            yield Spool(file, handle)
        else:
            os.close(handle)


def _line(row: Row) -> str:
    return json.dumps(row._replace(at=row.at.isoformat()), ensure_ascii=False, separators=(",", ":")) + "\n"  # type: ignore[arg-type]


def _row(line: bytes) -> Row:
    row = Row(*json.loads(line))
    return row._replace(at=datetime.fromisoformat(row.at))  # type: ignore[arg-type]


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
