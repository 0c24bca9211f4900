"""Whether the disk has room, and what is said when it has not."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import BackupError

__all__ = ["check", "full_disk_said"]

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def check(folder: Path, needed: int) -> None:
    """Raise BackupError if the disk of a folder has less free space than that, in bytes."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise BackupError("no_space", needed=needed, free=free, folder=folder)


@contextmanager
def full_disk_said() -> Iterator[None]:
    """Report a disk that is full, or a file that may not grow, as a BackupError."""
    try:
        yield
    except OSError as problem:
        if problem.errno in _FULL:
            raise BackupError("disk_full") from problem
        raise BackupError("io", cause=f"{problem.strerror or type(problem).__name__}") from problem
    except sqlite3.Error as problem:
        if "full" in str(problem) or "disk I/O" in str(problem):
            raise BackupError("disk_full") from problem
        raise BackupError("sqlite", cause=str(problem)) from problem
