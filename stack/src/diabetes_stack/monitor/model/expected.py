"""What the model's own probabilities say about it, before any laboratory result arrives.

If the probabilities are right (calibrated), then of all people with 8 % eight in a hundred have diabetes; so the
figures that outcomes would give can be computed from the probabilities alone. They say how well the model separates the
people who come now; whether the probabilities are right, only outcomes can say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

import diabetes

__all__ = ["Expected", "expected"]


@dataclass(frozen=True)
class Expected:
    """Shares from 0 to 1. ``cases`` is the mean probability of undiagnosed diabetes; ``sensitivity`` the share of the
    expected cases among those referred, ``predictive_value`` the share of those referred who are cases. None where it
    is not defined."""

    people: int
    cases: float
    brier: float
    auroc: float | None
    referred: float
    sensitivity: float | None
    predictive_value: float | None


def expected(probabilities: Sequence[float], referred: Sequence[bool]) -> Expected:
    """The expected figures of people with these probabilities of diabetes, of whom some are advised a test. For the
    area under the curve each person is a case with the weight of the probability, and none with that of the rest."""
    count = len(probabilities)
    rest = [1 - p for p in probabilities]
    cases = fsum(probabilities)
    among = fsum(p for p, is_referred in zip(probabilities, referred, strict=True) if is_referred)
    sent = sum(referred)
    # Without a case, or with cases only, nothing can be told apart.
    both = 0 < cases < count
    weights = [*probabilities, *rest]
    return Expected(
        people=count,
        cases=cases / count,
        brier=fsum(p * q for p, q in zip(probabilities, rest, strict=True)) / count,
        auroc=diabetes.auroc([1] * count + [0] * count, [*probabilities] * 2, weights=weights)
        if both
        else None,
        referred=sent / count,
        sensitivity=among / cases if cases else None,
        predictive_value=among / sent if sent else None,
    )
