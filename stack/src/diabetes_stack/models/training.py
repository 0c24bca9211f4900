"""Trains one model per algorithm on the same split, and evaluates all on the same held-out people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import diabetes
import numpy as np
import pyarrow as pa

from .figures import summary

__all__ = ["ALGORITHMS", "Trained", "assess", "best", "split", "train"]

ALGORITHMS = tuple(diabetes.algorithms())


@dataclass(frozen=True)
class Trained:
    """A model and its performance on the held-out people."""

    model: diabetes.Model
    evaluation: diabetes.Evaluation
    figures: dict[str, Any]
    #: The rows that it was trained on, where that happened here.
    fitted: pa.Table | None = None


def split(table: pa.Table, test_size: float, seed: int) -> tuple[pa.Table, pa.Table]:
    """Rows to train on and held-out rows, drawn at random."""
    rows = np.random.default_rng(seed).permutation(table.num_rows)
    held_out = round(table.num_rows * test_size)
    return table.take(np.sort(rows[held_out:])), table.take(np.sort(rows[:held_out]))


def train(fitted: pa.Table, held_out: pa.Table, algorithm: str, name: str, seed: int, source: str) -> Trained:
    """Train a model on the rows ``fitted`` and evaluate it on ``held_out``. Raises diabetes.TrainingError."""
    model = diabetes.train(fitted, algorithm=algorithm, name=name, test_size=0.0, seed=seed, source=source)
    return replace(assess(model, held_out), fitted=fitted)


def assess(model: diabetes.Model, held_out: pa.Table) -> Trained:
    """Evaluate a model on the held-out people."""
    evaluation = diabetes.evaluate(model, held_out, resamples=200)
    return Trained(model, evaluation, summary(evaluation.to_dict()))


def best(trained: Sequence[Trained]) -> Trained:
    """The model with the lowest Brier score for diabetes, or, if that is unknown, the lowest glucose error."""
    return min(trained, key=lambda one: (_figure(one, "diabetes", "brier"), _figure(one, "glucose", "rmse")))


def _figure(trained: Trained, output: str, name: str) -> float:
    value = (trained.figures[output] or {}).get(name)
    return float("inf") if value is None else float(value)
