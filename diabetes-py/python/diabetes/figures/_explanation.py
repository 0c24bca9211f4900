"""The contributions to one prediction."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from .. import _labels
from .._types import Contribution
from ._style import ACCENT, INK, MUTED, SECOND, empty, quiet, styled

MINUS = "\N{MINUS SIGN}"


@styled
def explanation(contributions: Sequence[Contribution], output: str = "glucose") -> Figure:
    """What each field of a record adds to or subtracts from an output, from the average person to the score.

    ``contributions`` is the result of ``Model.explain(record, output)``: the base, then one part per term.
    The largest comes first; fields without effect are left out.
    """
    base, *parts = contributions
    shown = sorted((part for part in parts if part.points), key=lambda part: -abs(part.points))
    drawn = empty(5.6, 1.0 + 0.24 * (len(shown) + 2))
    axes = drawn.add_subplot()
    total = _steps(axes, base.points, [part.points for part in shown])
    labels = ["average person in training", *map(_told, shown), "this person, before calibration"]
    _write(axes, labels)
    numbers = [f"{base.points:.2f}", *(_points(part.points, output) for part in shown), f"{total:.2f}"]
    _write(axes.twinx(), [number.replace("-", MINUS) for number in numbers])
    axes.use_sticky_edges = False
    axes.margins(x=0.06)
    axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.set_xlabel(f"{_labels.output(output)}, {_labels.points(output)}")
    return drawn


def _steps(axes: Axes, base: float, points: Sequence[float]) -> float:
    """A bar for each part, starting where the one above ends; return where the last one ends."""
    reached = base
    axes.axvline(base, color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    for place, step in enumerate(points, start=1):
        axes.barh(place, step, 0.62, reached, color=SECOND if step > 0 else ACCENT)
        axes.plot([reached, reached], [place - 1, place], color=MUTED, linewidth=0.6, zorder=0)
        reached += step
    axes.plot([base, reached], [0, len(points) + 1], "o", color=INK, markersize=5)
    return reached


def _write(axes: Axes, texts: Sequence[str]) -> None:
    """A text for each row, the first on top."""
    axes.set_yticks(range(len(texts)), texts)
    axes.set_ylim(len(texts) - 0.4, -0.6)
    quiet(axes, "x")


def _told(part: Contribution) -> str:
    """A field and its value in the record."""
    value = f"{part.value:g}" if isinstance(part.value, float) else str(part.value)
    unit = _labels.unit(part.field) if isinstance(part.value, float) else ""
    return f"{_labels.field(part.field)}: {_labels.short(value)} {unit}".rstrip()


def _points(points: float, output: str) -> str:
    """The points of a term; for a probability also as an odds ratio."""
    odds = f" (odds ×{_labels.odds(points):.2f})" if _labels.points(output) == "log-odds" else ""
    return f"{points:+.2f}{odds}"
