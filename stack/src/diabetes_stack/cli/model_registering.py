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
from .console import errors_said, say, warn
from .db import begin, operator
from .published import aliases

__all__ = ["add"]

#: The statement to sign; it goes into the audit table with the source.
STATEMENT = (
    "I state that the model learned from records of real people, and that they come from the source I name."
)
_SHORTEST, _LONGEST = 8, 500


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command(name="register")(_register)


def _register(
    model: str = typer.Argument(..., help="Model file; or version, hash prefix or name of a registered one."),
    source: str | None = typer.Option(
        None, "--source", help='Whose records it learned from: hospital, years, how they were chosen ("...").'
    ),
    statement: bool = typer.Option(False, "--statement", help=f"Sign: {STATEMENT}"),
) -> None:
    """Register a model file. With --source and --statement, also record who states whose records it learned from.

    In production a model whose file does not name the source of its records is put into service only after a
    statement. A model trained on generated records is always refused.
    """
    stated = _stated(source, statement)
    with errors_said(registry.RegistryError, diabetes.DiabetesError):
        with begin() as connection:
            version = (
                registry.register(connection, _file(model))
                if Path(model).is_file() or model == BUNDLED
                else registry.find(connection, model)
            )
            if stated is not None:
                version = registry.state(connection, version.hash, stated, operator())
            detail = {"name": version.name, "synthetic": version.synthetic, "source": stated}
            if stated is not None:
                detail["statement"] = STATEMENT
            audit.note(connection, operator(), "register", version.version, detail)
            record(connection, Service.COMMAND, "model_registered", {"model": version.version})
        say(f"registered: {version.name} {version.version}")
        if stated is not None:
            say(f"stated by {operator()}: {stated}")
        elif not version.of_people:
            warn(_unproven(version))
        with begin() as connection:
            aliases(connection)


def _unproven(version: registry.Version) -> str:
    """Why a model cannot be put into service in production, in one line."""
    if version.synthetic:
        return "it learned from generated records: it can never be champion in production"
    return (
        "its file does not say whose records it learned from: it cannot become champion in production until "
        "this is stated with --source and --statement"
    )


def _stated(source: str | None, statement: bool) -> str | None:
    """The source on one line, if it is stated."""
    text = " ".join(unicodedata.normalize("NFC", source or "").split())
    if not statement and not text:
        return None
    if not text:
        raise typer.BadParameter('--statement needs --source "...": whose records the model learned from')
    if not statement:
        raise typer.BadParameter(
            f"a source is stored only with a signature; add --statement to sign: {STATEMENT}"
        )
    if not text.isprintable() or not _SHORTEST <= len(text) <= _LONGEST or len(set(text)) < _SHORTEST // 2:
        raise typer.BadParameter(
            f"--source must name hospital, years and choice of the people, in {_SHORTEST} to {_LONGEST} characters"
        )
    return text


def _file(model: str) -> bytes:
    if model == BUNDLED and not Path(model).is_file():
        return diabetes.Model.bundled(BUNDLED).to_json().encode()
    return Path(model).read_bytes()
