"""An explanation as the steps of a waterfall: from the average person over each field and calibration."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ._labels import is_probability
from ._types import Contribution


@dataclass(frozen=True)
class Step:
    """One step: what it is, and the value of the output before and after it, a probability or mg/dL."""

    # ``start``, ``field``, ``calibration``, ``limit`` or ``end``.
    kind: str
    part: Contribution | None
    before: float
    reached: float

    @property
    def change(self) -> float:
        """How much the step adds."""
        return self.reached - self.before


def steps(
    parts: Sequence[Contribution],
    output: str,
    info: Mapping[str, Any] | None = None,
    answered: float | None = None,
) -> list[Step]:
    """The steps of ``Model.explain(record, output)``, the fields with the most points first.

    Points add up as log-odds, and each step shows the probability that they give. The last field is followed
    by the calibration of the model with these ``info``, and by the limit that led to the value ``answered``,
    if there is one. Points of the glucose are mg/dL themselves.
    """
    base, *fields = parts
    shown = sorted((part for part in fields if part.points), key=lambda part: -abs(part.points))
    scale = _probability if is_probability(output) else _same
    score = base.points
    made = [Step("start", None, scale(score), scale(score))]
    for part in shown:
        made.append(Step("field", part, scale(score), scale(score + part.points)))
        score += part.points
    # The exact sum, in the order of the answer, which ends the walk wherever rounding has led it.
    exact = sum(part.points for part in parts)
    reached = scale(exact)
    if info is not None:
        calibration = info["outputs"][output]["calibration"]
        calibrated = scale(calibration["intercept"] + calibration["slope"] * exact)
        if calibrated != reached:
            made.append(Step("calibration", None, reached, calibrated))
        reached = calibrated
    if answered is not None and not math.isclose(answered, reached, rel_tol=1e-9):
        made.append(Step("limit", None, reached, answered))
        reached = answered
    made.append(Step("end", None, reached, reached))
    return made


def _probability(log_odds: float) -> float:
    # Both forms are exact at their end; the other would overflow.
    if log_odds >= 0:
        return 1 / (1 + math.exp(-log_odds))
    return math.exp(log_odds) / (1 + math.exp(log_odds))


def _same(value: float) -> float:
    return value
