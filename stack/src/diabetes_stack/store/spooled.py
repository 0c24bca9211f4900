"""A patient's answers that wait in files of this machine: in spools, for the database to be back, and set aside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import aside
from .predictions import Row
from .retention import CLINICAL
from .spool import SUFFIX, row_of

__all__ = ["FOLDER", "drop_aside", "waiting"]

#: The name of the folder in the data folder.
FOLDER = "spool"
#: What was set aside as one line is not larger.
_LINE_BYTES = 1024 * 1024


def waiting(folder: Path, patient: str) -> list[Row]:
    """The rows of the patient with this hash in the spools of a folder. Raises OSError."""
    return [row for file in _files(folder) for row in _rows(file, patient)]


def drop_aside(folder: Path, patient: str) -> int:
    """Delete the patient's rows that were set aside, except those of a clinical record; returns how many. Raises
    OSError."""
    dropped = 0
    for file in _files(folder / aside.FOLDER):
        # One line, readable or not; whole files that were set aside may contain other patients.
        content = file.read_bytes() if file.stat().st_size <= _LINE_BYTES else b""
        is_line = content.count(b"\n") == 1
        if is_line and patient.encode() in content and not _is_clinical(content):
            file.unlink()
            dropped += 1
    return dropped


def _is_clinical(line: bytes) -> bool:
    """Whether a line belongs to a clinical record, or may."""
    row = row_of(line)
    return f'"{CLINICAL}"'.encode() in line if row is None else row.retention == CLINICAL


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (
            file for file in sorted(folder.glob(f"*{SUFFIX}")) if file.is_file() and not file.is_symlink()
        )


def _rows(file: Path, patient: str) -> Iterator[Row]:
    try:
        stream = file.open("rb")
    except FileNotFoundError:  # It was replayed meanwhile.
        return
    with stream:
        for line in stream:
            row = row_of(line) if patient.encode() in line else None
            if row is not None and row.patient == patient:
                yield row
