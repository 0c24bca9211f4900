"""The command that restores a backup."""

from __future__ import annotations

from pathlib import Path

import typer

from ..backup import legacy
from ..backup.archive import is_old
from ..backup.places import Archive, find
from ..backup.restore import Restoration, restore
from ..settings import settings
from .backup_said import FROM, NAME, SAMPLES, moment, old_said, problems_said, replayed_said
from .console import DRY_RUN, JSON, YES, confirm, say, say_json, warn, working
from .db import operator
from .texts import word

__all__ = ["add"]

_OTHER_KEY = typer.Option(False, "--other-key", help=word("backup.other_key.help"))


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command("restore", help=word("backup.restore.help"))(_restore)


def _restore(
    name: str | None = NAME,
    place: Path | None = FROM,
    other_key: bool = _OTHER_KEY,
    sample: int = SAMPLES,
    dry_run: bool = DRY_RUN,
    yes: bool = YES,
    as_json: bool = JSON,
) -> None:
    with problems_said():
        archive = find(settings(), name, place)
        if not archive.is_encrypted and is_old(archive.file):
            _restore_old(archive, dry_run, yes, as_json)
            return
        if not dry_run:
            confirm(word("backup.restore.question", name=archive.name, at=moment(archive.at)), yes)
        with working(word("backup.restore.working", name=archive.name)):
            done = restore(
                settings(), archive, operator(), other_key=other_key, sample=sample, dry_run=dry_run
            )
    if as_json:
        say_json({"dry_run": dry_run, **done._asdict()})
    else:
        _said(done, dry_run)
    if done.other_model is not None:
        warn(word("backup.restore.other_model", version=done.other_model))


def _restore_old(archive: Archive, dry_run: bool, yes: bool, as_json: bool) -> None:
    if not dry_run:
        confirm(word("backup.restore.old_question", name=archive.name), yes)
    found = legacy.look(archive) if dry_run else legacy.restore(settings(), archive, operator())
    old_said(archive, found, as_json)


def _said(done: Restoration, dry_run: bool) -> None:
    figures = {"predictions": word.number(done.predictions), "at": moment(done.created)}
    name = done.archive.partition(".")[0]
    say(word("backup.restore.would" if dry_run else "backup.restore.done", name=name, **figures))
    replayed_said(done.replayed)
    if done.waited:
        say(word("backup.restore.waited", count=word.number(done.waited)))
    if done.forgotten:
        say(word("backup.restore.forgotten", count=word.number(done.forgotten)))
    if done.lost is None:
        say(word("backup.restore.lost_unknown"))
    elif done.lost and done.lost_since is not None:
        say(word("backup.restore.lost", count=word.number(done.lost), at=moment(done.lost_since)))
    elif done.lost:
        say(word("backup.restore.lost_undated", count=word.number(done.lost)))
    else:
        say(word("backup.restore.lost_none"))
    if done.lost_entries:
        say(word("backup.restore.lost_entries", count=word.number(done.lost_entries)))
    if done.kept is not None:
        say(word("backup.restore.kept", kept=done.kept))
    steps = [word(f"backup.step.{step}", seconds=word.number(time, 1)) for step, time in done.seconds.items()]
    say(word("backup.restore.seconds", steps=", ".join(steps)))
