"""The screening programme: worklist capacity, the tests that can be paid."""

from __future__ import annotations

from pathlib import Path

import typer

from ..programme.export import csv_of
from ..programme.paying import MOST_TESTS, plan
from ..programme.places import PlaceError, place_of
from ..programme.telling import results_of
from ..programme.worklist import Asked
from ..store.tables import utc_now
from .console import JSON, errors_said, say, say_json
from .database import begin
from .files import written
from .texts import word
from .worklist_references import REFERENCES, references_in

__all__ = ["add"]

_TESTS = typer.Option(
    ..., "--tests", min=0, max=MOST_TESTS, metavar="N", help=word("worklist.capacity.tests")
)
_SITE = typer.Option(None, "--site", help=word("worklist.site"))
_INSURER = typer.Option(None, "--insurer", help=word("worklist.insurer"))
_OUT = typer.Option(None, "--out", metavar="F", help=word("worklist.capacity.out"))


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command(name="capacity", help=word("worklist.capacity.help"))(_capacity)


def _capacity(
    tests: int = _TESTS, site: str | None = _SITE, insurer: str | None = _INSURER, out: Path | None = _OUT,
    references: Path | None = REFERENCES, as_json: bool = JSON,
) -> None:  # fmt: skip
    with errors_said(PlaceError, OSError):
        asked = Asked(utc_now().date(), None, *place_of(site, insurer))
        known = references_in(references)
        with begin() as connection:
            found = plan(connection, asked, tests, word.locale)
            results = results_of(connection, found.chosen) if out else {}
        if out:
            with written(out) as part:
                people = csv_of(found.chosen, results, asked.today, word.locale, known)
                part.write_bytes(b"\xef\xbb\xbf" + people)
    if as_json:
        say_json(found.to_dict())
        return
    for sentence in found.told(word.locale):
        say(sentence)
    if out:
        say(word("worklist.export.done", count=word.number(len(found.chosen)), file=out))
