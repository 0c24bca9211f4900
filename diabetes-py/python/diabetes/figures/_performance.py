"""Performance of a model: discrimination, net benefit, subgroups."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .. import _labels
from ._style import ACCENT, INK, LINE, MUTED, SECOND, empty, numbered, quiet, styled, tip

Entry = dict[str, Any]
COLOURS = {"model": ACCENT, "other": SECOND, "score": MUTED}
Row = tuple[str, float | None, Sequence[float] | None, str]  # label, value, interval, colour


@styled
def discrimination(entries: Sequence[Entry], locale: str = "en") -> Figure:
    """The area under the ROC curve of the model and each score, with its interval, by outcome."""
    label = _labels.labels(locale)
    shown = [entry for entry in entries if not entry["withheld"] and entry["rankings"]]
    rows: list[Row] = []
    for entry in shown:
        rows.append((label.outcome(entry), None, None, INK))
        rows.extend(
            (label.ranking(r), r["auroc"], r["auroc_interval"], COLOURS[r["kind"]]) for r in entry["rankings"]
        )
    drawn = empty(5.2, 0.5 + 0.2 * max(len(rows), 2))
    axes = drawn.add_subplot()
    _dots(axes, rows, label)
    _bold_headings(axes, rows)
    axes.set_xlabel(label.word("figure.auroc_axis"))
    low, high = _limits(rows, 0.5)
    axes.set_xlim(low, min(high, 1.0))
    return drawn


@styled
def decision_curve(decision: Entry, locale: str = "en") -> Figure:
    """Net benefit per 1,000 people of testing by the model, testing everyone, and testing no one."""
    word = _labels.labels(locale).word
    drawn = empty(5.2, 2.7)
    axes = drawn.add_subplot()
    x = [100 * point["threshold"] for point in decision["points"]]
    model, everyone = ([1000 * point[key] for point in decision["points"]] for key in ("model", "all"))
    axes.plot(x, model, color=ACCENT, linewidth=LINE + 0.4, label=word("figure.by_model"))
    axes.plot(x, everyone, color=SECOND, linewidth=LINE, linestyle=(0, (5, 2)), label=word("figure.all"))
    axes.axhline(0, color=INK, linewidth=LINE, linestyle=(0, (1, 1.5)), label=word("figure.none"))
    top = max(*model, *everyone, 0.0) or 1.0
    axes.set(
        xlim=(x[0], x[-1]), ylim=(-0.25 * top, 1.08 * top),
        xticks=[x[0], *(mark for mark in (5, 10, 15, 20) if x[0] < mark <= x[-1])],
        xlabel=word("figure.threshold"), ylabel=word("figure.net_benefit"),
    )  # fmt: skip
    for threshold, by_model, by_all in zip(x, model, everyone, strict=True):
        [point] = axes.plot([threshold], [by_model], "o", color=ACCENT, markersize=2.5)
        told = {
            "threshold": word.numbers.shortest(threshold),
            "model": word.numbers.fixed(by_model, 1),
            "all": word.numbers.fixed(by_all, 1),
        }
        tip(point, word("figure.benefit", **told))
    numbered(word, axes.xaxis, axes.yaxis)
    quiet(axes, "y")
    axes.legend(loc="upper right")
    return drawn


@styled
def subgroups(entries: Sequence[Entry], locale: str = "en") -> Figure:
    """The area under the ROC curve and observed over expected cases of each subgroup, with intervals."""
    label = _labels.labels(locale)
    rows = [(entry, by) for by, group in _labels.grouped(entries, "by") for entry in [None, *group]]
    drawn = empty(5.4, 0.5 + 0.2 * max(len(rows), 2))
    left, right = drawn.subplots(1, 2, sharey=True)
    for axes, key in ((left, "auroc"), (right, "observed_expected")):
        lines = [_subgroup_row(entry, by, key, label) for entry, by in rows]
        _dots(axes, lines, label)
        axes.set_xlim(_limits(lines, {"auroc": 0.5, "observed_expected": 1.0}[key]))
    _bold_headings(left, [_subgroup_row(entry, by, "auroc", label) for entry, by in rows])
    left.set_xlabel(label.word("figure.auroc"))
    right.set_xlabel(label.word("figure.ratio"))
    _say_what_is_withheld(left, [entry for entry, _ in rows], label)
    right.axvline(1, color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    return drawn


def _subgroup_row(entry: Entry | None, by: str, key: str, label: _labels.Labels) -> Row:
    """A heading, or one subgroup; a withheld subgroup has no figure."""
    if entry is None:
        return label.field(by), None, None, INK
    name = label.level(entry["level"], by)
    if entry["withheld"]:
        return name, None, None, MUTED
    return name, entry[key], entry[f"{key}_interval"], ACCENT


def _say_what_is_withheld(axes: Axes, entries: Sequence[Entry | None], label: _labels.Labels) -> None:
    across = axes.get_yaxis_transform()
    for place, entry in enumerate(entries):
        if entry is not None and entry["withheld"]:
            axes.text(0.02, place, label.withheld(entry), transform=across, color=MUTED, va="center")


def _dots(axes: Axes, rows: Sequence[Row], label: _labels.Labels) -> None:
    """A dot and its interval for each row, the first row on top."""
    for place, (name, value, interval, colour) in enumerate(rows):
        if value is None:
            continue
        if interval is not None:
            axes.plot(interval, [place, place], color=colour, linewidth=1.4, solid_capstyle="round")
        [dot] = axes.plot([value], [place], "o", color=colour, markersize=4.5)
        tip(dot, f"{name}: {label.word.numbers.estimate(value, interval)}")
    axes.set_yticks(range(len(rows)), [_labels.short(name) for name, *_ in rows])
    numbered(label.word, axes.xaxis)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    quiet(axes, "x")


def _bold_headings(axes: Axes, rows: Sequence[Row]) -> None:
    for label, (_, _, _, colour) in zip(axes.get_yticklabels(), rows, strict=True):
        label.set_color(MUTED if colour == MUTED else INK)
        if colour == INK:
            label.set_fontweight("bold")


def _limits(rows: Sequence[Row], inside: float) -> tuple[float, float]:
    """Limits that hold every interval and the reference value, with some margin."""
    values = [inside, *(v for _, v, _, _ in rows if v is not None)]
    values += [end for _, v, interval, _ in rows if v is not None for end in interval or ()]
    finite = [value for value in values if math.isfinite(value)]
    room = 0.06 * (max(finite) - min(finite)) or 0.1
    return min(finite) - room, max(finite) + room
