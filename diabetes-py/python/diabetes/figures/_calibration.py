"""Calibration: observed and predicted risk, of one model or of two on the same people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .. import _labels
from ._style import ACCENT, INK, LINE, MUTED, SECOND, empty, numbered, styled, tip

Entry = dict[str, Any]


@styled
def calibration_curve(entries: Sequence[Entry], locale: str = "en", beside: Sequence[Entry] = ()) -> Figure:
    """Observed and predicted risk in groups of equal size, one panel per output.

    The bars are 95 % intervals; the marks on the axis are the groups' mean predictions, and the line is
    the logistic calibration with the entry's slope and intercept. ``beside`` are the entries of another
    model, drawn in a second colour; only outputs of both models are shown then.
    """
    label = _labels.labels(locale)
    others = {entry["output"]: entry for entry in _drawable(beside)}
    shown = [entry for entry in _drawable(entries) if not beside or entry["output"] in others]
    drawn = empty(2.9 * max(len(shown), 1), 3.0)
    for place, entry in enumerate(shown, start=1):
        axes = drawn.add_subplot(1, len(shown), place)
        axes.set_title(label.output(entry["output"]))
        pair = [entry, *([others[entry["output"]]] if beside else [])]
        _frame(axes, pair, label)
        names = ("this_model", "other_model") if beside else ("figure.groups",)
        for one, colour, name in zip(pair, (ACCENT, SECOND), names, strict=False):
            _groups(axes, one, colour, label.word(name), label)
    if shown:
        drawn.legend(
            *axes.get_legend_handles_labels(), loc="outside lower center", ncols=3, columnspacing=1.4
        )
    return drawn


def _drawable(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if not entry["withheld"] and entry["curve"]]


def _frame(axes: Axes, pair: Sequence[Entry], label: _labels.Labels) -> None:
    """The axes, as long as the largest risk, and the line on which prediction and observation agree."""
    word = label.word
    limit = 106 * max(max(group["high"], group["predicted"]) for entry in pair for group in entry["curve"])
    axes.plot(
        [0, limit], [0, limit], color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)), label=word("figure.ideal")
    )
    names = {"xlabel": word("figure.predicted"), "ylabel": word("figure.observed")}
    axes.set(xlim=(0, limit), ylim=(0, limit), aspect="equal", **names)
    numbered(word, axes.xaxis, axes.yaxis)
    axes.grid(axis="both")


def _groups(axes: Axes, entry: Entry, colour: str, name: str, label: _labels.Labels) -> None:
    """The groups of a model with their intervals, and its fitted line."""
    word, curve = label.word, entry["curve"]
    x, y = (np.array([100 * group[key] for group in curve]) for key in ("predicted", "observed"))
    low, high = (np.array([100 * group[key] for group in curve]) for key in ("low", "high"))
    if entry["slope"] is not None:
        grid = np.linspace(max(x.min(), 0.01), min(x.max(), 99.99), 60)
        logit = np.log(grid / (100 - grid))
        fitted = 100 / (1 + np.exp(-(entry["intercept"] + entry["slope"] * logit)))
        told = word("figure.fitted") if colour == ACCENT else None
        axes.plot(grid, fitted, color=colour, linewidth=LINE, alpha=0.55, label=told)
    axes.errorbar(
        x, y, (np.maximum(y - low, 0), np.maximum(high - y, 0)),
        fmt="o", color=colour, markersize=3.5, elinewidth=1, label=name,
    )  # fmt: skip
    marks = INK if colour == ACCENT else colour
    axes.vlines(x, 0, 0.03, colors=marks, linewidth=0.8, transform=axes.get_xaxis_transform())
    for group, at, seen in zip(curve, x, y, strict=True):
        [point] = axes.plot([at], [seen], "o", color=colour, markersize=3.5)
        observed = {"value": group["observed"], "low": group["low"], "high": group["high"]}
        told = word(
            "figure.group",
            predicted=word.numbers.percent(group["predicted"]),
            observed=word.numbers.rated(observed),
            people=group["rows"],
        )
        tip(point, told if name == word("figure.groups") else f"{name}: {told}")
