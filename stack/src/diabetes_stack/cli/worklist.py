"""The screening programme: worklist, which parts it has, and the list itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from ..programme.enrol import missing
from ..programme.export import as_csv
from ..programme.places import PlaceError, place_of
from ..programme.telling import NOTHING, results_of, short, step_of, why
from ..programme.texts import texts
from ..programme.worklist import MOST, Asked, page
from ..store.steps.states import State
from ..store.tables import utc_now
from . import worklist_indicators, worklist_marking, worklist_paying
from .console import JSON, errors_said, say, say_json, table, warn
from .database import begin
from .files import written
from .texts import word
from .worklist_references import REFERENCES, references_in

__all__ = ["add"]

_STATE = typer.Option(None, "--state", help=word("worklist.state"))
_SITE = typer.Option(None, "--site", help=word("worklist.site"))
_INSURER = typer.Option(None, "--insurer", help=word("worklist.insurer"))
_OVERDUE = typer.Option(None, "--overdue", min=0, max=36_500, help=word("worklist.overdue"))
_LIMIT = typer.Option(50, "--limit", min=1, max=MOST, help=word("worklist.limit"))
_OFFSET = typer.Option(0, "--offset", min=0, max=10_000_000, help=word("worklist.offset"))
#: Digits of a person's code that are shown.
_DIGITS = 12

_worklist = typer.Typer(help=word("worklist.help"), invoke_without_command=True)


def add(app: typer.Typer) -> None:
    """Add the commands."""
    worklist_marking.add(_worklist)
    worklist_indicators.add(_worklist)
    worklist_paying.add(_worklist)
    app.add_typer(_worklist, name="worklist")


@_worklist.callback()
def _default(context: typer.Context, as_json: bool = JSON) -> None:
    if context.invoked_subcommand is None:
        _show(_asked(None, None, None, None), 50, 0, None, as_json)


@_worklist.command("list", help=word("worklist.list.help"))
def _list(
    state: State | None = _STATE, site: str | None = _SITE, insurer: str | None = _INSURER,
    overdue: int | None = _OVERDUE, limit: int = _LIMIT, offset: int = _OFFSET,
    references: Path | None = REFERENCES, as_json: bool = JSON,
) -> None:  # fmt: skip
    _show(_asked(state, site, insurer, overdue), limit, offset, references, as_json)


@_worklist.command("export", help=word("worklist.export.help"))
def _export(
    out: Path = typer.Option(..., "--out", help=word("worklist.export.out")),
    state: State | None = _STATE, site: str | None = _SITE, insurer: str | None = _INSURER,
    overdue: int | None = _OVERDUE, references: Path | None = REFERENCES, as_json: bool = JSON,
) -> None:  # fmt: skip
    asked = _asked(state, site, insurer, overdue)
    with errors_said(OSError):
        known = references_in(references)
        with begin() as connection, written(out) as part:
            _warn_of_missing(missing(connection))
            total = page(connection, asked, 1).total
            with part.open("wb") as stream:
                # The mark with which a spreadsheet knows UTF-8.
                stream.write(b"\xef\xbb\xbf")
                stream.writelines(as_csv(connection, asked, word.locale, known))
    if as_json:
        say_json({"file": str(out), "people": total})
    else:
        say(word("worklist.export.done", count=word.number(total), file=out))


def _asked(state: State | None, site: str | None, insurer: str | None, overdue: int | None) -> Asked:
    with errors_said(PlaceError):
        where = place_of(site, insurer)
    return Asked(utc_now().date(), state, *where, overdue)


def _show(asked: Asked, limit: int, offset: int, references: Path | None, as_json: bool) -> None:
    with errors_said(OSError):
        known = references_in(references) or {}
    with begin() as connection:
        is_missing = missing(connection)
        found = page(connection, asked, limit, offset)
        results = results_of(connection, found.people)
    _warn_of_missing(is_missing)
    if as_json:
        people = [
            {
                **person._asdict(), "overdue": person.overdue(asked.today),
                "next_step": step_of(person, results.get(person.patient, NOTHING)),
                "why": why(person, results.get(person.patient, NOTHING), word.locale),
                **({"reference": known.get(person.patient)} if references else {}),
            }
            for person in found.people
        ]  # fmt: skip
        say_json({"total": found.total, "offset": offset, "people": people})
        return
    if not found.people:
        say(word("worklist.list.none"))
        return
    text = texts(word.locale)
    names = ("reference" if references else "patient", "site", "insurer", "state", "why", "since", "overdue")
    table(
        [text(f"column.{name}") for name in names],
        [
            [
                known.get(person.patient) or person.patient[:_DIGITS],
                person.site or "–",
                person.insurer or "–",
                text(f"state.{person.state}"),
                short(person, results.get(person.patient, NOTHING), word.locale),
                f"{date.fromisoformat(person.since):%Y-%m-%d}",
                "–" if (days := person.overdue(asked.today)) is None else word.number(days),
            ]
            for person in found.people
        ],
    )
    first, last = offset + 1, offset + len(found.people)
    say(
        word(
            "worklist.list.shown",
            first=word.number(first),
            last=word.number(last),
            total=word.number(found.total),
        )
    )


def _warn_of_missing(is_missing: bool) -> None:
    """Nobody falls off the list silently."""
    if is_missing:
        warn(word("worklist.missing"))
