"""Whether the people being assessed still resemble those a model was trained on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import diabetes

__all__ = ["FEWEST", "REVIEW", "WATCH", "Shift", "shift_of", "shifts"]

#: A field with fewer values is not compared: chance alone would move its index above the limits.
FEWEST = 100
#: Conventional limits of the population stability index (Siddiqi, Credit Risk Scorecards, 2006).
WATCH, REVIEW = 0.1, 0.25


@dataclass(frozen=True)
class Shift:
    """A field in training and now: the shares of people in the same classes, and the index that compares them."""

    field: str
    known: float
    classes: tuple[str, ...]
    training: tuple[float, ...]
    now: tuple[float, ...]
    mean_training: float | None
    mean_now: float | None
    psi: float | None

    @property
    def state(self) -> str:
        """stable, watch, review or unknown."""
        if self.psi is None:
            return "unknown"
        return "stable" if self.psi < WATCH else "watch" if self.psi <= REVIEW else "review"


def shifts(model: diabetes.Model, records: Sequence[dict[str, Any]]) -> list[Shift]:
    """Compare every field that the model uses. Values are as the library reads the records; records it refuses
    never got an answer and are left out."""
    info = model.info
    read = [row for record in records if (row := _read(model, info["outputs"], record)) is not None]
    choices = diabetes.schema("en")["properties"]
    found = []
    for entry in info["fields"]:
        if not entry["used"] or entry["training"] is None:
            continue
        values = [row[entry["field"]] for row in read if row.get(entry["field"]) is not None]
        known = len(values) / len(read) if read else 0.0
        distribution = entry["training"]["distribution"]
        if "number" in distribution:
            found.append(_number(entry["field"], known, distribution["number"], values))
        else:
            levels = [level for level in choices[entry["field"]]["enum"] if level is not None]
            found.append(_choice(entry["field"], known, levels, distribution["levels"]["shares"], values))
    return found


def _read(model: diabetes.Model, outputs: Iterable[str], record: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return {part.field: part.value for output in outputs for part in model.explain(record, output)}
    except diabetes.ValidationError:
        return None


def _number(field: str, known: float, training: dict[str, Any], values: list[float]) -> Shift:
    """Compare deciles of the training people; deciles that start at the same value form one class."""
    quantiles = training["quantiles"]
    edges, shares = [quantiles[0]], [0.0]
    for low, high in zip(quantiles[:-1:2], quantiles[2::2], strict=True):
        if high > edges[-1] and low > edges[-1]:
            edges.append(low)
            shares.append(0.0)
        shares[-1] += 0.1
    counts = [0] * len(edges)
    for value in values:
        counts[max(sum(value >= edge for edge in edges) - 1, 0)] += 1
    mean = sum(values) / len(values) if values else None
    names = [f"≥ {edge:g}" for edge in edges]
    return shift_of(field, known, names, shares, counts, training["mean"], mean)


def _choice(field: str, known: float, levels: list[str], shares: list[float], values: list[str]) -> Shift:
    return shift_of(field, known, levels, shares, [values.count(level) for level in levels])


def shift_of(
    field: str, known: float, names: Sequence[str], training: Sequence[float], counts: Sequence[int],
    mean_training: float | None = None, mean_now: float | None = None,
) -> Shift:  # fmt: skip
    """Compare the shares of these classes then with the counts now; fewer than :data:`FEWEST` give no index."""
    total = sum(counts)
    now = [count / total if total else 0.0 for count in counts]
    psi = _index(training, now, total) if total >= FEWEST else None
    return Shift(field, known, tuple(names), tuple(training), tuple(now), mean_training, mean_now, psi)


def _index(training: Iterable[float], now: Iterable[float], total: int) -> float:
    """The population stability index; an empty class counts as half a person."""
    least = 0.5 / total
    pairs = [(max(a, least), max(e, least)) for e, a in zip(training, now, strict=True)]
    return sum((a - e) * math.log(a / e) for a, e in pairs)
