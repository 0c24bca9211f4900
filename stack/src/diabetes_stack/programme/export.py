"""The list as a file for a spreadsheet: in words, with no cell that it would run as a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

import diabetes
import pyarrow as pa
from sqlalchemy import Connection

from .telling import NOTHING, Standing, results_of, why
from .texts import texts
from .worklist import Asked, Person, every

__all__ = ["NAMES", "as_csv", "cells", "csv_of"]

#: Columns, by the keys of their headings.
NAMES = (
    "reference", "patient", "prediction_id", "site", "insurer", "state", "why", "since", "due_on", "overdue", "risk",
)  # fmt: skip
_GROUP = 1000
_DECIMALS = 4


def as_csv(
    connection: Connection, asked: Asked, locale: str, references: Mapping[str, str] | None = None
) -> Iterator[bytes]:
    """Everybody asked for, a piece at a time; ``references`` are the hospital's own, by hash, and add a column."""
    people = every(connection, asked)
    is_first = True
    while (group := list(islice(people, _GROUP))) or is_first:
        results = results_of(connection, group)
        yield csv_of(group, results, asked.today, locale, references, header=is_first)
        is_first = False


def csv_of(
    people: Iterable[Person], results: Mapping[str, Standing], today: date, locale: str,
    references: Mapping[str, str] | None = None, header: bool = True,
) -> bytes:  # fmt: skip
    """These people as the lines of a file."""
    names = NAMES if references is not None else NAMES[1:]
    rows = [
        cells(person, results.get(person.patient, NOTHING), today, locale, references or {})
        for person in people
    ]
    headings = [texts(locale)(f"column.{name}") for name in names]
    columns = [pa.array([row[name] for row in rows], pa.string()) for name in names]
    table = diabetes.Table.from_arrow(pa.table(dict(zip(headings, columns, strict=True))))
    return table.to_csv(";" if locale == "es" else ",", header=header, defuse=True)


def cells(
    person: Person, results: Standing, today: date, locale: str, references: Mapping[str, str]
) -> dict[str, str | None]:
    """A person's row, as text."""
    text = texts(locale)
    overdue = person.overdue(today)
    return {
        "reference": references.get(person.patient),
        "patient": person.patient,
        "prediction_id": person.prediction_id,
        "site": person.site,
        "insurer": person.insurer,
        "state": text(f"state.{person.state}"),
        "why": why(person, results, locale),
        "since": person.since,
        "due_on": person.due_on,
        "overdue": None if overdue is None else str(overdue),
        "risk": None if person.risk is None else text.number(person.risk, _DECIMALS),
    }
