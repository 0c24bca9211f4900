"""Figures of a model as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def counts(by_code: Mapping[str, int]) -> str:
    """Counts by code, largest first."""
    ordered = sorted(by_code.items(), key=lambda item: -item[1])
    return ", ".join(f"{code} {count:,}" for code, count in ordered)


def metrics(measured: Mapping[str, Any]) -> Iterator[str]:
    """The figures of each output, one output per line."""
    for output, figures in measured.items():
        if figures is None:
            yield f"{output:<13} not measured"
        elif output == "glucose":
            yield (
                f"{output:<13}{figures['rows']:>9,.0f} rows  R² {number(figures['r2'])}, "
                f"RMSE {number(figures['rmse'], 1)} and MAE {number(figures['mae'], 1)} mg/dL, "
                f"category accuracy {number(figures['category_accuracy'])}, "
                f"90 % interval covers {number(figures['coverage_90'])}"
            )
        else:
            yield (
                f"{output:<13}{figures['rows']:>9,.0f} rows, {figures['events']:,.0f} events  "
                f"AUROC {number(figures['auroc'])}, Brier {number(figures['brier'])}, "
                f"calibration slope {number(figures['calibration_slope'], 2)} "
                f"and intercept {number(figures['calibration_intercept'], 2)}"
            )


def number(value: float | None, digits: int = 3) -> str:
    """A figure with this many decimals."""
    return "-" if value is None else f"{value:.{digits}f}"
