"""Commands of the database."""

from __future__ import annotations

import typer

from ..settings import settings
from ..store.engine import Service, open_store
from ..store.migrate import upgrade as migrate

__all__ = ["add"]

_db = typer.Typer(help="The database.", no_args_is_help=True)


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(_db, name="db")


@_db.command()
def upgrade() -> None:
    """Bring the database to the tables of this version."""
    engine = open_store(settings(), Service.COMMAND)
    migrate(engine)
    typer.echo(f"current: {engine.url.render_as_string(hide_password=True)}")
