"""The first paragraph: the most important figures, and how they compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Entry = dict[str, Any]
CELLS = ("tp", "fp", "fn", "tn")


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


def beside(difference: Sequence[float]) -> str:
    """How the model's ranking compares with a score's, from the interval of their difference."""
    return _where(difference, 0.0, "worse", "alike", "better")


def level(ratio: Sequence[float]) -> str:
    """Whether the probabilities are too high or low, from the interval of observed over expected cases."""
    return _where(ratio, 1.0, "high", "right", "low")


def natural(cutoff: Mapping[str, Any], people: int = 1000) -> dict[str, int]:
    """Of 1,000 people, how many a cut-off finds, tests needlessly, misses and spares; they add up."""
    flagged = cutoff["flagged"]
    ppv, npv = ((cutoff[key] or {}).get("value") or 0.0 for key in ("ppv", "npv"))
    exact = [people * share for share in (flagged * ppv, flagged * (1 - ppv), (1 - flagged) * (1 - npv))]
    exact.append(people - sum(exact))
    whole = [int(value) for value in exact]
    by_remainder = sorted(range(4), key=lambda place: whole[place] - exact[place])
    for place in by_remainder[: people - sum(whole)]:
        whole[place] += 1
    return dict(zip(CELLS, whole, strict=True))


def _where(interval: Sequence[float], value: float, below: str, around: str, above: str) -> str:
    if interval[0] <= value <= interval[1]:
        return around
    return below if interval[1] < value else above
