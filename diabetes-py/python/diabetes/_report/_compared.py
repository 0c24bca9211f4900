"""Two models beside each other, on the same people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .. import figures
from .._labels import Labels
from ._summary import told_apart

Row = tuple[str, list[str]]
Pair = tuple[dict[str, Any], dict[str, Any]]


def compared(ours: Mapping[str, Any], other: Mapping[str, Any], label: Labels) -> dict[str, Any]:
    """The rows of the table, and the figures where there is something to draw."""
    locale, entries = label.word.locale, list(_rankings(ours, other))
    both = [entry["output"] for entry, _ in _calibrations(ours, other)]
    beside = other["calibration"]
    return {
        "rows": list(_rows(ours, other, label)),
        "ranking": figures.discrimination(entries, locale=locale) if entries else None,
        "calibration": figures.calibration_curve(ours["calibration"], locale, beside) if both else None,
    }


def _rankings(ours: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each outcome that both models rank, with both as its rankings."""
    theirs = {entry["outcome"]: entry for entry in other["discrimination"]}
    for entry in told_apart(ours["discrimination"]):
        beside = theirs.get(entry["outcome"])
        if beside is None or entry["withheld"] or beside["withheld"]:
            continue
        [mine], [its] = (_of_model(one) for one in (entry, beside))
        yield {**entry, "rankings": [mine, {**its, "kind": "other"}]}


def _of_model(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [ranking for ranking in entry["rankings"] if ranking["kind"] == "model"][:1]


def _calibrations(ours: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Pair]:
    """The calibration of each output that both models have figures for."""
    theirs = {entry["output"]: entry for entry in other["calibration"]}
    for entry in ours["calibration"]:
        beside = theirs.get(entry["output"])
        if beside is not None and not entry["withheld"] and not beside["withheld"]:
            yield entry, beside


def _rows(ours: Mapping[str, Any], other: Mapping[str, Any], label: Labels) -> Iterator[Row]:
    word, number = label.word, label.word.numbers
    for entry in _rankings(ours, other):
        cells = [
            number.estimate(ranking["auroc"], ranking["auroc_interval"]) for ranking in entry["rankings"]
        ]
        yield word("report.compared.auroc", outcome=label.outcome(entry)), cells
    for pair in _calibrations(ours, other):
        output = label.output(pair[0]["output"])
        for key, name in (("ratio", "observed_expected"), ("slope", "slope")):
            cells = [number.estimate(one[name], one[f"{name}_interval"], 2) for one in pair]
            yield word(f"report.compared.{key}", output=output), cells
        yield word("report.compared.brier", output=output), [number.fixed(one["brier"], 4) for one in pair]
    if ours["glucose"] and other["glucose"]:
        pair = (ours["glucose"], other["glucose"])
        yield (
            word("report.compared.mae"),
            [number.estimate(one["mae"], one["mae_interval"], 2) for one in pair],
        )
