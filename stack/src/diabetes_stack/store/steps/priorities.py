"""Who comes first, as the library ranks people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import diabetes
import pyarrow as pa

__all__ = ["PRIORITIES", "cells_of", "priorities_of"]

#: The library's priorities in its order; a step keeps the place in it.
PRIORITIES = (
    "urgent", "measured_diabetes", "measured_prediabetes", "Alto", "Moderado", "Bajo", "no_level", "not_applicable",
    "errors",
)  # fmt: skip
_TEXT = ("urgent", "measured", "risk_level", "warnings", "errors")
_SCHEMA = pa.schema([*((name, pa.string()) for name in _TEXT), ("prob_Diabetes", pa.float64())])


def cells_of(
    urgent: Sequence[str], categories: Mapping[str, str], risk_level: str | None = None,
    risk: float | None = None, not_applicable: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """What decides about a person's place, as a row of the library's table of answers."""
    measured = ";".join(f"{field}:{category}" for field, category in categories.items())
    return {
        "urgent": ";".join(urgent) or None,
        "measured": measured or None,
        "risk_level": risk_level,
        "warnings": not_applicable,
        "errors": None,
        "prob_Diabetes": risk,
    }


def priorities_of(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """The place of each of these rows in the library's order."""
    if not rows:
        return []
    ranked = diabetes.priority(pa.Table.from_pylist([dict(row) for row in rows], schema=_SCHEMA))
    return [PRIORITIES.index(code) for code in ranked["priority"].to_pylist()]
