"""Commands that prove backups."""

from __future__ import annotations

from pathlib import Path

import typer

from ..backup import legacy
from ..backup.archive import is_old
from ..backup.drill import Drill, drill
from ..backup.places import find
from ..backup.verify import Proof, verify
from ..settings import settings
from .backup_said import FROM, NAME, SAMPLES, old_said, problems_said, replayed_said, sentences
from .console import JSON, say, say_json, table, working
from .db import operator
from .texts import word

__all__ = ["add"]

#: Steps of a drill, in the order in which they are shown.
_STEPS = ("create", "return", "unpack", "load", "check", "replace", "total")


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command("verify", help=word("backup.verify.help"))(_verify)
    group.command("drill", help=word("backup.drill.help"))(_drill)


def _verify(
    name: str | None = NAME, place: Path | None = FROM, sample: int = SAMPLES, as_json: bool = JSON
) -> None:
    with problems_said():
        archive = find(settings(), name, place)
        if not archive.is_encrypted and is_old(archive.file):
            old_said(archive, legacy.look(archive), as_json)
            raise typer.Exit(1)
        with working(word("backup.verify.working", name=archive.name)):
            proof = verify(settings(), archive, sample)
    if as_json:
        say_json(proof.model_dump(mode="json"))
    else:
        _said(proof)
    if not proof.good:
        raise typer.Exit(1)


def _said(proof: Proof) -> None:
    name = proof.archive.partition(".")[0]
    ending = "good" if proof.good else "bad"
    say(word(f"backup.verify.{ending}", name=name, seconds=word.number(proof.seconds, 1)))
    for line in sentences(proof.problems):
        say(f"  {line}")
    if proof.good:
        figures = {
            "predictions": word.number(proof.counts.get("predictions", 0)),
            "models": word.number(len(proof.models)),
        }
        say(word("backup.verify.counts", **figures))
        replayed_said(proof.replayed)


def _drill(sample: int = SAMPLES, as_json: bool = JSON) -> None:
    with problems_said(), working(word("backup.drill.working")):
        done = drill(settings(), operator(), sample)
    if as_json:
        say_json(done.model_dump(mode="json"))
    else:
        _drill_said(done)
    if not done.good:
        raise typer.Exit(1)


def _drill_said(done: Drill) -> None:
    rows = [
        [word(f"backup.drill.step.{name}"), word.number(done.seconds[name], 2)]
        for name in _STEPS
        if name in done.seconds
    ]
    table(word("backup.drill.head").split("|"), rows)
    if done.good:
        say(word("backup.drill.good", seconds=word.number(done.seconds["return"], 1)))
        replayed_said(done.replayed)
    else:
        say(word("backup.drill.bad"))
        for line in sentences(done.problems):
            say(f"  {line}")
