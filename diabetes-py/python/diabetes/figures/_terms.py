"""Every term of a model: the points added by each value of a field."""

from __future__ import annotations

import math
from collections.abc import Sequence
from textwrap import fill
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .. import _labels
from ._style import ACCENT, FAINT, LINE, MUTED, SECOND, empty, styled

Term = dict[str, Any]
CURVES = (ACCENT, SECOND, MUTED)
RATIOS = (1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32, 64)
MANY = 3.0  # log-odds range beyond which only every other ratio fits


@styled
def terms(entries: Sequence[Term], columns: int = 3, limits: tuple[float, float] | None = None) -> Figure:
    """Small multiples, one panel per term: lines for numbers, bars for choices, on a common scale of points.

    The grey area below a line shows the distribution of the training people. Points of a probability are
    log-odds; the scale on the right shows the odds ratio. ``limits`` (default: those of the entries) lets
    several figures share a scale.
    """
    columns = min(columns, len(entries)) or 1
    rows = math.ceil(len(entries) / columns) or 1
    drawn = empty(1.95 * columns, 1.6 * rows)
    low, high = limits or points_limits(entries)
    for place, term in enumerate(entries, start=1):
        axes = drawn.add_subplot(rows, columns, place)
        axes.set_ylim(low, high)
        axes.set_title(_two_lines(_labels.field(term["field"])), fontsize=8)
        axes.axhline(0, color=MUTED, linewidth=0.6)
        (_curves if term["kind"] == "number" else _bars)(axes, term)
        _scales(axes, term, first=(place - 1) % columns == 0, last=place % columns == 0)
    if len(entries) > 1:
        drawn.supylabel(f"points, {_labels.points(entries[0]['output'])}", fontsize=8)
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


def _curves(axes: Axes, term: Term) -> None:
    """The points of a number, one line per level, over the density of the training people."""
    for curve, colour in zip(term["curves"], CURVES * len(term["curves"]), strict=False):
        axes.plot(curve["x"], curve["points"], color=colour, linewidth=LINE, label=curve["level"])
    _density(axes, term["quantiles"])
    axes.set_xlabel(_labels.unit(term["field"]))
    if len(term["curves"]) > 1:
        axes.legend(loc="upper left", handlelength=1.2, borderaxespad=0.1)


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


def _bars(axes: Axes, term: Term) -> None:
    """The points of each choice and the share of the training people who have it."""
    shares = [f"\n{100 * share:.0f} %" for share in term["shares"] or ()] or [""] * len(term["levels"])
    places = range(len(term["levels"]))
    colours = [ACCENT if share is None or share != "\n0 %" else FAINT for share in shares]
    bars = axes.bar(places, term["points"], width=0.5, color=colours)
    axes.bar_label(bars, fmt=_signed, fontsize=7, padding=1.5)
    labels = [f"{_labels.short(level)}{share}" for level, share in zip(term["levels"], shares, strict=True)]
    axes.set_xticks(places, labels)
    axes.set_xlim(-0.6, len(labels) - 0.4)


def _scales(axes: Axes, term: Term, first: bool, last: bool) -> None:
    """Points on the left and, for a probability, odds ratios on the right, once per row of panels."""
    axes.grid(axis="y")
    axes.tick_params(labelleft=first)
    if last and _labels.points(term["output"]) == "log-odds":
        low, high = axes.get_ylim()
        every = 2 if high - low > MANY else 1
        ratios = [ratio for ratio in RATIOS[::every] if low <= math.log(ratio) <= high]
        right = axes.twinx()
        right.set_ylim(low, high)
        right.set_yticks([math.log(ratio) for ratio in ratios], [_times(ratio) for ratio in ratios])
        right.tick_params(length=0)


def _signed(points: float) -> str:
    return f"{points:+.2f}".replace("-", "\N{MINUS SIGN}")


def _times(ratio: float) -> str:
    """An odds ratio, as a fraction if below 1."""
    return f"×{ratio:g}" if ratio >= 1 else f"×1/{1 / ratio:g}"
