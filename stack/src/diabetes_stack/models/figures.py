"""The main figures of an evaluation, as stored in the table ``performance`` and displayed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from ..store import tables

__all__ = ["flat", "keep", "summary"]

_CALIBRATION = (
    "rows",
    "events",
    "withheld",
    "brier",
    "observed_expected",
    "observed_expected_interval",
    "slope",
    "in_the_large",
)


def summary(evaluation: Mapping[str, Any]) -> dict[str, Any]:
    """Summarise ``Evaluation.to_dict()``: ``rows``; ``diabetes`` and ``dysglycaemia`` with ``rows``, ``events``,
    ``auroc``, ``brier``, ``observed_expected`` and their intervals; ``glucose``; ``cutoffs``; ``warnings``.
    An output that the model lacks, or for which the library gives no figures, is null."""
    areas = {
        outcome["output"]: outcome["rankings"][0]
        for outcome in evaluation["discrimination"]
        if outcome["outcome"] == "definition" and outcome["rankings"]
    }
    outputs: dict[str, Any] = {"dysglycaemia": None, "diabetes": None}
    for judged in evaluation["calibration"]:
        area = areas.get(judged["output"], {})
        outputs[judged["output"]] = {name: judged[name] for name in _CALIBRATION} | {
            "auroc": area.get("auroc"),
            "auroc_interval": area.get("auroc_interval"),
        }
    return {
        "rows": evaluation["data"]["answered"],
        **outputs,
        "glucose": evaluation["glucose"],
        "cutoffs": evaluation["cutoffs"],
        "warnings": [warning["code"] for warning in evaluation["warnings"]],
    }


def flat(figures: Mapping[str, Any], prefix: str = "") -> dict[str, float]:
    """Flatten nested figures to numbers with dotted names; anything that is not a number is left out."""
    numbers: dict[str, float] = {}
    for name, value in figures.items():
        if isinstance(value, Mapping):
            numbers |= flat(value, f"{prefix}{name}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            numbers[f"{prefix}{name}"] = float(value)
    return numbers


def keep(connection: Connection, model_version: str, data: str, metrics: Mapping[str, Any]) -> None:
    """Store a model's performance on a named set of outcomes."""
    connection.execute(
        tables.performance.insert().values(
            model_version=model_version, data=data[:100], metrics=dict(metrics)
        )
    )
