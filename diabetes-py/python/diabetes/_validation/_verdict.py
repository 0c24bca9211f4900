"""The verdict of a validation: its figures against the criteria of its plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

MET, NOT_MET, FEW, OPEN = "met", "not_met", "not_enough_events", "open"


def open_for(**counts: int) -> list[dict[str, Any]]:
    """What keeps a verdict open, by its code, where anything was counted."""
    return [{"code": code, "count": count} for code, count in counts.items() if count]


def verdict(
    criteria: Mapping[str, Sequence[float]],
    needed: Mapping[str, Any],
    figures: Mapping[str, Any],
    is_open: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The figures of undiagnosed diabetes beside the criteria, and the verdict on each and on all.

    An interval wholly outside its range misses the criterion however few people there are. Otherwise fewer
    events than planned decide nothing; with as many, the figure itself has to lie in its range. Where the
    data themselves are in doubt (``is_open``), nothing else than "not met" is said.
    """
    calibration, ranked = judged(figures)
    events = calibration["events"] if calibration else 0
    is_enough = events >= needed["events"]
    found = dict.fromkeys(criteria, (None, None))
    if calibration and ranked and not calibration["withheld"]:
        model = ranked["rankings"][0]
        found = {
            "auroc": (model["auroc"], model["auroc_interval"]),
            "observed_expected": (
                calibration["observed_expected"],
                calibration["observed_expected_interval"],
            ),
            "slope": (calibration["slope"], calibration["slope_interval"]),
        }
    against = []
    for name, (low, high) in criteria.items():
        value, interval = found[name]
        told = _judged(value, interval, low, high, is_enough)
        against.append(
            {"figure": name, "value": value, "interval": interval, "low": low, "high": high, "verdict": told}
        )
    verdicts = [criterion["verdict"] for criterion in against]
    whole = NOT_MET if NOT_MET in verdicts else OPEN if is_open else FEW if FEW in verdicts else MET
    return {
        "verdict": whole,
        "open": list(is_open),
        "criteria": against,
        "people": calibration["rows"] if calibration else 0,
        "events": events,
        "needed": {"people": needed["people"], "events": needed["events"]},
    }


def unjudged(figures: Mapping[str, Any]) -> dict[str, int]:
    """How many people the model answers are not judged, since they have one of the tests only, or none."""
    calibration, _ = judged(figures)
    tests, answered = figures["data"]["tests"].values(), figures["data"]["answered"]
    rows = calibration["rows"] if calibration else 0
    if calibration is None or calibration["judged_on"] != "every_test" or len(tests) < 2:
        return {"one_test": 0, "no_test": answered - rows}
    one = sum(tests) - 2 * rows
    return {"one_test": one, "no_test": answered - rows - one}


def judged(figures: Mapping[str, Any]) -> tuple[Any, Any]:
    """The calibration and the ranking of undiagnosed diabetes, each None where there is none."""
    calibration = next((of for of in figures["calibration"] if of["output"] == "diabetes"), None)
    ranked = next(
        (of for of in figures["discrimination"] if of["field"] is None and of["output"] == "diabetes"), None
    )
    return calibration, ranked


def _judged(value: float | None, interval: list[float] | None, low: float, high: float, enough: bool) -> str:
    if value is None:
        return FEW
    if interval is not None and (interval[1] < low or interval[0] > high):
        return NOT_MET
    if not enough:
        return FEW
    return MET if low <= value <= high else NOT_MET
