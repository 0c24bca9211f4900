"""One answer, taken apart."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from .. import _labels
from .._types import Contribution
from ._style import ACCENT, INK, MUTED, SECOND, empty, quiet, styled


@styled
def explanation(contributions: Sequence[Contribution], output: str = "glucose") -> Figure:
    """What each field of a record adds to or takes from an output, from the average person to the score.

    ``contributions`` is what ``Model.explain(record, output)`` gives: the base, then one part a term. The largest
    comes first; fields without effect are left out.
    """
    base, *parts = contributions
    shown = sorted((part for part in parts if part.points), key=lambda part: -abs(part.points))
    drawn = empty(5.2, 1.0 + 0.24 * (len(shown) + 2))
    axes = drawn.add_subplot()
    reached = base.points
    axes.axvline(base.points, color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    for place, part in enumerate(shown, start=1):
        axes.barh(place, part.points, 0.62, reached, color=ACCENT if part.points > 0 else SECOND)
        axes.plot([reached, reached], [place - 1, place], color=MUTED, linewidth=0.6, zorder=0)
        reached += part.points
        _number(axes, place, max(reached, reached - part.points), _points(part.points, output))
    for place, value in ((0, base.points), (len(shown) + 1, reached)):
        axes.plot([value], [place], "o", color=INK, markersize=5)
        _number(axes, place, value, f"{value:.2f}")
    labels = ["average training person", *map(_told, shown), "this person, before calibration"]
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.use_sticky_edges = False
    axes.margins(x=0.16)
    axes.xaxis.set_major_locator(MaxNLocator(6))
    axes.set_xlabel(f"{_labels.output(output)}, {_labels.points(output)}")
    quiet(axes, "x")
    return drawn


def _told(part: Contribution) -> str:
    """A field and the value that the record has."""
    value = f"{part.value:g}" if isinstance(part.value, float) else str(part.value)
    unit = _labels.unit(part.field) if isinstance(part.value, float) else ""
    return f"{_labels.field(part.field)}: {value} {unit}".rstrip()


def _points(points: float, output: str) -> str:
    """The points of a term; those of a probability also as what they multiply the odds by."""
    return f"{points:+.2f}" + (
        f" (odds ×{math.exp(points):.2f})" if _labels.points(output) == "log-odds" else ""
    )


def _number(axes: Axes, place: int, value: float, text: str) -> None:
    axes.annotate(text, (value, place), (5, 0), textcoords="offset points", va="center", fontsize=7.5)
