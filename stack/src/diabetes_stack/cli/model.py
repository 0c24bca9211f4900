"""Model commands: create, list, evaluate, deploy."""

from __future__ import annotations

import typer

from . import model_deploying as deploying
from . import model_evaluating as evaluating
from . import model_exporting as exporting
from . import model_listing as listing
from . import model_recalibrating as recalibrating
from . import model_registering as registering
from . import model_training as training
from .texts import word

__all__ = ["add"]


def add(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help=word("model.help"), no_args_is_help=True)
    for part in (training, listing, registering, evaluating, recalibrating, deploying, exporting):
        part.add(group)
    app.add_typer(group, name="model")
