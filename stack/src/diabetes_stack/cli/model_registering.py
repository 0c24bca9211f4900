"""The command that registers a model and records who states the origin of its training records."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import diabetes
import typer

from ..models import registry
from ..models.lookup import BUNDLED
from ..store import audit
from ..store.engine import Service
from ..store.logs import record
from .console import DRY_RUN, JSON, errors_said, say, say_json, warn
from .db import begin, operator
from .files import content
from .model_shown import identity
from .published import aliases
from .texts import word
from .trial import changing

__all__ = ["add"]

_SHORTEST, _LONGEST = 8, 500


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command(name="register", help=word("model.register.help"))(_register)


def _register(
    model: str = typer.Argument(..., metavar="MODEL", help=word("model.register.model")),
    source: str | None = typer.Option(None, "--source", help=word("model.register.source")),
    statement: bool = typer.Option(
        False, "--statement", help=word("model.register.sign", statement=word("model.register.statement"))
    ),
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    """Register a model file. With --source and --statement, also record who states whose records it learned from; the
    audit table keeps the statement as the person read it."""
    stated = _stated(source, statement)
    with errors_said(registry.RegistryError, diabetes.DiabetesError):
        with changing(dry_run) as connection:
            version = (
                registry.register(connection, _file(model))
                if Path(model).is_file() or model == BUNDLED
                else registry.find(connection, model)
            )
            if stated is not None:
                version = registry.state(connection, version.hash, stated, operator())
            detail = {"name": version.name, "synthetic": version.synthetic, "source": stated}
            if stated is not None:
                detail["statement"] = word("model.register.statement")
            audit.note(connection, operator(), "register", version.version, detail)
            record(connection, Service.COMMAND, "model_registered", {"model": version.version})
        if not as_json:
            done = "model.register.would" if dry_run else "model.register.done"
            say(word(done, name=version.name, version=version.version))
            if stated is not None:
                say(word("model.register.stated", by=operator(), source=stated))
        if stated is None and not version.of_people:
            warn(word("model.register.synthetic" if version.synthetic else "model.register.unstated"))
        in_mlflow = None
        if not dry_run:
            with begin(new=True) as connection:
                in_mlflow = aliases(connection)
    if as_json:
        say_json(
            identity(version)
            | {
                "synthetic": version.synthetic,
                "stated_source": version.stated,
                "of_people": version.of_people,
                "in_mlflow": in_mlflow,
                "dry_run": dry_run,
            }
        )


def _stated(source: str | None, statement: bool) -> str | None:
    """The source on one line, if it is stated."""
    text = " ".join(unicodedata.normalize("NFC", source or "").split())
    if not statement and not text:
        return None
    if not text:
        raise typer.BadParameter(word("model.register.no_source"))
    if not statement:
        raise typer.BadParameter(
            word("model.register.no_statement", statement=word("model.register.statement"))
        )
    if not text.isprintable() or not _SHORTEST <= len(text) <= _LONGEST or len(set(text)) < _SHORTEST // 2:
        raise typer.BadParameter(word("model.register.bad_source", least=_SHORTEST, most=_LONGEST))
    return text


def _file(model: str) -> bytes:
    if model == BUNDLED and not Path(model).is_file():
        return diabetes.Model.bundled(BUNDLED).to_json().encode()
    file = content(Path(model))
    # The library also knows a pickle by its name.
    diabetes.Model.load(model)
    return file
