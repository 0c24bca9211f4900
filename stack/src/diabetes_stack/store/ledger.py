"""What must survive the loss of the database, in files beside it: whom it was told to forget, whose data it may not
delete, and the newest entries of its audit trail. They travel with every backup, so that no restored database brings a
forgotten patient back, loses a hold, or hides that entries are missing.

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

__all__ = [
    "FOLDER", "Deletion", "Hold", "deletions", "heads", "holds", "keep_deletion", "keep_head", "keep_hold",
    "keep_release", "merge",
]  # fmt: skip

#: The name of the folder in the data folder.
FOLDER = "ledger"
_DELETIONS = "deletions.jsonl"
_HEADS = "heads.jsonl"
_HOLDS = "holds.jsonl"


class Deletion(NamedTuple):
    """What was deleted for a patient, and when."""

    at: datetime
    patient: str
    predictions: tuple[str, ...]


class Hold(NamedTuple):
    """An order not to delete a patient's data. Fields match the table's columns."""

    patient: str
    reason: str
    at: datetime
    by: str
    #: None while it is in force.
    released_at: datetime | None = None


def keep_deletion(folder: Path, patient: str, predictions: Iterable[str]) -> Deletion:
    """Keep that a patient's predictions are deleted. ``folder`` is the ledger's. Raises OSError."""
    new = Deletion(utc_now(), patient, tuple(predictions))
    append(folder / _DELETIONS, {**new._asdict(), "at": new.at.isoformat()})
    return new


def deletions(folder: Path) -> list[Deletion]:
    """All deletions, oldest first."""
    found = [
        Deletion(datetime.fromisoformat(line["at"]), line["patient"], tuple(line["predictions"]))
        for line in read(folder / _DELETIONS)
    ]
    return sorted(found, key=lambda one: one.at)


def keep_hold(folder: Path, hold: Hold) -> None:
    """Keep that a patient's data may not be deleted. Raises OSError."""
    line = {"at": hold.at.isoformat(), "patient": hold.patient, "reason": hold.reason, "by": hold.by}
    append(folder / _HOLDS, line)


def keep_release(folder: Path, patient: str, at: datetime) -> None:
    """Keep that a patient's holds are over. Raises OSError."""
    append(folder / _HOLDS, {"at": at.isoformat(), "patient": patient, "released": True})


def holds(folder: Path) -> list[Hold]:
    """All holds, oldest first, also those that are over."""
    found: list[Hold] = []
    for line in sorted(read(folder / _HOLDS), key=lambda line: datetime.fromisoformat(line["at"])):
        at = datetime.fromisoformat(line["at"])
        if "released" in line:
            found = [
                one._replace(released_at=at)
                if one.patient == line["patient"] and one.released_at is None
                else one
                for one in found
            ]
        else:
            found.append(Hold(line["patient"], line["reason"], at, line["by"]))
    return found


def keep_head(folder: Path, head: Head) -> None:
    """Keep the newest entry of the audit trail. Raises OSError."""
    append(folder / _HEADS, {"at": utc_now().isoformat(), "id": head.id, "chain": head.chain})


def heads(folder: Path) -> list[Head]:
    """The entries that were kept, in the order in which they were added."""
    return [Head(line["id"], line["chain"]) for line in read(folder / _HEADS)]


def merge(folder: Path, other: Path) -> None:
    """Add the lines of another ledger that this one lacks. Raises OSError."""
    for name in (_DELETIONS, _HOLDS, _HEADS):
        known = {json.dumps(line, sort_keys=True) for line in read(folder / name)}
        for line in read(other / name):
            if json.dumps(line, sort_keys=True) not in known:
                append(folder / name, line)
