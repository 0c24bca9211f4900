"""Whether a model is better than the one in service: both on the same people, with the same resamples."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import diabetes
import numpy as np

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

#: Share of people whose glucose category must stay what it was.
AGREEMENT = 0.95
#: How far the area under the ROC curve may fall.
AREA_MARGIN = 0.01
#: Share of the resamples in which a model must do better: not by chance.
SURE = 0.90
RESAMPLES = 400
_SEED = 42


class NothingToJudgeError(Exception):
    """The outcomes do not carry a judgement; the text says what is missing."""


@dataclass(frozen=True)
class Judgement:
    """Figures of both models on the same people, and why the candidate should not replace the other one."""

    champion: dict[str, Any]
    candidate: dict[str, Any]
    brier_better: float
    calibration_better: float
    category_agreement: float
    risk_level_agreement: float
    objections: list[str]

    @property
    def accepted(self) -> bool:
        """Whether nothing speaks against the candidate."""
        return not self.objections


def judge(
    champion: diabetes.Model,
    candidate: diabetes.Model,
    people: Measured,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Judgement:
    """Judge a candidate by P(diabetes) and by its agreement with the model in service.

    It is better when its Brier score is lower, or its observed/expected nearer to 1, in 90 % of the paired
    resamples (of people), while its Brier score is not higher and its area under the ROC curve not lower by
    more than 0.01. Besides, 95 % of the people must keep their glucose category. Every figure is the
    library's. Raises NothingToJudgeError.
    """
    if not people.records:
        raise NothingToJudgeError("no outcome is stored for this set; see diabetes-stack outcomes list")
    models = (champion, candidate)
    before, after = (
        summary(diabetes.evaluate(model, people.records, cluster=people.people, resamples=200).to_dict())
        for model in models
    )
    old, new = before["diabetes"], after["diabetes"]
    if old is None or new is None:
        raise NothingToJudgeError("one of the models has no probability of diabetes")
    if old["withheld"] or new["withheld"]:
        raise NothingToJudgeError(
            f"{old['events']} of {old['rows']} people have diabetes; a comparison needs 10 with and 10 without"
        )
    brier, calibration = _shares(models, people, progress)
    categories, levels = (agreement(models, people.records, column) for column in ("category", "risk_level"))
    objections = []
    if max(brier, calibration) < SURE:
        objections.append(
            f"not surely better: its Brier score is lower in {brier:.0%} of the resamples and its "
            f"observed/expected nearer to 1 in {calibration:.0%}, {SURE:.0%} needed"
        )
    if new["brier"] > old["brier"]:
        objections.append(f"its Brier score is higher: {new['brier']:.5f}, {old['brier']:.5f} in service")
    if new["auroc"] < old["auroc"] - AREA_MARGIN:
        objections.append(f"it ranks worse: AUROC {new['auroc']:.3f}, {old['auroc']:.3f} in service")
    if categories < AGREEMENT:
        objections.append(f"categories agree for {categories:.1%} of the people, {AGREEMENT:.0%} needed")
    return Judgement(before, after, brier, calibration, categories, levels, objections)


def agreement(models: tuple[diabetes.Model, diabetes.Model], records: Any, column: str) -> float:
    """Share of the records that two models answer alike; one that neither answers agrees."""
    old, new = ([_get(answer, column) for answer in model.predict_batch(records)] for model in models)
    same: int = sum(a == b for a, b in zip(old, new, strict=True))
    return same / len(old)


def _get(answer: Any, column: str) -> Any:
    return None if isinstance(answer, diabetes.ValidationError) else getattr(answer, column)


def _shares(
    models: tuple[diabetes.Model, diabetes.Model], people: Measured, progress: Callable[[int, int], None]
) -> tuple[float, float]:
    """Shares of the resamples in which the candidate's Brier score is lower and its observed/expected nearer
    to 1. A resample whose figures the library withholds speaks for nobody."""
    better: Counter[str] = Counter()
    for done, weights in enumerate(_resamples(people.people), start=1):
        old, new = (_calibration(model, people, weights) for model in models)
        if not old["withheld"] and not new["withheld"]:
            better["brier"] += new["brier"] < old["brier"]
            better["calibration"] += _distance(new) < _distance(old)
        progress(done, RESAMPLES)
    return better["brier"] / RESAMPLES, better["calibration"] / RESAMPLES


def _resamples(people: list[str]) -> Iterator[Any]:
    """How often each row counts when as many people are drawn, with replacement, as there are."""
    _, person = np.unique(people, return_inverse=True)
    count = int(person.max()) + 1
    dice = np.random.default_rng(_SEED)
    for _ in range(RESAMPLES):
        yield np.bincount(dice.integers(count, size=count), minlength=count)[person].astype(float)


def _calibration(model: diabetes.Model, people: Measured, weights: Any) -> dict[str, Any]:
    figures = diabetes.evaluate(model, people.records, weights=weights, resamples=0).to_dict()
    [judged] = [judged for judged in figures["calibration"] if judged["output"] == "diabetes"]
    return dict(judged)


def _distance(judged: dict[str, Any]) -> float:
    return abs(math.log(judged["observed_expected"]))
