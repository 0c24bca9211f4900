"""Whether the answers are distributed as they were when the model came into service.

A model file has the distributions of its inputs, not of its outputs: so the outputs are compared with the first answers
that the model gives here, whose shares are kept in the monitor's record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import diabetes
import numpy as np

from ...store.drift import Shift, shift_of

__all__ = ["ENOUGH", "baseline", "output_shifts"]

#: Answers that make a baseline.
ENOUGH = 500
_TENTHS = np.linspace(0, 1, 11)[1:-1]
_PROBABILITY, _LEVEL = "P(diabetes)", "risk_level"


def baseline(answers: Sequence[diabetes.Prediction]) -> dict[str, Any]:
    """The shares of these answers in classes: tenths of the probability of diabetes, and risk levels."""
    probabilities = _probabilities(answers)
    edges = np.unique(np.quantile(probabilities, _TENTHS)).tolist() if probabilities else []
    return {
        "people": len(answers),
        "edges": edges,
        "probability": _shares(_counts(probabilities, edges)),
        "levels": _shares_by_name(answers),
    }


def output_shifts(known: dict[str, Any], answers: Sequence[diabetes.Prediction]) -> list[Shift]:
    """Compare answers with a baseline. Each shift's ``field`` is ``P(diabetes)`` or ``risk_level``."""
    edges = known["edges"]
    names = ["< " + f"{edges[0]:.3g}", *(f"≥ {edge:.3g}" for edge in edges)] if edges else [""]
    levels = sorted({*known["levels"], *_shares_by_name(answers)})
    counted = Counter(_level(answer) for answer in answers)
    return [
        shift_of(_PROBABILITY, 1.0, names, known["probability"], _counts(_probabilities(answers), edges)),
        shift_of(
            _LEVEL, 1.0, levels, [known["levels"].get(level, 0.0) for level in levels],
            [counted[level] for level in levels],
        ),
    ]  # fmt: skip


def _probabilities(answers: Sequence[diabetes.Prediction]) -> list[float]:
    return [answer.probabilities["Diabetes"] for answer in answers if answer.probabilities is not None]


def _counts(values: Sequence[float], edges: Sequence[float]) -> list[int]:
    found = np.bincount(np.searchsorted(edges, values, side="right"), minlength=len(edges) + 1)
    return [int(count) for count in found]


def _level(answer: diabetes.Prediction) -> str:
    return answer.risk_level or ""


def _shares_by_name(answers: Sequence[diabetes.Prediction]) -> dict[str, float]:
    counted = Counter(_level(answer) for answer in answers)
    return {level: count / len(answers) for level, count in sorted(counted.items())}


def _shares(counts: Sequence[int]) -> list[float]:
    total = sum(counts)
    return [count / total if total else 0.0 for count in counts]
