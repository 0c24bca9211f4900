"""Database commands."""

from __future__ import annotations

import typer

from . import db_checking, db_dumping, db_patients, db_upkeep
from .database import begin, operator
from .texts import word

__all__ = ["add", "begin", "operator"]


def add(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help=word("db.help"), no_args_is_help=True)
    for part in (db_upkeep, db_checking, db_dumping, db_patients):
        part.add(group)
    app.add_typer(group, name="db")
