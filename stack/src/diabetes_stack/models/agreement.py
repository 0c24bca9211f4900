"""Whether a comparison with another system is good enough to replace it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .transitions import COMPARED

__all__ = ["LEAST", "verdict"]

#: Share of all records that must have an answer of both, whatever the threshold.
LEAST = 0.5


def verdict(report: Mapping[str, Any], threshold: float) -> dict[str, Any]:
    """``agrees``, and ``objections``: ``none_compared``, ``few_agree``, ``few_compared``, ``under_half``.

    The categories decide or, where the old answers have none, the risk levels. A share of ``threshold`` of the records
    compared must agree. As great a share of the records that either system answered must be compared, and at least half
    of all records: a record that one of them refused is not compared, so it counts against the new one.
    """
    judged = next((name for name in COMPARED if report[name]["compared"]), None)
    if judged is None:
        return {"threshold": threshold, "judged": None, "agrees": False, "objections": ["none_compared"]}
    of = report[judged]
    objections = {
        "few_agree": of["agreement"] < threshold,
        "few_compared": of["compared"] < threshold * of["answered"],
        "under_half": of["compared"] < LEAST * report["records"],
    }
    found = [name for name, holds in objections.items() if holds]
    return {"threshold": threshold, "judged": judged, "agrees": not found, "objections": found}
