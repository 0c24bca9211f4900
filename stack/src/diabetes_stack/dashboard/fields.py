"""The fields of a record as the library describes them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import diabetes

from .texts import Texts

__all__ = ["Field", "ada_cuts", "fields"]


class Field:
    """One field of the schema."""

    def __init__(self, name: str, spec: dict[str, Any]) -> None:
        self.name = name
        self.title = str(spec["title"])
        self.unit = str(spec.get("unit_label", ""))
        self.choices = [choice for choice in spec.get("enum", ()) if choice is not None]
        self._labels: dict[str, str] = spec.get("labels", {})

    @property
    def label(self) -> str:
        """The title with the unit."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    def choice(self, value: Any) -> str:
        """A choice in words."""
        return self._labels.get(str(value), str(value))


def fields(text: Texts) -> dict[str, Field]:
    """All fields in the order of the library's field table: required ones first."""
    schema = diabetes.schema(text.locale)
    order = [entry["field"] for entry in diabetes.Model.bundled().info["fields"]]
    names = dict.fromkeys([*schema["required"], *order, *schema["properties"]])
    return {name: Field(name, schema["properties"][name]) for name in names}


@lru_cache(maxsize=1)
def ada_cuts() -> dict[str, list[tuple[float, str, str]]]:
    """The value at which each category starts, by test, with its level, from the library."""
    glucose = [float(value) for value in range(20, 401)]
    hba1c = [value / 10 for value in range(30, 201)]
    return {
        "glucosa_ayunas": _begins(glucose, diabetes.classify_glucose),
        "hba1c": _begins(hba1c, diabetes.classify_hba1c),
    }


def _begins(values: list[float], classify: Any) -> list[tuple[float, str, str]]:
    found: list[tuple[float, str, str]] = []
    for value in values:
        measured = classify(value)
        if not found or found[-1][1] != measured.category:
            found.append((value, measured.category, measured.risk_level))
    return found
