"""Database commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from ..settings import settings
from ..store import audit, ledger, privacy, retention
from ..store.engine import Service, open_store
from ..store.migrate import upgrade as migrate
from ..store.patients import reference_hash
from ..store.tables import utc_now
from .operator import operator

__all__ = ["add", "begin", "operator"]

_PATIENT = typer.Option(..., "--patient", help="The patient's reference, as sent to the API.")

_db = typer.Typer(help="The database.", no_args_is_help=True)


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(_db, name="db")


@_db.command()
def upgrade() -> None:
    """Update the database to the tables of this version."""
    with _opened() as engine:
        migrate(engine)
        typer.echo(f"current: {engine.url.render_as_string(hide_password=True)}")


@_db.command()
def clean() -> None:
    """Delete expired logs and anonymous predictions; totals stay."""
    with begin() as connection:
        gone = retention.clean(connection, utc_now(), operator())
    typer.echo(
        f"deleted: {gone['logs']} logs older than {retention.LOGS.days} days, "
        f"{gone['predictions']} anonymous predictions older than {retention.ANONYMOUS_PREDICTIONS.days} days"
    )


@_db.command()
def export(
    patient: str = _PATIENT,
    out: Path | None = typer.Option(None, "--out", help="File to write; without it, standard output."),
) -> None:
    """Write what is stored about a patient as JSON. This is recorded in the audit table."""
    with begin() as connection:
        found = privacy.export(connection, reference_hash(settings(), patient), operator())
    text = json.dumps(found, ensure_ascii=False, indent=2)
    if out is None:
        sys.stdout.write(text + "\n")
    else:
        out.write_text(text + "\n", encoding="utf-8")
        typer.echo(f"{len(found)} predictions in {out}")


@_db.command()
def forget(
    patient: str = _PATIENT,
    yes: bool = typer.Option(False, "--yes", help="Do not ask first."),
) -> None:
    """Delete everything stored about a patient. This is recorded in the audit table."""
    if not yes:
        typer.confirm("Delete every prediction and laboratory result of this patient for good?", abort=True)
    with begin() as connection:
        deleted = privacy.forget(connection, reference_hash(settings(), patient), operator())
    typer.echo(f"{deleted} predictions deleted")


@contextmanager
def begin() -> Iterator[Connection]:
    """A transaction in the current database; problems with the database are reported in one line."""
    with _opened() as engine:
        migrate(engine)
        with engine.begin() as connection:
            yield connection
            head = connection.info.pop(audit.HEAD, None)
        if head is not None:
            ledger.keep_head(settings().folder() / ledger.FOLDER, head)


@contextmanager
def _opened() -> Iterator[Engine]:
    engine = open_store(settings(), Service.COMMAND)
    try:
        yield engine
    except DBAPIError as error:
        address = engine.url.render_as_string(hide_password=True)
        typer.echo(f"error: database at {address}: {str(error.orig).strip()}", err=True)
        raise typer.Exit(1) from error
    finally:
        engine.dispose()
