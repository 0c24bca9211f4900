"""Model commands: create, list, evaluate, deploy."""

from __future__ import annotations

import typer

from . import model_deploying, model_judging, model_registering, model_training

__all__ = ["add"]


def add(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Models: train, evaluate, put into service.", no_args_is_help=True)
    for part in (model_training, model_registering, model_judging, model_deploying):
        part.add(group)
    app.add_typer(group, name="model")
