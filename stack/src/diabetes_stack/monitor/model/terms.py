"""A shift of the mean score, split over the terms of the model.

A score is an intercept and the points of its terms, so the mean score is the intercept and the mean points of each
term, and a difference of two mean scores is the sum of the differences of their terms: exactly, nothing is attributed
by a model of the model.

The mean points in training come from the distributions in the model file. They are exact for choices, and for a
number if its points are a line or bend only at the stored quantiles; a curve for each sex counts as if the field were
distributed alike in both. Of that only the reference is affected, never the split.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from typing import Any

import diabetes
import numpy as np

from ...example import EXAMPLE

__all__ = ["ScoreShift", "TermShift", "score_shift", "training_points"]


@dataclass(frozen=True)
class TermShift:
    """The mean points of a term, in units of the score before calibration: mg/dL or log-odds. A blank has 0 points."""

    field: str
    training: float
    now: float
    #: Share of people whose field was known, from 0 to 1.
    known_training: float
    known_now: float

    @property
    def difference(self) -> float:
        """What the term adds to the shift."""
        return self.now - self.training


@dataclass(frozen=True)
class ScoreShift:
    """The mean score of an output in training and now; the terms come largest difference first."""

    output: str
    people: int
    training: float
    now: float
    terms: tuple[TermShift, ...]

    @property
    def difference(self) -> float:
        """The shift of the mean score."""
        return self.now - self.training


def score_shift(
    model: diabetes.Model, output: str, records: Sequence[Mapping[str, Any]]
) -> ScoreShift | None:
    """The shift of an output's mean score over these people, whom the model answers. None without people, or when the
    model file lacks a distribution."""
    expected = training_points(model, output)
    if not records or expected is None:
        return None
    explained = [model.explain(record, output) for record in records]
    count = len(explained)
    base = explained[0][0].points
    points: dict[str, list[float]] = {field: [] for field in expected}
    known = dict.fromkeys(expected, 0)
    scores = []
    for parts in explained:
        scores.append(fsum(part.points for part in parts))
        for part in parts[1:]:
            points[part.field].append(part.points)
            known[part.field] += part.value is not None
    terms = [
        TermShift(field, mean, fsum(points[field]) / count, share, known[field] / count)
        for field, (mean, share) in expected.items()
    ]
    training = fsum([base, *(term.training for term in terms)])
    largest_first = sorted(terms, key=lambda term: -abs(term.difference))
    return ScoreShift(output, count, training, fsum(scores) / count, tuple(largest_first))


def training_points(model: diabetes.Model, output: str) -> dict[str, tuple[float, float]] | None:
    """The mean points of each term over the training rows, and the share of them that knew its field."""
    info = model.info
    known = {entry["field"]: entry["training"] for entry in info["fields"]}
    # The library gives a model's tables with an evaluation, here of one person.
    tables = diabetes.evaluate(model, [{**EXAMPLE, "Resultado": 100}], resamples=0).to_dict()["terms"]
    found = {}
    for table in tables:
        if table["output"] != output:
            continue
        facts = known.get(table["field"])
        mean = None if facts is None else _mean_points(table, facts["distribution"], known)
        if facts is None or mean is None:
            return None
        share = facts["known"] / info["training"]["rows"]
        found[table["field"]] = (share * mean, share)
    return found


def _mean_points(
    table: dict[str, Any], distribution: dict[str, Any], known: Mapping[str, Any]
) -> float | None:
    """Over the rows in which the field is known."""
    if table["kind"] == "choice":
        shares = table["shares"]
        return fsum(a * b for a, b in zip(table["points"], shares, strict=True)) if shares else None
    weights = [1.0]
    if table["by"] is not None:
        other = known.get(table["by"])
        if other is None:
            return None
        weights = other["distribution"]["levels"]["shares"]
    values = _means_of_twentieths(distribution["number"])
    means = [float(np.mean(np.interp(values, curve["x"], curve["points"]))) for curve in table["curves"]]
    return fsum(a * b for a, b in zip(means, weights, strict=True))


def _means_of_twentieths(number: dict[str, Any]) -> list[float]:
    """The mean value in each interval between quantiles: its middle; the first and the last, which are wide, have
    theirs at the same distance from within, so that all together have the known mean."""
    ends = number["quantiles"]
    means = [(low + high) / 2 for low, high in pairwise(ends)]
    width = (ends[-1] - ends[-2]) - (ends[1] - ends[0])
    missing = number["mean"] * len(means) - fsum(means[1:-1]) - ends[1] - ends[-2]
    part = min(max(missing / width, 0.0), 1.0) if width else 0.5
    means[0], means[-1] = ends[1] - part * (ends[1] - ends[0]), ends[-2] + part * (ends[-1] - ends[-2])
    return means
