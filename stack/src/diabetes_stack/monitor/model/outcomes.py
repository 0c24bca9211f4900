"""How the model does on laboratory results that arrived since, beside its figures at promotion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import diabetes
from sqlalchemy import Connection

from ...models import registry
from ...models.figures import summary
from ...store.outcomes import measured
from ...store.tables import utc_now

__all__ = ["DAYS", "FEWEST", "Kept", "kept"]

#: Predictions of this many days count, of people whose result is stored.
DAYS = 180
#: With fewer results, a fall of five points may be chance: its standard error is then above 3.4 points.
FEWEST = 200


@dataclass(frozen=True)
class Kept:
    """Figures now and at promotion, from 0 to 1; None where results or an output are lacking. ``accuracy`` is the share
    of people whose glucose category was estimated right, ``observed_expected`` is of diabetes."""

    results: int
    accuracy: float | None
    accuracy_before: float | None
    auroc: float | None
    auroc_before: float | None
    observed_expected: float | None
    observed_expected_interval: list[float] | None
    #: Where the figures before come from: ``promotion`` or the model's own ``training``.
    reference: str

    @property
    def accuracy_fall(self) -> float | None:
        """How far the accuracy has fallen, in percentage points."""
        return _fall(self.accuracy_before, self.accuracy)

    @property
    def auroc_fall(self) -> float | None:
        """How far the area under the curve of diabetes has fallen, in hundredths."""
        return _fall(self.auroc_before, self.auroc)


def kept(connection: Connection, model: diabetes.Model) -> Kept:
    """The figures of the model in service on the results of the last half year, without those it learned from."""
    version = model.info["version"]
    (accuracy, auroc), reference = _before(connection, model)
    people = measured(connection, unknown_to=version, since=utc_now() - timedelta(days=DAYS))
    now: Mapping[str, Any] = {"glucose": None, "diabetes": None}
    if len(people.records) >= FEWEST:
        evaluation = diabetes.evaluate(model, people.records, cluster=people.people, resamples=200)
        now = summary(evaluation.to_dict())
    of_diabetes: Mapping[str, Any] = now["diabetes"] or {}
    return Kept(
        results=len(people.records),
        accuracy=_value(now["glucose"], "category_accuracy"),
        accuracy_before=accuracy,
        auroc=of_diabetes.get("auroc"),
        auroc_before=auroc,
        observed_expected=of_diabetes.get("observed_expected"),
        observed_expected_interval=of_diabetes.get("observed_expected_interval"),
        reference=reference,
    )


def _before(connection: Connection, model: diabetes.Model) -> tuple[tuple[float | None, float | None], str]:
    """Accuracy and area at the promotion of the model; without one, those of its training on people held out."""
    version = model.info["version"]
    for deployed in reversed(registry.deployments(connection)):
        # A rollback has no figures of its own; those of the promotion before it count.
        if deployed.version.version == version and (judged := deployed.evidence.get("judgement")):
            return _pair(judged["candidate"]), "promotion"
    figures = model.info["metrics"]
    trained = figures["cross_fitted"] if figures["cross_fitted"]["diabetes"] else figures["held_out"]
    return _pair(trained), "training"


def _pair(figures: Mapping[str, Any]) -> tuple[float | None, float | None]:
    return _value(figures["glucose"], "category_accuracy"), _value(figures["diabetes"], "auroc")


def _value(figures: Mapping[str, Any] | None, name: str) -> float | None:
    value = None if figures is None else figures.get(name)
    return None if value is None else float(value)


def _fall(before: float | None, now: float | None) -> float | None:
    return None if before is None or now is None else 100 * (before - now)
