"""The ``diabetes-stack`` command."""

from __future__ import annotations

import importlib
from typing import Any

import typer
from typer.core import TyperGroup

from .. import __version__
from ..settings import SettingsError


class _Commands(TyperGroup):
    """Reports an invalid setting in one line."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            typer.echo(f"error: {error}", err=True)
            raise typer.Exit(2) from None


app = typer.Typer(
    cls=_Commands,
    name="diabetes-stack",
    help="The hospital's services around the diabetes risk library. It estimates; it does not diagnose.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

#: Modules of this package, each of which adds its commands to ``app``.
_COMMANDS = ("serve", "db", "model", "outcomes", "compare", "token", "login")
for _name in _COMMANDS:
    importlib.import_module(f".{_name}", __name__).add(app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Options of every command."""


def main() -> None:
    """Run the command."""
    app()
