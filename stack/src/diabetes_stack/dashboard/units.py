"""Units other than a field's own, as the library lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Unit", "as_number", "units_of"]


@dataclass(frozen=True)
class Unit:
    """A unit in which people measure a field."""

    name: str
    label: str


def units_of(spec: dict[str, Any]) -> list[Unit]:
    """The other units of a field, from its part of the schema."""
    return [Unit(one["name"], one["label"]) for one in spec.get("other_units", ())]


def as_number(text: str) -> float | None:
    """A number with a decimal point or comma; None for another text."""
    plain = text.strip().replace(",", ".", 1)
    try:
        return float(plain) if plain.replace(".", "", 1).isdigit() else None
    except ValueError:
        return None
