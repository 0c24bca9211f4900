"""Atomic file writes: a file appears complete or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from typing import IO


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """A byte stream to a temporary file next to ``path``, which replaces ``path`` once complete.

    Symbolic links are followed and the permissions of an existing file are kept.
    """
    target = os.path.realpath(path)
    mode = mode_of(target)
    if not stat.S_ISREG(mode):
        # A device or pipe cannot be replaced.
        with open(target, "wb") as file:
            yield file
        return
    folder, name = os.path.split(target)
    try:
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}.", suffix=".part")
    except OSError as error:
        # Report the path the caller knows, not the temporary file.
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def mode_of(path: str) -> int:
    """Type and permissions of a file, or those that a new one gets."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return stat.S_IFREG | (0o666 & ~_umask())


def _umask() -> int:
    """The umask; the only way to read it is to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
