"""One look at the model in service: the people who come, its answers to them, and their results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import diabetes
from sqlalchemy import Connection

from ...store.drift import Shift, shifts
from ...store.usage import recent_inputs
from ..reading import Cause, Reading
from . import outcomes, outputs
from .expected import Expected, expected
from .terms import ScoreShift, score_shift

__all__ = ["DAYS", "LEAST", "Watch", "watch"]

#: The newest records of this many days are compared: enough for two digits of an index.
DAYS, _SAMPLE = 90, 2_000
#: With fewer people, chance alone may move the largest of all indices above its limit. With 300 and ten classes an
#: index is 0.03, give or take 0.014, when nothing has changed.
LEAST = 300


@dataclass(frozen=True)
class Watch:
    """What was found. ``outputs`` is empty and ``baseline`` None until enough answers were given here to compare with;
    ``expected`` is None without people to whom the estimate applies."""

    model_version: str
    people: int
    inputs: tuple[Shift, ...]
    outputs: tuple[Shift, ...]
    scores: tuple[ScoreShift, ...]
    expected: Expected | None
    outcomes: outcomes.Kept
    #: To be kept with the model's version, when it was made in this look.
    baseline: dict[str, Any] | None

    def readings(self) -> list[Reading]:
        """The figures that rules judge."""
        enough = self.people >= LEAST
        few = Cause("few_answers", {"people": self.people, "least": LEAST})
        awaited = Cause("few_answers", {"people": self.people, "least": outputs.ENOUGH})
        results = Cause("few_results", {"results": self.outcomes.results, "least": outcomes.FEWEST})
        return [
            _worst("input_drift", self.inputs if enough else (), few),
            _worst("output_drift", self.outputs if enough else (), few if self.outputs else awaited),
            _fall("accuracy_fall_points", self.outcomes.accuracy_fall, results),
            _fall("auroc_fall_points", self.outcomes.auroc_fall, results),
        ]

    def to_dict(self) -> dict[str, Any]:
        """Everything, for a program and for the record: shares, means and figures, no person's values."""
        return {
            "model_version": self.model_version,
            "people": self.people,
            "days": DAYS,
            "inputs": [{**asdict(one), "state": one.state} for one in self.inputs],
            "outputs": [{**asdict(one), "state": one.state} for one in self.outputs],
            "scores": [
                {
                    **asdict(one),
                    "difference": one.difference,
                    "terms": [{**asdict(term), "difference": term.difference} for term in one.terms],
                }
                for one in self.scores
            ],
            "expected": None if self.expected is None else asdict(self.expected),
            "outcomes": {
                **asdict(self.outcomes),
                "accuracy_fall_points": self.outcomes.accuracy_fall,
                "auroc_fall_points": self.outcomes.auroc_fall,
            },
        }


def watch(
    connection: Connection, model: diabetes.Model, known: Callable[[str], dict[str, Any] | None]
) -> Watch:
    """Look at the newest records with the model in service, which answers them again: so the answers of a model before
    it do not count as a shift. ``known`` finds the baseline of a version. Raises SQLAlchemyError."""
    records = recent_inputs(connection, DAYS, _SAMPLE)
    answered = [
        (record, answer)
        for record, answer in zip(records, model.predict_batch(records) if records else [], strict=True)
        if isinstance(answer, diabetes.Prediction)
    ]
    answers = [answer for _, answer in answered]
    reference, made = known(model.info["version"]), None
    if reference is None and len(answers) >= outputs.ENOUGH:
        reference = made = outputs.baseline(answers)
    applies = [record for record, answer in answered if answer.not_applicable is None]
    scores = [score_shift(model, output, applies) for output in model.info["outputs"]]
    return Watch(
        model_version=model.info["version"],
        people=len(answered),
        inputs=tuple(shifts(model, [record for record, _ in answered])),
        outputs=() if reference is None else tuple(outputs.output_shifts(reference, answers)),
        scores=tuple(one for one in scores if one is not None),
        expected=_expected(answers),
        outcomes=outcomes.kept(connection, model),
        baseline=made,
    )


def _expected(answers: Sequence[diabetes.Prediction]) -> Expected | None:
    known = [
        (answer.probabilities["Diabetes"], answer.test_advised is True)
        for answer in answers
        if answer.probabilities is not None
    ]
    return expected([p for p, _ in known], [referred for _, referred in known]) if known else None


def _worst(measure: str, found: Sequence[Shift], otherwise: Cause) -> Reading:
    """The largest index, naming what has moved most."""
    moved = sorted((one for one in found if one.psi is not None), key=lambda one: -(one.psi or 0.0))
    if not moved:
        return Reading(measure, None, cause=otherwise, judged=False)
    cause = Cause("names", {"names": ", ".join(f"{one.field} {one.psi:.2f}" for one in moved[:3])})
    return Reading(measure, moved[0].psi, cause=cause)


def _fall(measure: str, points: float | None, otherwise: Cause) -> Reading:
    if points is None:
        return Reading(measure, None, cause=otherwise, judged=False)
    return Reading(measure, points)
