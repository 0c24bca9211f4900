"""Commands for backups."""

from __future__ import annotations

import typer

from . import backup_keeping, backup_making, backup_proving, backup_restoring
from .texts import word

__all__ = ["add"]

_backup = typer.Typer(help=word("backup.help"), no_args_is_help=True)
for _part in (backup_making, backup_keeping, backup_proving, backup_restoring):
    _part.add(_backup)


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(_backup, name="backup")
