"""Sets aside rows, lines and files that cannot be stored, so that they do not block others and can be examined.

They are kept in the folder ``aside`` of the spool, which only its owner can read; they are counted, and logged without
their content.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from prometheus_client import Counter

from .ids import uuid7

__all__ = ["FOLDER", "keep_bytes", "keep_file", "pass_over"]

FOLDER = "aside"
_log = logging.getLogger(__name__)
#: Files that were already reported as passed over.
_passed: set[Path] = set()
_COUNT = Counter(
    "diabetes_set_aside_total",
    "Rows that the database refused, lines and files that could not be read",
    ["kind"],
)
for _kind in ("row", "line", "file"):
    _COUNT.labels(_kind)


def keep_bytes(spool: Path, kind: str, content: bytes, cause: str) -> None:
    """Write a line to disk, in its own file. Raises OSError."""
    folder = _folder(spool)
    name = f"{kind}-{uuid7()}.jsonl"
    handle = os.open(folder / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        written = 0
        while written < len(content):
            written += os.write(handle, content[written:])
        os.fsync(handle)
    finally:
        os.close(handle)
    _COUNT.labels(kind).inc()
    _log.error(f"a {kind} was set aside", extra={"file": f"{FOLDER}/{name}", "cause": cause})


def keep_file(spool: Path, file: Path, cause: str) -> None:
    """Move something in the spool's folder that is not a spool. Raises OSError."""
    folder = _folder(spool)
    target = folder / file.name
    if os.path.lexists(target):
        target = folder / f"{uuid7()}-{file.name}"
    os.rename(file, target)
    _COUNT.labels("file").inc()
    _log.error("a file was set aside", extra={"file": ascii(f"{FOLDER}/{target.name}"), "cause": cause})


def pass_over(file: Path) -> None:
    """Leave a file that, by its name, is not ours. Logged once per file."""
    if file not in _passed:
        _passed.add(file)
        _COUNT.labels("file").inc()
        _log.warning("a file is not a spool and is left alone", extra={"file": ascii(file.name)})


def _folder(spool: Path) -> Path:
    folder = spool / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
