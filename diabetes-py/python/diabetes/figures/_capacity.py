"""The cases that a number of tests finds."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from .. import _labels
from ._style import ACCENT, INK, LINE, MUTED, empty, numbered, quiet, styled, tip


@styled
def capacity_curve(plan: dict[str, Any], locale: str = "en") -> Figure:
    """The expected cases found by number of people tested, with their 95 % interval, by risk and by chance.

    ``plan`` is ``Capacity.to_dict()``; its own number of people tested is marked.
    """
    label = _labels.labels(locale)
    word, points = label.word, plan["curve"]
    drawn = empty(5.2, 2.7)
    axes = drawn.add_subplot()
    x = [point["tested"] for point in points]
    found, low, high = ([point[key] for point in points] for key in ("found", "low", "high"))
    axes.fill_between(x, low, high, color=ACCENT, alpha=0.18, linewidth=0)
    axes.plot(x, found, color=ACCENT, linewidth=LINE + 0.4, label=word("figure.by_risk"))
    ends = [0, x[-1]], [0, found[-1]]
    axes.plot(*ends, color=MUTED, linewidth=LINE, linestyle=(0, (5, 2)), label=word("figure.by_chance"))
    for point in points:
        is_own = point["tested"] == plan["tested"]
        colour, size = (INK, 5.5) if is_own else (ACCENT, 2.0)
        [dot] = axes.plot([point["tested"]], [point["found"]], "o", color=colour, markersize=size)
        told = {
            "tested": word.numbers.count(point["tested"]),
            "found": word.numbers.estimate(point["found"], [point["low"], point["high"]], 0),
        }
        tip(dot, word("figure.capacity", **told))
    axes.set(
        xlim=(0, max(x[-1], 1)), ylim=(0, 1.05 * max(*high, 1)),
        xlabel=word("figure.tested"), ylabel=word("figure.found"),
        title=label.output(plan["outcome"]),
    )  # fmt: skip
    numbered(word, axes.xaxis, axes.yaxis)
    quiet(axes, "y")
    axes.legend(loc="lower right")
    return drawn
