"""Commands that make backups, and create the key for copies."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import typer
from sqlalchemy.engine import make_url

from ..backup import away, database, mlflow
from ..backup.create import Created, create
from ..backup.errors import BackupError, Problem
from ..backup.places import folder
from ..settings import settings
from .backup_said import megabytes, path, problems_said, sentences
from .console import DRY_RUN, JSON, say, say_json, warn, working
from .db import operator
from .texts import word

__all__ = ["add"]

_TO = typer.Option(None, "--to", help=word("backup.to.help"))
_KEY = typer.Argument(..., help=word("backup.key.file.help"))
_ANOTHER = typer.Option(False, "--another-database", help=word("backup.another.help"))
_PLAIN = typer.Option(False, "--plain", help=word("backup.plain.help"))


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command("create", help=word("backup.create.help"))(_create)
    group.command("key", help=word("backup.key.help"))(_key)


def _create(
    to: Path | None = _TO,
    plain: bool = _PLAIN,
    another: bool = _ANOTHER,
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    chosen = settings()
    second = to or chosen.backup_to
    with problems_said():
        if to is not None:
            away.check(chosen, to, plain)
        if dry_run:
            _would(second, as_json)
            return
        with working(word("backup.create.working")):
            made = create(chosen, operator(), another)
            # A second place that is away is no reason to have no backup at all.
            copy, problems = (None, []) if second is None else _sent(made, second, plain)
    _warnings(made)
    if as_json:
        say_json(_as_json(made, copy) | {"problems": [one._asdict() for one in problems]})
    else:
        _said(made, copy)
    if problems:
        for line in sentences(problems):
            typer.echo(word("error", text=line), err=True)
        raise typer.Exit(1)


def _sent(made: Created, second: Path, plain: bool) -> tuple[Path | None, list[Problem]]:
    """The copy in the second place, or why there is none."""
    try:
        return away.send(settings(), made.archive, second, operator(), plain), []
    except BackupError as error:
        return None, error.problems
    except OSError as error:
        return None, [Problem.of("io", cause=f"{error.strerror or type(error).__name__} ({second})")]


def _said(made: Created, copy: Path | None) -> None:
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
