"""The fields of a record as the library describes them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import diabetes

from .texts import Texts

__all__ = ["APPLICABILITY", "MEASURED", "Field", "ada_cuts", "fields"]

#: Asked first, because the estimate may not apply or a test may be due regardless of it; and laboratory values, which
#: are classified rather than used for the estimate, with their dates.
APPLICABILITY = ("embarazo", "diabetes_diagnosticada", "sintomas")
MEASURED = ("glucosa_ayunas", "fecha_glucosa", "hba1c", "fecha_hba1c")


class Field:
    """One field of the schema."""

    def __init__(self, name: str, spec: dict[str, Any], required: bool, text: Texts) -> None:
        self.name = name
        self.title = str(spec["title"])
        self.description = str(spec["description"])
        self.required = required
        self.unit = str(spec.get("unit_label", ""))
        #: The range of a number; unused for a choice.
        self.low, self.high = float(spec.get("minimum", 0)), float(spec.get("maximum", 0))
        self.whole = "integer" in spec["type"]
        self.is_date = spec.get("format") == "date"
        self.choices = [choice for choice in spec.get("enum", ()) if choice is not None]
        self._labels: dict[str, str] = spec.get("labels", {})
        self._text = text

    @property
    def label(self) -> str:
        """The title with the unit."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    def choice(self, value: Any) -> str:
        """A choice in words."""
        return self._labels.get(str(value), str(value))

    def told(self, value: Any) -> str:
        """A value of a record in words, with the unit."""
        if value is None:
            return self._text("unknown")
        if isinstance(value, int | float):
            number = self._text.number(value, 0 if float(value).is_integer() else 1)
            return f"{number} {self.unit}".rstrip()
        return self.choice(value)


def fields(text: Texts) -> dict[str, Field]:
    """All fields in the order of the library's field table: required ones first."""
    schema = diabetes.schema(text.locale)
    required = schema["required"]
    order = [entry["field"] for entry in diabetes.Model.bundled().info["fields"]]
    names = [*required, *order, *APPLICABILITY, *MEASURED, *schema["properties"]]
    return {
        name: Field(name, schema["properties"][name], name in required, text) for name in dict.fromkeys(names)
    }


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
