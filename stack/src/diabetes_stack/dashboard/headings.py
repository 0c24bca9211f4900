"""What the columns of a CSV file are: what the library suggests, and what a person says."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

import diabetes

from .units import Unit, units_of

__all__ = ["OUTCOME", "Choice", "Column", "columns_of", "different", "lacking", "must_be_asked", "twice"]

#: A column that the library knows and that is no datum of a person.
OUTCOME = "Resultado"
#: Fields that together stand in for another.
_INSTEAD = {"imc": ("talla", "peso")}


@dataclass(frozen=True)
class Choice:
    """The field that a column is, and its unit where that is not the field's own."""

    field: str | None = None
    unit: Unit | None = None


@dataclass(frozen=True)
class Column:
    """A column of a file: its heading, some cells, and what it probably is."""

    heading: str
    samples: list[str]
    suggested: Choice
    #: Whether the heading names the field, so that nobody needs to confirm it.
    is_named: bool
    #: The field whose value the heading gives in a unit that cannot be converted.
    other_unit: str | None
    #: A field that the column is if a person says so.
    perhaps: str | None = None

    @property
    def named(self) -> Choice:
        """What the column is without anybody's confirmation."""
        return self.suggested if self.is_named and self.suggested.unit is None else Choice()


def columns_of(content: bytes, locale: str) -> list[Column]:
    """The columns of a CSV file. Raises DiabetesError if it cannot be read."""
    found = diabetes.preview_csv(io.BytesIO(content))["columns"]
    properties = diabetes.schema(locale)["properties"]
    names = different(column["heading"] for column in found)
    return [_column(name, column, properties) for name, column in zip(names, found, strict=True)]


def _column(heading: str, column: dict[str, Any], properties: dict[str, Any]) -> Column:
    suggestion = column["suggestion"]
    field = suggestion["field"]
    units = {unit.name: unit for unit in units_of(properties.get(field, {}))}
    choice = Choice(field, units.get(suggestion["unit"]))
    return Column(
        heading,
        column["samples"],
        choice,
        bool(suggestion["named"]),
        suggestion["other_unit"],
        suggestion["perhaps"],
    )


def different(headings: Iterable[str]) -> list[str]:
    """The headings, each different: a second ``Fecha`` becomes ``Fecha (2)``."""
    found: list[str] = []
    for heading in headings:
        numbered = (f"{heading} ({number})".strip() for number in count(2))
        found.append(next(name for name in chain([heading], numbered) if name not in found))
    return found


def must_be_asked(columns: Sequence[Column]) -> bool:
    """Whether a person must say what the columns are: a heading only seems to name a field, one is lacking, a unit is
    another, or the sex is not written as M and F."""
    choices = [column.suggested for column in columns]
    seems = any(
        column.other_unit is not None
        or column.perhaps is not None
        or (column.suggested.field is not None and column.named != column.suggested)
        for column in columns
    )
    has_words = any(
        column.suggested.field == "sexo"
        and any(cell.strip().upper() not in ("M", "F") for cell in column.samples)
        for column in columns
    )
    return seems or has_words or bool(lacking(choices))


def lacking(choices: Iterable[Choice]) -> list[str]:
    """The required fields that no column is."""
    has = {choice.field for choice in choices}
    return [
        field
        for field in diabetes.schema()["required"]
        if field not in has and not (field in _INSTEAD and has.issuperset(_INSTEAD[field]))
    ]


def twice(choices: Iterable[Choice]) -> list[str]:
    """The fields that more than one column is."""
    counted = Counter(choice.field for choice in choices if choice.field is not None)
    return [field for field, count in counted.items() if count > 1]
