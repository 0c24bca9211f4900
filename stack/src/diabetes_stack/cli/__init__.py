"""The ``diabetes-stack`` command."""

from __future__ import annotations

import importlib
from typing import Any

import typer

from .. import __version__
from ..settings import SettingsError
from .console import fail, failures_said
from .frame import Group, said_in_words, speak
from .texts import word


class _Commands(Group):
    """All commands. Reports a wrong command line, and an invalid setting in one line; with ``--json`` every failure is
    a document too."""

    def make_context(self, info_name: Any, args: list[str], *arguments: Any, **extra: Any) -> Any:
        with failures_said(args), said_in_words():
            return super().make_context(info_name, args, *arguments, **extra)

    def invoke(self, ctx: Any) -> Any:
        with failures_said(), said_in_words():
            try:
                return super().invoke(ctx)
            except SettingsError as error:
                fail(word("settings.invalid", text=error), 2, code="settings")


app = typer.Typer(
    cls=_Commands,
    name="diabetes-stack",
    help=word("frame.about"),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

#: Modules of this package, each of which adds its commands to ``app``.
_COMMANDS = (
    *("serve", "smoke", "schedule", "db", "model", "outcomes", "compare", "token", "login", "check", "logs"),
    *("backup", "audit", "update", "doctor", "monitor", "incident"),
)
for _name in _COMMANDS:
    importlib.import_module(f".{_name}", __name__).add(app)
speak(app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help=word("frame.version")
    ),
) -> None:
    """Options of every command."""


def main() -> None:
    """Run the command."""
    app()
