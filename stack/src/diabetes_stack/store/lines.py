"""Files with one JSON object per line that are only appended to, and written to disk at once."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

__all__ = ["append", "read"]


def append(file: Path, line: Mapping[str, Any]) -> None:
    """Add a line, whole or not at all. The folder and the file are their owner's alone. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(file, os.O_CREAT | os.O_RDWR | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        # A line that was cut off by a crash must not swallow this one.
        size = os.fstat(handle).st_size
        start = b"\n" if size and os.pread(handle, 1, size - 1) != b"\n" else b""
        content = start + json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        if os.write(handle, content) < len(content):
            os.ftruncate(handle, size)
            raise OSError("the disk is full")
        os.fsync(handle)
    finally:
        os.close(handle)


def read(file: Path) -> Iterator[dict[str, Any]]:
    """The whole lines; one that was cut off by a crash does not count."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return
    for line in content.splitlines():
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict):
            yield found
