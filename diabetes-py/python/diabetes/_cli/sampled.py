"""Who stands in the table of a validation: rows that stand twice, and those outside the plan's period."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from .._headings import field_of
from .._native import is_field
from .files import Source, pyarrow

__all__ = ["outside_period", "repeated"]

DATES = ("fecha_glucosa", "fecha_hba1c")


def repeated(source: Source, target: str) -> int:
    """How many rows hold the same answers and outcomes as an earlier one; other columns, such as an
    identifier, are not looked at."""
    names = [name for name in source.columns if is_field(name) or name == target]
    seen: set[int] = set()
    filled = 0
    for row in zip(*(_values(source, name) for name in names), strict=True):
        if any(value is not None for value in row):
            filled += 1
            seen.add(hash(row))
    return filled - len(seen)


def outside_period(source: Source, first: str, last: str) -> int:
    """How many rows have a test of a day before the first or after the last."""
    names = [name for name in source.columns if field_of(name) in DATES]
    days = zip(*(_values(source, name) for name in names), strict=True)
    return sum(any(_is_day(day) and not first <= str(day)[:10] <= last for day in row) for row in days)


def _is_day(value: Any) -> bool:
    """Whether it begins with a day such as 2027-01-15; another is among the errors of its row."""
    try:
        datetime.date.fromisoformat(str(value)[:10])
    except ValueError:
        return False
    return True


def _values(source: Source, name: str) -> Iterable[Any]:
    if source.table.dialect is not None:
        return source.table.column(name)
    pa, _ = pyarrow()
    # NaN is missing, and equals nothing, not even itself.
    return [None if value != value else value for value in pa.table(source.table).column(name).to_pylist()]
