"""The ``diabetes-stack`` command."""

from __future__ import annotations

import importlib
import sys
from functools import cache
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


#: Modules of this package, with the words that begin their commands.
_COMMANDS = {
    "serve": ("up", "api", "dashboard", "mlflow", "demo"),
    "smoke": ("smoke",),
    "schedule": ("schedule",),
    "db": ("db",),
    "model": ("model",),
    "outcomes": ("outcomes",),
    "worklist": ("worklist",),
    "compare": ("compare",),
    "token": ("token",),
    "login": ("mlflow-proxy",),
    "check": ("check",),
    "logs": ("logs",),
    "backup": ("backup",),
    "audit": ("audit",),
    "update": ("update",),
    "doctor": ("doctor",),
    "monitor": ("monitor",),
    "incident": ("incident",),
}


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help=word("frame.version")
    ),
) -> None:
    """Options of every command."""


@cache
def commands(*modules: str) -> typer.Typer:
    """The command with the subcommands of these modules; of all if none is named."""
    app = typer.Typer(
        cls=_Commands,
        name="diabetes-stack",
        help=word("frame.about"),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    for name in modules or _COMMANDS:
        importlib.import_module(f".{name}", __name__).add(app)
    speak(app)
    app.callback()(_options)
    return app


def main() -> None:
    """Run the command. Only the module of the named subcommand is imported: all of them take a second more."""
    if sys.argv[1:] == ["--version"]:
        typer.echo(__version__)
        return
    first = sys.argv[1] if len(sys.argv) > 1 else ""
    commands(*(module for module, words in _COMMANDS.items() if first in words))()
