"""Commands that list backups and delete old ones."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer

from ..backup.archive import is_old, read_manifest
from ..backup.errors import BackupError
from ..backup.places import Archive, archives, folder
from ..backup.prune import prune
from ..backup.restore import REPLACED
from ..backup.verify import proof_of
from ..settings import settings
from ..store.tables import utc_now
from .backup_said import FROM, megabytes, problems_said
from .console import DRY_RUN, JSON, YES, confirm, say, say_json, table
from .db import operator
from .texts import word

__all__ = ["add"]

#: Kinds of archives that can be verified, and how that may end.
_PROVED = ("backup", "encrypted")
_GOOD, _BAD = "good", "bad"


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command("list", help=word("backup.list.help"))(_list)
    group.command("prune", help=word("backup.prune.help"))(_prune)


def _list(place: Path | None = FROM, as_json: bool = JSON) -> None:
    with problems_said():
        where = folder(settings()) if place is None else place
        if not where.is_dir():
            raise BackupError("no_folder", folder=where)
        rows = [_row(archive) for archive in archives(where)]
        replaced = settings().folder() / REPLACED
        has_replaced = place is None and replaced.is_dir() and any(replaced.iterdir())
    if as_json:
        say_json(rows)
        return
    if rows:
        table(word("backup.list.head").split("|"), [_cells(row) for row in rows])
    else:
        say(word("backup.list.none", folder=where))
    if has_replaced:
        say(word("backup.list.replaced", folder=replaced))


def _row(archive: Archive) -> dict[str, Any]:
    proof = proof_of(archive)
    row: dict[str, Any] = {
        "archive": archive.file.name,
        "made": archive.at.isoformat(),
        "age_hours": round((utc_now() - archive.at).total_seconds() / 3600, 1),
        "bytes": archive.file.stat().st_size,
        "kind": "encrypted" if archive.is_encrypted else "backup",
        "predictions": None,
        "models": None,
        "verified": None if proof is None else proof.at.isoformat(),
        "good": None if proof is None else proof.good,
    }
    if not archive.is_encrypted:
        try:
            manifest = read_manifest(archive.file)
            row |= {"predictions": manifest.predictions, "models": list(manifest.models)}
        except BackupError:
            row["kind"] = "old" if is_old(archive.file) else "unreadable"
    return row


def _cells(row: dict[str, Any]) -> list[str]:
    kind = row["kind"]
    good, age = row["good"], word.number(row["age_hours"])
    if good is None:
        proof = word("backup.list.never") if kind in _PROVED else "-"
    else:
        ending = _GOOD if good else _BAD
        proof = word(f"backup.list.{ending}", at=row["verified"][:16].replace("T", " "))
    content = word.number(row["predictions"]) if kind == "backup" else word(f"backup.list.{kind}")
    made = row["made"][:16].replace("T", " ")
    return [row["archive"].partition(".")[0], made, age, megabytes(row["bytes"]), content, proof]


def _prune(dry_run: bool = DRY_RUN, yes: bool = YES, as_json: bool = JSON) -> None:
    with problems_said():
        planned = prune(settings(), operator(), dry_run=True)
        count = sum(one.deleted for one in planned)
        if count and not dry_run and sys.stdin.isatty():
            confirm(word("backup.prune.question", count=count), yes)
        done = planned if dry_run else prune(settings(), operator())
    if as_json:
        rows = [{"file": str(one.archive.file), "deleted": one.deleted, "reason": one.reason} for one in done]
        say_json({"dry_run": dry_run, "archives": rows})
        return
    count = sum(one.deleted for one in done)
    figures = {"deleted": word.number(count), "kept": word.number(len(done) - count)}
    say(word("backup.prune.would" if dry_run else "backup.prune.done", **figures))
    gone = "would_go" if dry_run else "gone"
    for one in done:
        say(word(f"backup.prune.{gone if one.deleted else one.reason}", name=one.archive.file.name))
