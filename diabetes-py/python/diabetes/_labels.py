"""Display names for figures and reports; an unknown name is shown as it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from . import _native

PROPERTIES: dict[str, dict[str, Any]] = _native.schema("en")["properties"]
OUTPUTS = {
    "glucose": "Fasting glucose",
    "dysglycaemia": "Prediabetes or diabetes",
    "diabetes": "Undiagnosed diabetes",
}
SCORES: dict[str, str] = {score["name"]: score["short_title"]["en"] for score in _native.scores("en")}
TESTS = {"hba1c": ("HbA1c", "%"), "Resultado": ("fasting glucose", "mg/dL")}
LEVELS = {"sensitivity_80": "Moderado", "specificity_90": "Alto"}
LONGEST = 36
FEWEST = 10
POINTS = {"glucose": "mg/dL"}


def field(name: str) -> str:
    """The title of a field, such as "Waist circumference" for perimetro_abdominal."""
    return str(PROPERTIES.get(name, {}).get("title", name))


def unit(name: str) -> str:
    """The unit of a field; empty if it has none."""
    return str(PROPERTIES.get(name, {}).get("unit") or "")


def output(name: str) -> str:
    """The name of a model's output."""
    return OUTPUTS.get(name, name)


def points(name: str) -> str:
    """The unit of an output's points."""
    return POINTS.get(name, "log-odds")


def odds(log_odds: float) -> float:
    """The factor by which points of a probability multiply the odds."""
    return math.exp(log_odds)


def ranking(entry: dict[str, Any]) -> str:
    """The name of a ranking: a score, or one of the model's outputs."""
    name = str(entry["name"])
    return "This model" if entry["kind"] == "model" else SCORES.get(name, name)


def outcome(entry: dict[str, Any]) -> str:
    """An outcome in words: a test and its cut-off, or one of the model's definitions."""
    if entry["field"] is None:
        return f"{output(entry['output'])} (any test)"
    reaches = _reaches(entry["field"], entry["at"])
    return reaches[0].upper() + reaches[1:]


def condition(entry: dict[str, Any]) -> str:
    """An outcome as a person's condition: HbA1c at or above its cut-off, undiagnosed diabetes."""
    if entry["field"] is None:
        return output(entry["output"]).lower()
    return _reaches(entry["field"], entry["at"])


def definition(tests: list[dict[str, Any]]) -> str:
    """The definition of an outcome in words."""
    return " or ".join(_reaches(test["field"], test["at"]) for test in tests)


def short(text: str) -> str:
    """A text short enough to fit beside a figure."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def level(name: str) -> str:
    """The name of a subgroup, with >= as a sign."""
    return name.replace(">=", "≥")


def seen_by(tests: list[dict[str, Any]], known: Mapping[str, int]) -> str:
    """The tests of a definition that some of the data has, if not all of them; otherwise empty."""
    have = [TESTS.get(test["field"], (test["field"],))[0] for test in tests if known.get(test["field"])]
    return "" if len(have) == len(tests) else " and ".join(have)


def withheld(entry: dict[str, Any]) -> str:
    """Why an entry has no figures."""
    if entry["events"] >= FEWEST and entry["rows"] - entry["events"] >= FEWEST:
        return f"after weighting, fewer than {FEWEST} with or without the outcome"
    what = "events" if entry["events"] < FEWEST else "without the outcome"
    return f"fewer than {FEWEST} {what}"


def events(entry: dict[str, Any]) -> str:
    """The number with the outcome; small counts are not shown exactly."""
    return f"fewer than {FEWEST}" if entry["events"] < FEWEST else f"{entry['events']:,}"


def grouped(entries: Iterable[dict[str, Any]], key: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """Group entries by a key, in the order of first appearance."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        groups.setdefault(entry[key], []).append(entry)
    return list(groups.items())


def _reaches(test: str, at: float) -> str:
    """A test at or above a cut-off."""
    name, measured_in = TESTS.get(test, (test, ""))
    return f"{name} ≥\N{NO-BREAK SPACE}{at:g}\N{NO-BREAK SPACE}{measured_in}".rstrip()
