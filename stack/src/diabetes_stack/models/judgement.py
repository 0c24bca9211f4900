"""Compares a model with the one in service, on the same people and the same resamples."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

import diabetes
import numpy as np
import pyarrow as pa

from ..refusals import Refusal
from ..store.outcomes import Measured
from .figures import summary

__all__ = [
    "AGREEMENT",
    "AREA_MARGIN",
    "RESAMPLES",
    "SURE",
    "Judgement",
    "NothingToJudgeError",
    "agreement",
    "judge",
]

#: Share of people whose glucose category must not change.
AGREEMENT = 0.95
#: How much the area under the ROC curve may drop.
AREA_MARGIN = 0.01
#: Share of the resamples in which a model must be better, to rule out chance.
SURE = 0.90
RESAMPLES = 400
#: People with and without the outcome below which the library withholds figures.
_LEAST = 10
_SEED = 42


class NothingToJudgeError(Refusal):
    """The outcomes are not sufficient for a comparison: ``no_outcomes``, ``all_learned``, ``no_probability``,
    ``too_few_events``."""


@dataclass(frozen=True)
class Judgement:
    """Figures of both models on the same people, and the objections to replacing the current model."""

    champion: dict[str, Any]
    candidate: dict[str, Any]
    brier_better: float
    calibration_better: float
    category_agreement: float
    risk_level_agreement: float
    #: ``not_better``, ``brier_higher``, ``ranks_worse``, ``categories_change``.
    objections: list[Refusal]

    @property
    def accepted(self) -> bool:
        """Whether there is no objection to the candidate."""
        return not self.objections

    def to_dict(self) -> dict[str, Any]:
        """The judgement as it is stored; each objection has ``code`` and ``text``."""
        figures = {field.name: getattr(self, field.name) for field in fields(self)}
        return figures | {"objections": [objection.to_dict() for objection in self.objections]}


def judge(
    champion: diabetes.Model,
    candidate: diabetes.Model,
    people: Measured,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Judgement:
    """Compare a candidate with the model in service by P(diabetes) and by agreement.

    It is better when its Brier score is lower, or its observed/expected ratio closer to 1, in 90 % of the paired
    resamples (of people), and its Brier score is not higher and its area under the ROC curve not lower by more
    than 0.01. In addition, 95 % of the people must keep their glucose category. All figures come from the
    library. Raises NothingToJudgeError.
    """
    if not people.records:
        raise NothingToJudgeError("no_outcomes")
    models = (champion, candidate)
    before, after = (
        summary(diabetes.evaluate(model, people.records, cluster=people.people, resamples=200).to_dict())
        for model in models
    )
    old, new = before["diabetes"], after["diabetes"]
    if old is None or new is None:
        raise NothingToJudgeError("no_probability")
    if old["withheld"] or new["withheld"]:
        raise NothingToJudgeError("too_few_events", events=old["events"], rows=old["rows"], least=_LEAST)
    brier, calibration = _shares(models, people, progress)
    categories, levels = (agreement(models, people.records, column) for column in ("category", "risk_level"))
    objections = []
    if max(brier, calibration) < SURE:
        objections.append(Refusal("not_better", brier=brier, calibration=calibration, needed=SURE))
    if new["brier"] > old["brier"]:
        objections.append(Refusal("brier_higher", new=new["brier"], old=old["brier"]))
    if new["auroc"] < old["auroc"] - AREA_MARGIN:
        objections.append(Refusal("ranks_worse", new=new["auroc"], old=old["auroc"]))
    if categories < AGREEMENT:
        objections.append(Refusal("categories_change", agree=categories, needed=AGREEMENT))
    return Judgement(before, after, brier, calibration, categories, levels, objections)


def agreement(models: tuple[diabetes.Model, diabetes.Model], records: Any, column: str) -> float:
    """Share of the records for which two models agree; a record that neither answers counts as agreement."""
    old, new = ([_get(answer, column) for answer in model.predict_batch(records)] for model in models)
    same: int = sum(a == b for a, b in zip(old, new, strict=True))
    return same / len(old)


def _get(answer: Any, column: str) -> Any:
    return None if isinstance(answer, diabetes.ValidationError) else getattr(answer, column)


def _shares(
    models: tuple[diabetes.Model, diabetes.Model], people: Measured, progress: Callable[[int, int], None]
) -> tuple[float, float]:
    """Shares of the resamples in which the candidate's Brier score is lower and its observed/expected ratio closer
    to 1. A resample whose figures the library withholds counts for neither model."""
    better: Counter[str] = Counter()
    rows = pa.Table.from_pylist(people.records)
    for done, weights in enumerate(_resamples(people.people), start=1):
        old, new = (_calibration(model, rows, weights) for model in models)
        if not old["withheld"] and not new["withheld"]:
            better["brier"] += new["brier"] < old["brier"]
            better["calibration"] += _distance(new) < _distance(old)
        progress(done, RESAMPLES)
    return better["brier"] / RESAMPLES, better["calibration"] / RESAMPLES


def _resamples(people: list[str]) -> Iterator[Any]:
    """The weight of each row when as many people as there are get drawn with replacement."""
    _, person = np.unique(people, return_inverse=True)
    count = int(person.max()) + 1
    dice = np.random.default_rng(_SEED)
    for _ in range(RESAMPLES):
        yield np.bincount(dice.integers(count, size=count), minlength=count)[person].astype(float)


def _calibration(model: diabetes.Model, rows: pa.Table, weights: Any) -> dict[str, Any]:
    # The people of a stream are not described, which takes longer than the figures.
    figures = diabetes.evaluate(model, rows.to_reader(), weights=weights, resamples=0).to_dict()
    [judged] = [judged for judged in figures["calibration"] if judged["output"] == "diabetes"]
    return dict(judged)


def _distance(judged: dict[str, Any]) -> float:
    return abs(math.log(judged["observed_expected"]))
