"""The first paragraph: the most important figures, and words for how they compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Entry = dict[str, Any]


def main_ranking(evaluation: Mapping[str, Any]) -> Entry | None:
    """The discrimination to lead with: diabetes if available, with the most people."""
    shown = [e for e in evaluation["discrimination"] if not e["withheld"] and e["rankings"]]
    return max(shown, key=lambda e: (e["output"] == "diabetes", e["rows"]), default=None)


def told_apart(discrimination: Sequence[Entry]) -> list[Entry]:
    """Drop definitions that amount to a single test, as when the data has no other test."""
    tests = [_areas(entry) for entry in discrimination if entry["field"] is not None]
    return [entry for entry in discrimination if entry["field"] is not None or _areas(entry) not in tests]


def _areas(entry: Entry) -> tuple[object, ...]:
    areas = [(ranking["name"], ranking["auroc"]) for ranking in entry["rankings"]]
    return entry["output"], entry["rows"], entry["events"], areas


def main_calibration(evaluation: Mapping[str, Any]) -> Entry | None:
    """The calibration to lead with: diabetes if available."""
    shown = [e for e in evaluation["calibration"] if not e["withheld"]]
    return max(shown, key=lambda e: e["output"] == "diabetes", default=None)


def beside(difference: Sequence[float] | None) -> str:
    """How the model's ranking compares with a score's, from the interval of their difference."""
    return _where(difference, 0.0, "worse than", "not clearly differently from", "better than")


def level(ratio: Sequence[float] | None) -> str:
    """Whether the probabilities are too high or low, from the interval of observed over expected cases."""
    return _where(ratio, 1.0, "too high", "about right", "too low")


def _where(interval: Sequence[float] | None, value: float, below: str, around: str, above: str) -> str:
    if interval is None or interval[0] <= value <= interval[1]:
        return around
    return below if interval[1] < value else above
