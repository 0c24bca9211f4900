"""The files that a command will write, checked before its work."""

from __future__ import annotations

import argparse
import errno
import os
from collections.abc import Iterator

from .console import STREAM, BadInput

READ = ("file", "files", "model", "beside", "tripod", "plan")
WRITTEN = ("out", "html", "json", "errors")
#: Commands that keep all columns of the table, so that it may be answered in place.
IN_PLACE = ("predict", "score", "capacity")
BUNDLED = "nhanes"


def check(args: argparse.Namespace) -> None:
    """Refuse the files of a command before it reads anything.

    Raises BadInput for one that is also read, through links too, or would be written twice, and OSError for
    one that cannot be made.
    """
    if args.command == "demo":
        # It makes its folder.
        if args.out and os.path.exists(args.out) and not os.path.isdir(args.out):
            raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), args.out)
        return
    keeps = args.command in IN_PLACE and not getattr(args, "answers_only", False)
    read = [path for name, path in _paths(args, READ) if not (keeps and name == "file")]
    written = [path for _, path in _paths(args, WRITTEN)]
    for place, path in enumerate(written):
        if any(_is_same(path, other) for other in read):
            raise BadInput("usage", "overwrites", file=path)
        if any(os.path.realpath(path) == os.path.realpath(other) for other in written[:place]):
            raise BadInput("usage", "written_twice", file=path)
        _refuse_unwritable(path)


def _paths(args: argparse.Namespace, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        given = getattr(args, name, None)
        for path in given if isinstance(given, list) else [given]:
            is_bundled = name in ("model", "beside") and path == BUNDLED
            if isinstance(path, str) and path != STREAM and not is_bundled:
                yield name, path


def _is_same(path: str, other: str) -> bool:
    """Whether both are the same file; a device may be read and written."""
    return os.path.isfile(path) and os.path.exists(other) and os.path.samefile(path, other)


def _refuse_unwritable(path: str) -> None:
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    fault = None
    if os.path.isdir(target):
        fault = errno.EISDIR
    elif os.path.exists(target) and not os.path.isfile(target):
        # A device or pipe is written as it is.
        return
    elif not os.path.isdir(folder):
        fault = errno.ENOTDIR if os.path.exists(folder) else errno.ENOENT
    elif not os.access(folder, os.W_OK | os.X_OK):
        fault = errno.EACCES
    if fault is not None:
        raise OSError(fault, os.strerror(fault), path)
