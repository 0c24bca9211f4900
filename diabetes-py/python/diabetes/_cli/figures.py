"""Figures of a model as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._messages import lowered
from .._texts import Texts


def counts(by_code: Mapping[str, int], word: Texts) -> str:
    """Counts by reason, largest first."""
    ordered = sorted(by_code.items(), key=lambda item: -item[1])
    return ", ".join(f"{word.named('code', code)} {word.numbers.count(count)}" for code, count in ordered)


def metrics(measured: Mapping[str, Any], word: Texts) -> Iterator[str]:
    """The figures of each output, one output per line."""
    number = word.numbers.fixed
    for output, figures in measured.items():
        name = word.named("output", output)
        if figures is None:
            yield f"{name:<27}{word('metrics.none')}"
        elif output == "glucose":
            told = word(
                "metrics.glucose",
                mae=number(figures["mae"], 1),
                rmse=number(figures["rmse"], 1),
                r2=number(figures["r2"]),
                category=word.numbers.percent(figures["category_accuracy"]),
                coverage=word.numbers.percent(figures["coverage_90"]),
            )
            yield f"{name:<27}{_rows(figures['rows'], word)}; {told}"
        else:
            told = word(
                "metrics.probability",
                auroc=number(figures["auroc"]),
                slope=number(figures["calibration_slope"], 2),
                intercept=number(figures["calibration_intercept"], 2),
                brier=number(figures["brier"]),
            )
            events = word("metrics.events", count=round(figures["events"]))
            yield f"{name:<27}{_rows(figures['rows'], word)}, {events}; {told}"


def named(output: str, word: Texts) -> str:
    """The name of an output inside a sentence."""
    return lowered(word.named("output", output))


def _rows(count: float, word: Texts) -> str:
    return word.counted("rows", round(count))
