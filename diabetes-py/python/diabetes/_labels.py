"""What fields, outputs and scores are called in a figure or a report; a name that is not known stands for itself."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import Any

from . import _native

OUTPUTS = {
    "glucose": "Fasting glucose",
    "dysglycaemia": "Prediabetes or diabetes",
    "diabetes": "Undiagnosed diabetes",
}
SCORES = {"findrisc": "FINDRISC", "ada_risk_test": "ADA risk test"}
TESTS = {"hba1c": ("HbA1c", "%"), "Resultado": ("fasting glucose", "mg/dL")}
FEWEST = 10
POINTS = {"glucose": "mg/dL"}


def field(name: str) -> str:
    """The title of a field, such as "Waist circumference" for perimetro_abdominal."""
    return str(_properties().get(name, {}).get("title", name))


def unit(name: str) -> str:
    """The unit of a field, empty where it has none."""
    return str(_properties().get(name, {}).get("unit") or "")


def output(name: str) -> str:
    """The name of a model's output."""
    return OUTPUTS.get(name, name)


def points(name: str) -> str:
    """The unit of an output's points."""
    return POINTS.get(name, "log-odds")


def odds(log_odds: float) -> float:
    """By what points of a probability multiply the odds."""
    return math.exp(log_odds)


def ranking(entry: dict[str, Any]) -> str:
    """The name of what ranks people: a score, or the model by one of its outputs."""
    name = str(entry["name"])
    return "This model" if entry["kind"] == "model" else SCORES.get(name, name)


def outcome(entry: dict[str, Any]) -> str:
    """An outcome in words: a test and its cut-off, or one of the model's definitions."""
    if entry["field"] is None:
        return f"{output(entry['output'])}, as defined"
    name, measured_in = TESTS.get(entry["field"], (entry["field"], ""))
    return f"{name[0].upper()}{name[1:]} ≥ {entry['at']:g} {measured_in}".rstrip()


def definition(tests: list[dict[str, Any]]) -> str:
    """The definition of an outcome in words."""
    parts = (TESTS.get(test["field"], (test["field"], "")) + (test["at"],) for test in tests)
    return " or ".join(f"{name} ≥ {at:g} {measured_in}".rstrip() for name, measured_in, at in parts)


def withheld(entry: dict[str, Any]) -> str:
    """Why an entry has no figures."""
    what = "events" if entry["events"] < FEWEST else "without the outcome"
    return f"fewer than {FEWEST} {what}"


def events(entry: dict[str, Any]) -> str:
    """How many have the outcome; few are not told exactly."""
    return f"fewer than {FEWEST}" if entry["events"] < FEWEST else f"{entry['events']:,}"


def grouped(entries: Iterable[dict[str, Any]], key: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """Entries with one name together, the names in the order of their first entry."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        groups.setdefault(entry[key], []).append(entry)
    return list(groups.items())


@cache
def _properties() -> dict[str, dict[str, Any]]:
    return dict(_native.schema("en")["properties"])
