"""Units other than a field's own, as the library lists them, and columns converted from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

__all__ = ["Unit", "as_number", "converted", "units_of"]


@dataclass(frozen=True)
class Unit:
    """A unit in which people measure a field, with the field's own limits."""

    name: str
    label: str
    factor: float
    offset: float
    limits: tuple[float, float]

    def own(self, value: float) -> float | None:
        """The value in the field's own unit; None if it would be out of range."""
        found = self.factor * value + self.offset
        return found if self.limits[0] <= found <= self.limits[1] else None


def units_of(spec: dict[str, Any]) -> list[Unit]:
    """The other units of a field, from its part of the schema."""
    return [
        Unit(one["name"], one["label"], one["factor"], one["offset"], (spec["minimum"], spec["maximum"]))
        for one in spec.get("other_units", ())
    ]


def converted(column: Any, unit: Unit) -> Any:
    """A column of texts in the field's own unit. A value that makes no sense in the unit stays as it is."""

    def cell(text: str | None) -> str | None:
        value = None if text is None else as_number(text)
        found = None if value is None else unit.own(value)
        # With four decimals nobody takes the point for one of thousands.
        return text if found is None else f"{found:.4f}"

    return pa.chunked_array(
        [pa.array(map(cell, part.to_pylist()), pa.string()) for part in column.chunks], pa.string()
    )


def as_number(text: str) -> float | None:
    """A number with a decimal point or comma; None for another text."""
    plain = text.strip().replace(",", ".", 1)
    try:
        return float(plain) if plain.replace(".", "", 1).isdigit() else None
    except ValueError:
        return None
