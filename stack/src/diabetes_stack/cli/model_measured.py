"""Which outcomes a command evaluates or recalibrates a model on: its options, and the records they select."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typer
from sqlalchemy import Connection

from ..store import outcomes
from .console import Failure, warn
from .files import read_table
from .texts import word

__all__ = ["FILE", "LIVE", "MODEL", "SOURCE", "Chosen", "chosen", "warn_untested", "without"]

MODEL = typer.Argument("champion", metavar="[MODEL]", help=word("model.called"))
FILE = typer.Argument(None, metavar="[F]", help=word("model.file"))
LIVE = typer.Option(False, "--live", help=word("model.live"))
SOURCE = typer.Option(None, "--source", help=word("model.source"))


@dataclass(frozen=True)
class Chosen:
    """The outcomes that the options choose."""

    #: Records with their results: rows of a file, or stored ones.
    rows: Any
    #: The people of stored predictions; None for a file.
    people: outcomes.Measured | None
    #: With ``--live``, the predictions without a result.
    levels: list[outcomes.Untested]
    #: The name of the set or of the file; None for ``--live``.
    name: str | None


def chosen(connection: Connection, file: Path | None, live: bool, source: str | None) -> Chosen:
    """Read the outcomes that the options choose. Raises Failure if they choose none, or more than one set."""
    if (file is not None) + live + (source is not None) != 1:
        raise Failure(word("model.one_of"))
    if file is not None:
        return Chosen(read_table(file), None, [], file.name)
    people = outcomes.measured(connection, source)
    if not people.records:
        raise Failure(word("model.no_outcome"))
    return Chosen(people.records, people, outcomes.untested(connection) if live else [], source)


def without(on: Chosen, places: Sequence[int]) -> tuple[Chosen, int]:
    """Only the rows at these places, and how many there were besides."""
    if on.people is None:
        return replace(on, rows=on.rows.take(places)), on.rows.num_rows - len(places)
    every = on.people
    people = outcomes.Measured(
        [every.records[place] for place in places],
        [every.people[place] for place in places],
        [every.predictions[place] for place in places],
    )
    return replace(on, rows=people.records, people=people), len(every.records) - len(places)


def warn_untested(levels: list[outcomes.Untested]) -> None:
    """Say which people the figures say nothing about."""
    if any(level.untested for level in levels):
        warn(word("model.verification_bias"))
