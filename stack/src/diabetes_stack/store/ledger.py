"""What must survive the loss of the database, in files beside it: whom it was told to forget, and the newest entries of
its audit trail. They travel with every backup, so that no restored database brings a forgotten patient back or hides
that entries are missing.

Each file has one JSON object per line, is only appended to, and is written to disk before the change in the database
is. It contains ids and keyed hashes, no patient's data.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from .audit import Head
from .lines import append, read
from .tables import utc_now

__all__ = ["FOLDER", "Deletion", "deletions", "heads", "keep_deletion", "keep_head", "merge"]

#: The name of the folder in the data folder.
FOLDER = "ledger"
_DELETIONS = "deletions.jsonl"
_HEADS = "heads.jsonl"


class Deletion(NamedTuple):
    """What was deleted for a patient, and when."""

    at: datetime
    patient: str
    predictions: tuple[str, ...]


def keep_deletion(folder: Path, patient: str, predictions: Iterable[str]) -> None:
    """Keep that a patient's predictions are deleted. ``folder`` is the ledger's. Raises OSError."""
    append(
        folder / _DELETIONS,
        {"at": utc_now().isoformat(), "patient": patient, "predictions": list(predictions)},
    )


def deletions(folder: Path) -> list[Deletion]:
    """All deletions, oldest first."""
    found = [
        Deletion(datetime.fromisoformat(line["at"]), line["patient"], tuple(line["predictions"]))
        for line in read(folder / _DELETIONS)
    ]
    return sorted(found, key=lambda one: one.at)


def keep_head(folder: Path, head: Head) -> None:
    """Keep the newest entry of the audit trail. Raises OSError."""
    append(folder / _HEADS, {"at": utc_now().isoformat(), "id": head.id, "chain": head.chain})


def heads(folder: Path) -> list[Head]:
    """The entries that were kept, in the order in which they were added."""
    return [Head(line["id"], line["chain"]) for line in read(folder / _HEADS)]


def merge(folder: Path, other: Path) -> None:
    """Add the lines of another ledger that this one lacks. Raises OSError."""
    for name in (_DELETIONS, _HEADS):
        known = {json.dumps(line, sort_keys=True) for line in read(folder / name)}
        for line in read(other / name):
            if json.dumps(line, sort_keys=True) not in known:
                append(folder / name, line)
