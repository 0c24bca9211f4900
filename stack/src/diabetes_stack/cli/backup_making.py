"""Commands that make, list and delete backups, and create the key for copies."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import typer
from sqlalchemy.engine import make_url

from ..backup import away, database, mlflow
from ..backup.archive import is_old, read_manifest
from ..backup.create import Created, create
from ..backup.errors import BackupError
from ..backup.places import Archive, archives, folder
from ..backup.prune import prune
from ..backup.restore import REPLACED
from ..backup.verify import proof_of
from ..settings import settings
from ..store.tables import utc_now
from .backup_said import FROM, megabytes, path, problems_said
from .console import DRY_RUN, JSON, YES, confirm, say, say_json, table, warn, working
from .db import operator
from .texts import word

__all__ = ["add"]

#: Kinds of archives that can be verified, and how that may end.
_PROVED = ("backup", "encrypted")
_GOOD, _BAD = "good", "bad"
_TO = typer.Option(None, "--to", help=word("backup.to.help"))
_KEY = typer.Argument(..., help=word("backup.key.file.help"))
_PLAIN = typer.Option(False, "--plain", help=word("backup.plain.help"))


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command("create", help=word("backup.create.help"))(_create)
    group.command("list", help=word("backup.list.help"))(_list)
    group.command("prune", help=word("backup.prune.help"))(_prune)
    group.command("key", help=word("backup.key.help"))(_key)


def _create(
    to: Path | None = _TO, plain: bool = _PLAIN, dry_run: bool = DRY_RUN, as_json: bool = JSON
) -> None:
    chosen = settings()
    second = to or chosen.backup_to
    with problems_said():
        if second is not None:
            away.check(chosen, second, plain)
        if dry_run:
            _would(second, as_json)
            return
        with working(word("backup.create.working")):
            made = create(chosen, operator())
            copy = None if second is None else away.send(chosen, made.archive, second, operator(), plain)
    _warnings(made)
    if as_json:
        say_json(_as_json(made, copy))
        return
    figures = {
        "size": megabytes(made.bytes),
        "predictions": word.number(made.manifest.predictions),
        "models": word.number(len(made.manifest.models)),
        "seconds": word.number(made.seconds, 1),
    }
    say(word("backup.create.done", name=made.archive.name, **figures))
    say(word("backup.create.file", file=made.archive.file))
    if copy is not None:
        say(word("backup.create.copy", file=copy))


def _would(second: Path | None, as_json: bool) -> None:
    place = folder(settings())
    needed = database.size(settings()) + mlflow.size(settings())
    free = shutil.disk_usage(place).free
    if as_json:
        say_json(
            {
                "dry_run": True,
                "folder": path(place),
                "needed_bytes": needed,
                "free_bytes": free,
                "to": path(second),
            }
        )
        return
    say(word("backup.create.would", folder=place, size=megabytes(needed), free=megabytes(free)))
    if second is not None:
        say(word("backup.create.would_copy", folder=second))


def _warnings(made: Created) -> None:
    if not made.manifest.predictions:
        warn(word("backup.empty", address=make_url(settings().sqlalchemy_url).render_as_string()))
    if not made.recorded:
        warn(word("backup.not_recorded"))
    for reason, count in Counter(made.manifest.left_out.values()).items():
        warn(word(f"backup.left_out.{reason}", count=count))
    if made.manifest.missing_models:
        warn(word("backup.missing_models", versions=", ".join(made.manifest.missing_models)))


def _as_json(made: Created, copy: Path | None) -> dict[str, Any]:
    manifest = made.manifest
    return {
        "archive": made.archive.file.name,
        "file": str(made.archive.file),
        "copy": path(copy),
        "created": manifest.created.isoformat(),
        "bytes": made.bytes,
        "seconds": round(made.seconds, 3),
        "counts": dict(manifest.database.counts),
        "predictions": manifest.predictions,
        "models": list(manifest.models),
        "champion": manifest.champion,
        "left_out": dict(manifest.left_out),
        "missing_models": list(manifest.missing_models),
        "recorded": made.recorded,
    }


def _list(place: Path | None = FROM, as_json: bool = JSON) -> None:
    with problems_said():
        where = folder(settings()) if place is None else place
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


def _key(file: Path = _KEY, dry_run: bool = DRY_RUN, as_json: bool = JSON) -> None:
    with problems_said():
        if file.exists():
            raise BackupError("exists", file=file)
        public = None if dry_run else away.create_key(file)
    if as_json:
        say_json({"dry_run": dry_run, "file": str(file), "recipient": public})
    elif public is None:
        say(word("backup.key.would", file=file))
    else:
        say(word("backup.key.done", public=public))
        warn(word("backup.key.note", file=file))
