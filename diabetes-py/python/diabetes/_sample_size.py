"""How many people an external validation needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import _native


def sample_size(
    prevalence: float,
    auroc: float,
    log_odds: Sequence[float] | None = None,
    observed_expected_width: float = 0.2,
    slope_width: float = 0.2,
    auroc_width: float = 0.1,
) -> dict[str, Any]:
    """The people, and the events among them, that a validation needs for intervals as narrow as wanted.

    ``prevalence`` and ``auroc`` are what is expected at the site; ``log_odds`` is the mean and the standard
    deviation of the model's log-odds there, by default those that a calibrated model with this prevalence and
    area has if they are normal. The widths are those of the 95 % intervals of observed over expected cases,
    calibration slope and area under the ROC curve. The formulas are the closed forms of Riley et al.
    (Statistics in Medicine 2021;40:4230-4251), with the standard error of Newcombe (2006) for the area.

    Raises DiabetesError with the code ``bad_option`` for what is out of range.

    >>> import diabetes
    >>> needed = diabetes.sample_size(0.08, 0.78, observed_expected_width=0.4, slope_width=0.4)
    >>> needed["people"] >= max(needed[figure] for figure in ("observed_expected", "slope", "auroc"))
    True
    """
    widths = [observed_expected_width, slope_width, auroc_width]
    return _native.sample_size(prevalence, auroc, None if log_odds is None else list(log_odds), widths)
