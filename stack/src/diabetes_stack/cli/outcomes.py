"""Commands for laboratory results."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import typer

from ..settings import settings
from ..store import audit, outcomes
from ..store.engine import Service
from ..store.imported import Imported
from ..store.logs import record
from ..store.outcome_dates import said
from ..store.outcome_import import import_rows
from ..store.patients import reference_hash
from .console import DRY_RUN, JSON, YES, confirm, errors_said, say, say_json, table, working
from .db import begin, operator
from .files import read_table
from .model_shown import show_untested, shown, untested
from .outcome_file import read_results
from .texts import word
from .trial import changing

__all__ = ["add"]

#: Rows per transaction: this limits how long the API waits for a command.
_GROUP = 500
#: Reasons that are shown, and the rows that are named with each.
_SHOWN, _LISTED = 20, 10

_outcomes = typer.Typer(help=word("outcomes.help"), no_args_is_help=True)


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(_outcomes, name="outcomes")


@_outcomes.command(name="import", help=word("outcomes.import.help"))
def import_(
    file: Path = typer.Argument(..., metavar="F", help=word("outcomes.import.file")),
    source: str = typer.Option(..., "--source", help=word("outcomes.import.source")),
    date_column: str | None = typer.Option(None, "--date-column", help=word("outcomes.import.date_column")),
    date_format: str | None = typer.Option(None, "--date-format", help=word("outcomes.import.date_format")),
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    """Store the valid rows of a file and list the others; importing the same file again changes nothing."""
    with errors_said(outcomes.OutcomeError):
        read = read_results(read_table(file), date_column, date_format)
        rows = read.rows
        imported = Imported()
        pending: outcomes.Pending | None = {} if dry_run else None
        hashed = partial(reference_hash, settings())
        with working(word("outcomes.import.working", rows=len(rows))) as progress:
            for start in range(0, len(rows), _GROUP):
                group = rows[start : start + _GROUP]
                with begin() as connection:
                    import_rows(connection, group, source, hashed, imported, word.locale, pending)
                progress(imported.rows, len(rows))
    told = {"date_column": read.column, "date_format": read.form and said(read.form)}
    figures, codes = imported.figures(), dict(imported.codes)
    if not dry_run:
        with begin() as connection:
            audit.note(connection, operator(), "import", source, {**figures, "codes": codes})
            record(connection, Service.COMMAND, "outcomes_imported", {"source": source, **figures})
    if as_json:
        rejected = [vars(row) for row in imported.bad]
        say_json(
            {"source": source, **figures, **told, "codes": codes, "rejected": rejected, "dry_run": dry_run}
        )
    else:
        if read.form is not None:
            say(word("outcomes.import.read", column=read.column, form=told["date_format"]))
        _show(imported, codes, dry_run)
    if imported.bad:
        raise typer.Exit(1)


def _show(imported: Imported, codes: dict[str, int], dry_run: bool) -> None:
    say(word("outcomes.import.would" if dry_run else "outcomes.import.done", **imported.figures()))
    alike: dict[tuple[str, str], list[int]] = {}
    for bad in imported.bad:
        alike.setdefault((bad.code, bad.message), []).append(bad.row)
    for (code, message), rows in list(alike.items())[:_SHOWN]:
        if len(rows) == 1:
            say(word("outcomes.import.row", row=rows[0], code=code, text=message))
        else:
            say(word("outcomes.import.rows", rows=_listed(rows), code=code, text=message))
    left = sum(map(len, list(alike.values())[_SHOWN:])) + imported.refused - len(imported.bad)
    if left:
        listed = ", ".join(f"{code} {shown(count, 0)}" for code, count in codes.items())
        say(word("outcomes.import.more", rows=left, codes=listed))


def _listed(rows: list[int]) -> str:
    first = ", ".join(map(str, rows[:_LISTED]))
    more = len(rows) - _LISTED
    return word("outcomes.import.and_more", rows=first, more=more) if more > 0 else first


@_outcomes.command(name="list", help=word("outcomes.list.help"))
def list_(as_json: bool = JSON) -> None:
    """List the sets, and count the predictions without a result by risk level."""
    with errors_said(), begin() as connection:
        sets = outcomes.sources(connection)
        levels = outcomes.untested(connection)
    if as_json:
        named = [{"source": source, "results": count} for source, count in sets]
        say_json({"sources": named, "risk_levels": untested(levels)})
        return
    table(
        [word("outcomes.set"), word("outcomes.results")],
        [[source, shown(count, 0)] for source, count in sets],
    )
    show_untested(levels)


@_outcomes.command(help=word("outcomes.remove.help"))
def remove(
    source: str = typer.Option(..., "--source", help=word("outcomes.remove.source")),
    yes: bool = YES,
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    """Delete a wrong set, so that it can be imported again."""
    if not dry_run:
        confirm(word("outcomes.remove.sure", source=source), yes)
    with errors_said(), changing(dry_run) as connection:
        removed = outcomes.remove(connection, source)
        audit.note(connection, operator(), "remove_outcomes", source, {"results": removed})
    if as_json:
        say_json({"source": source, "results": removed, "dry_run": dry_run})
    else:
        say(word("outcomes.remove.would" if dry_run else "outcomes.remove.done", results=removed))
