"""The command that writes a model to a file, for scripts."""

from __future__ import annotations

from pathlib import Path

import diabetes
import typer

from ..models import registry
from ..models.lookup import model_called
from ..settings import settings
from .console import DRY_RUN, JSON, errors_said, say, say_json
from .db import begin
from .files import written
from .model_shown import identity
from .texts import word

__all__ = ["add"]


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command(name="export", help=word("model.export.help"))(_export)


def _export(
    model: str = typer.Argument("champion", metavar="MODEL", help=word("model.called")),
    out: Path = typer.Option(Path("models/best_model.json"), "--out", help=word("model.export.out")),
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    """Write a model to a file, whole or not at all; its folder is created. JSON: ``file``, ``model``, ``dry_run``."""
    with errors_said(registry.RegistryError, diabetes.DiabetesError, OSError):
        with begin(new=True) as connection:
            found = model_called(connection, settings(), model)
        if not dry_run:
            out.parent.mkdir(parents=True, exist_ok=True)
            with written(out) as file:
                file.write_text(found.to_json(), encoding="utf-8")
    if as_json:
        say_json({"file": str(out), "model": identity(found.info), "dry_run": dry_run})
    else:
        said = "model.export.would" if dry_run else "model.export.done"
        say(word(said, name=found.info["name"], version=found.info["version"], file=out))
