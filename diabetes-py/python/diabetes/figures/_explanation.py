"""A waterfall of one prediction: from the average person to this one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from .. import _labels
from .._types import Contribution
from .._waterfall import Step, steps
from ._style import ACCENT, INK, MUTED, SECOND, empty, numbered, quiet, styled, tip

COLOURS = {"calibration": MUTED, "limit": MUTED}


@styled
def explanation(
    contributions: Sequence[Contribution],
    output: str = "glucose",
    model: Any = None,
    answer: Any = None,
    locale: str = "en",
) -> Figure:
    """What each field of a record adds to or subtracts from an output, from the average person to the answer.

    ``contributions`` is the result of ``Model.explain(record, output)``: the base, then one part per term.
    The largest comes first; fields without effect are left out. A probability is shown in per cent. With the
    ``model``, its calibration is the last step, and the figure ends in what the model answers; without it,
    the figure says that it ends before. With the ``answer``, what limits a value is a step too: diabetes is
    never likelier than prediabetes or diabetes.
    """
    label = _labels.labels(locale)
    word, is_share = label.word, _labels.is_probability(output)
    walked = steps(contributions, output, None if model is None else model.info, _answered(answer, output))
    drawn = empty(5.6, 1.0 + 0.24 * len(walked))
    axes = drawn.add_subplot()
    scale, unit, digits = (100, word.numbers.percent, 1) if is_share else (1, word.numbers.fixed, 1)
    told = [_told(step, label, model is None) for step in walked]
    numbers = [
        word.numbers.signed(scale * step.change, digits)
        if step.kind not in ("start", "end")
        else unit(step.reached, 1)
        for step in walked
    ]
    _steps(axes, walked, scale, [f"{what}: {number}" for what, number in zip(told, numbers, strict=True)])
    _write(axes, told)
    _write(axes.twinx(), numbers)
    axes.use_sticky_edges = False
    axes.margins(x=0.06)
    axes.xaxis.set_major_locator(MaxNLocator(4))
    numbered(word, axes.xaxis)
    axes.set_xlabel(word("figure.axis", output=label.output(output), unit="%" if is_share else "mg/dL"))
    return drawn


def _steps(axes: Axes, walked: Sequence[Step], scale: float, tips: Sequence[str]) -> None:
    """A bar for each step, starting where the one above ends."""
    first, *_, last = walked
    axes.axvline(scale * first.reached, color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    for place, step in enumerate(walked):
        if step.kind in ("start", "end"):
            continue
        colour = COLOURS.get(step.kind, SECOND if step.change > 0 else ACCENT)
        [bar] = axes.barh(place, scale * step.change, 0.62, scale * step.before, color=colour)
        tip(bar, tips[place])
        at = scale * step.before
        axes.plot([at, at], [place - 1, place], color=MUTED, linewidth=0.6, zorder=0)
    for place, step in ((0, first), (len(walked) - 1, last)):
        [point] = axes.plot([scale * step.reached], [place], "o", color=INK, markersize=5)
        tip(point, tips[place])
    at = scale * last.reached
    axes.plot([at, at], [len(walked) - 2, len(walked) - 1], color=MUTED, linewidth=0.6, zorder=0)


def _write(axes: Axes, texts: Sequence[str]) -> None:
    """A text for each row, the first on top."""
    axes.set_yticks(range(len(texts)), texts)
    axes.set_ylim(len(texts) - 0.4, -0.6)
    quiet(axes, "x")


def _told(step: Step, label: _labels.Labels, is_uncalibrated: bool) -> str:
    """What a step is: a field and its value in the record, the calibration, or an end."""
    if step.part is not None:
        value = _labels.short(label.value(step.part.field, step.part.value))
        return f"{label.field(step.part.field)}: {value}"
    kind = "uncalibrated" if step.kind == "end" and is_uncalibrated else step.kind
    return label.word(f"figure.{kind}")


def _answered(answer: Any, output: str) -> float | None:
    """The value of an output in an answer."""
    if answer is None or answer.probabilities is None:
        return None
    if output == "glucose":
        return float(answer.glucose_mg_dl)
    shares = answer.probabilities
    return float(shares["Diabetes"] + (shares["Prediabetes"] if output == "dysglycaemia" else 0.0))
