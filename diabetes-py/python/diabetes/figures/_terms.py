"""Every term of a model: the points added by each value of a field."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from textwrap import fill
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .. import _labels
from ._style import ACCENT, FAINT, LINE, MUTED, SECOND, empty, numbered, styled, tip

Term = dict[str, Any]
CURVES = (ACCENT, SECOND, MUTED)
RATIOS = (1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32, 64)
# Strips that say the points of a line when pointed at; nothing of them is seen.
STRIPS = 24
UNSEEN = (1.0, 1.0, 1.0, 0.01)
MANY = 3.0  # log-odds range beyond which only every other ratio fits


@styled
def terms(
    entries: Sequence[Term],
    columns: int = 3,
    limits: tuple[float, float] | None = None,
    locale: str = "en",
) -> Figure:
    """Small multiples, one panel per term: lines for numbers, bars for choices, on a common scale of points.

    The grey area below a line shows the distribution of the training people. Points of a probability are
    log-odds; the scale on the right shows the odds ratio. ``limits`` (default: those of the entries) lets
    several figures share a scale.
    """
    label = _labels.labels(locale)
    columns = min(columns, len(entries)) or 1
    rows = math.ceil(len(entries) / columns) or 1
    drawn = empty(1.95 * columns, 1.6 * rows)
    low, high = limits or points_limits(entries)
    for place, term in enumerate(entries, start=1):
        axes = drawn.add_subplot(rows, columns, place)
        axes.set_ylim(low, high)
        axes.set_title(_two_lines(label.field(term["field"])), fontsize=8)
        axes.axhline(0, color=MUTED, linewidth=0.6)
        numbered(label.word, axes.yaxis)
        (_curves if term["kind"] == "number" else _bars)(axes, term, label)
        _scales(axes, term, label, first=(place - 1) % columns == 0, last=place % columns == 0)
    if len(entries) > 1:
        drawn.supylabel(label.points(entries[0]["output"]), fontsize=8)
    return drawn


def points_limits(entries: Sequence[Term]) -> tuple[float, float]:
    """The range of points that holds every term and zero, with some margin."""
    values = [0.0]
    for term in entries:
        for points in [c["points"] for c in term["curves"]] if term["kind"] == "number" else [term["points"]]:
            values.extend(points)
    room = 0.08 * (max(values) - min(values)) or 1.0
    return min(values) - 2 * room, max(values) + room


def _two_lines(title: str) -> str:
    """A title that always takes two lines, so that panels drawn separately line up."""
    text = fill(title, 20)
    return text if "\n" in text else f"\n{text}"


def _curves(axes: Axes, term: Term, label: _labels.Labels) -> None:
    """The points of a number, one line per level, over the density of the training people."""
    for curve, colour in zip(term["curves"], CURVES * len(term["curves"]), strict=False):
        level = None if curve["level"] is None else label.choice(term["by"], curve["level"])
        axes.plot(curve["x"], curve["points"], color=colour, linewidth=LINE, label=level)
    _density(axes, term["quantiles"])
    axes.set_xlabel(label.unit(term["field"]))
    numbered(label.word, axes.xaxis)
    if len(term["curves"]) > 1:
        axes.legend(loc="upper left", handlelength=1.2, borderaxespad=0.1)
    _say_values(axes, term, label)


def _say_values(axes: Axes, term: Term, label: _labels.Labels) -> None:
    """Strips over the lines that say, when pointed at, the points there and where the training people lie."""
    lowest, highest = (pick(pick(curve["x"]) for curve in term["curves"]) for pick in (min, max))
    if lowest == highest:
        return
    edges = np.linspace(lowest, highest, STRIPS + 1)
    below, _ = axes.get_ylim()
    for low, high in pairwise(edges):
        middle = float(low + high) / 2
        digits = 0 if highest - lowest > 20 else 1 if highest - lowest > 2 else 2
        at = f"{label.word.numbers.fixed(middle, digits)} {label.unit(term['field'])}".rstrip()
        told = [
            _told(float(np.interp(middle, curve["x"], curve["points"])), term["output"], label)
            + ("" if curve["level"] is None else f" ({label.choice(term['by'], curve['level'])})")
            for curve in term["curves"]
        ]
        text = f"{label.field(term['field'])}, {at}: {'; '.join(told)}"
        if (share := _share(term["quantiles"], float(low), float(high))) is not None:
            people = label.word("figure.share", share=label.word.numbers.percent(share, 0))
            text = f"{text}. {people}"
        tip(axes.axvspan(low, high, facecolor=UNSEEN, linewidth=0), text)
    axes.set_ylim(below, axes.get_ylim()[1])


def _share(quantiles: Sequence[float] | None, low: float, high: float) -> float | None:
    """The share of the training people between two values; each pair of adjacent quantiles holds as many."""
    if not quantiles or len(quantiles) < 2:
        return None
    held = np.linspace(0, 1, len(quantiles))
    return float(np.interp(high, quantiles, held) - np.interp(low, quantiles, held))


def _told(points: float, output: str, label: _labels.Labels) -> str:
    """Points in words; for a probability first by how much they multiply the odds."""
    shown = label.word.numbers.signed(points, 2)
    if not _labels.is_probability(output):
        return f"{shown} mg/dL"
    return label.word("figure.odds", ratio=label.word.numbers.fixed(_labels.odds(points), 2), points=shown)


def _density(axes: Axes, quantiles: Sequence[float] | None) -> None:
    """A strip whose height shows the density; each pair of adjacent quantiles holds the same share."""
    edges, counts = np.unique(np.asarray(quantiles or (), dtype=float), return_counts=True)
    if len(edges) < 2:
        return
    widths = np.maximum(np.diff(edges), (edges[-1] - edges[0]) / 100)
    heights = counts[1:] / widths
    heights = 0.15 * np.append(heights, heights[-1]) / heights.max()
    below = axes.get_xaxis_transform()
    axes.fill_between(edges, heights, step="post", transform=below, color=FAINT, linewidth=0, zorder=0)


def _bars(axes: Axes, term: Term, label: _labels.Labels) -> None:
    """The points of each choice and the share of the training people who have it."""
    number = label.word.numbers
    shares = term["shares"] or [None] * len(term["levels"])
    names = [label.choice(term["field"], level) for level in term["levels"]]
    places = range(len(names))
    colours = [FAINT if share is not None and round(100 * share) == 0 else ACCENT for share in shares]
    bars = axes.bar(places, term["points"], width=0.5, color=colours)
    axes.bar_label(bars, fmt=lambda points: number.signed(points, 2), fontsize=7, padding=1.5)
    labels = []
    for bar, name, share, points in zip(bars, names, shares, term["points"], strict=True):
        people = "" if share is None else number.percent(share, 0)
        text = f"{label.field(term['field'])}, {name}: {_told(points, term['output'], label)}"
        tip(bar, f"{text}. {label.word('figure.share', share=people)}" if people else text)
        labels.append(f"{_labels.short(name)}\n{people}".rstrip())
    axes.set_xticks(places, labels)
    axes.set_xlim(-0.6, len(labels) - 0.4)


def _scales(axes: Axes, term: Term, label: _labels.Labels, first: bool, last: bool) -> None:
    """Points on the left and, for a probability, odds ratios on the right, once per row of panels."""
    axes.grid(axis="y")
    axes.tick_params(labelleft=first)
    if last and _labels.is_probability(term["output"]):
        low, high = axes.get_ylim()
        every = 2 if high - low > MANY else 1
        ratios = [ratio for ratio in RATIOS[::every] if low <= math.log(ratio) <= high]
        right = axes.twinx()
        right.set_ylim(low, high)
        right.set_yticks([math.log(ratio) for ratio in ratios], [_times(ratio) for ratio in ratios])
        right.tick_params(length=0)
        # What is said of the lines when they are pointed at lies on the axes below.
        right.set_zorder(axes.get_zorder() - 1)
        axes.patch.set_visible(False)


def _times(ratio: float) -> str:
    """An odds ratio, as a fraction if below 1."""
    return f"×{ratio:g}" if ratio >= 1 else f"×1/{1 / ratio:g}"
