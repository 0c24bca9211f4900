"""The record of the checklists: what was run and signed, in a file that is only appended to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from ..store.lines import append, read

__all__ = ["FILE", "Entry", "entries", "keep"]

#: The name of the file in the data folder.
FILE = "checklists.jsonl"


class Entry(NamedTuple):
    """A line that was run, or signed by a person, in a period."""

    at: datetime
    list: str
    line: str
    period: str
    #: ok or found, by the commands; signed, by a person.
    state: str
    by: str
    note: str


def keep(folder: Path, new: Iterable[Entry]) -> None:
    """Add entries to the record in the data folder. Raises OSError."""
    for entry in new:
        append(folder / FILE, entry._asdict() | {"at": entry.at.isoformat()})


def entries(folder: Path) -> list[Entry]:
    """All entries, oldest first."""
    return [_entry(line) for line in read(folder / FILE)]


def _entry(line: dict[str, Any]) -> Entry:
    return Entry(**line | {"at": datetime.fromisoformat(line["at"])})
