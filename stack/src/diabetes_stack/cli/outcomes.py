"""Commands for laboratory results."""

from __future__ import annotations

import itertools
from collections import Counter
from functools import partial
from pathlib import Path

import typer

from ..settings import settings
from ..store import audit, outcomes
from ..store.engine import Service
from ..store.logs import record
from ..store.outcome_import import Imported, import_rows
from ..store.patients import reference_hash
from .console import errors_said, say, table, working
from .db import begin, operator
from .files import read_table

__all__ = ["add"]

#: Rows per transaction: this limits how long the API waits for a command.
_GROUP = 500
_SHOWN = 20

_outcomes = typer.Typer(help="Laboratory results that followed predictions.", no_args_is_help=True)


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(_outcomes, name="outcomes")


@_outcomes.command(name="import")
def import_(
    file: Path = typer.Argument(
        ..., metavar="F", help="CSV or Parquet: prediction_id or paciente, fecha, Resultado, hba1c."
    ),
    source: str = typer.Option(
        ..., "--source", help="Name of the set; models are evaluated on it by this name."
    ),
) -> None:
    """Store the valid rows of a file and list the others; importing the same file again changes nothing."""
    with errors_said(outcomes.OutcomeError):
        rows = read_table(file).to_pylist()
        imported = Imported()
        hashed = partial(reference_hash, settings())
        with working(f"Importing {len(rows):,} rows") as progress:
            for start in range(0, len(rows), _GROUP):
                with begin() as connection:
                    import_rows(connection, rows[start : start + _GROUP], source, hashed, imported)
                progress(imported.rows, len(rows))
    figures = {"rows": imported.rows, "new": imported.new, "known": imported.known, "bad": len(imported.bad)}
    by_code = dict(Counter(row.code for row in imported.bad))
    with begin() as connection:
        audit.note(connection, operator(), "import", source, {**figures, "codes": by_code})
        record(connection, Service.COMMAND, "outcomes_imported", {"source": source, **figures})
    say(
        f"{imported.rows:,} rows: {imported.new:,} new, {imported.known:,} known, "
        f"{len(imported.bad):,} not stored"
    )
    for bad in itertools.islice(imported.bad, _SHOWN):
        say(f"  row {bad.row}: {bad.code}: {bad.message}")
    if len(imported.bad) > _SHOWN:
        say(f"  and {len(imported.bad) - _SHOWN:,} more: {by_code}")
    if imported.bad:
        raise typer.Exit(1)


@_outcomes.command(name="list")
def list_() -> None:
    """List the sets, and count the predictions without a result by risk level."""
    with errors_said(), begin() as connection:
        sets = outcomes.sources(connection)
        levels = outcomes.untested(connection)
    table(["source", "results"], [[source, f"{count:,}"] for source, count in sets])
    say()
    table(
        ["risk level", "predictions", "untested"],
        [[level.risk_level or "-", f"{level.predictions:,}", f"{level.untested:,}"] for level in levels],
    )


@_outcomes.command()
def remove(
    source: str = typer.Option(..., "--source", help="Name of the set."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask first."),
) -> None:
    """Delete a wrong set, so that it can be imported again."""
    if not yes:
        typer.confirm(f"Delete every result of {source}?", abort=True)
    with errors_said(), begin() as connection:
        removed = outcomes.remove(connection, source)
        audit.note(connection, operator(), "remove_outcomes", source, {"results": removed})
    say(f"{removed:,} results deleted")
