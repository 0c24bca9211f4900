"""Record-by-record differences between another system's answers and a model's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import diabetes

__all__ = ["COMPARED", "compare"]

#: The classes that are compared, with their values in order.
COMPARED = {"category": ("Normal", "Prediabetes", "Diabetes"), "risk_level": ("Bajo", "Moderado", "Alto")}
_WORST = 20


def compare(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Transitions of category and risk level, agreement, and the largest differences of glucose.

    Both have one answer per record, in the same order, with the keys of a prediction. An answer with ``errors`` or
    without a class counts as ``none``; ``answered`` counts the records that either gave a class. Rows are numbered from
    1; the report contains nothing else about a record.
    """
    pairs = [(_completed(a), _completed(b)) for a, b in zip(old, new, strict=True)]
    refused = {
        "old": [row for row, (a, _) in enumerate(pairs, start=1) if a.get("errors")],
        "new": [row for row, (_, b) in enumerate(pairs, start=1) if b.get("errors")],
    }
    report: dict[str, Any] = {
        "records": len(pairs),
        "refused": {name: len(rows) for name, rows in refused.items()}
        | {"both": len(set(refused["old"]) & set(refused["new"]))},
        "refused_rows": {name: rows[:_WORST] for name, rows in refused.items()},
    }
    for name in COMPARED:
        report[name] = _transitions([(a.get(name), b.get(name)) for a, b in pairs])
    differences = [
        {
            "row": row,
            "old": a["glucose_mg_dl"],
            "new": b["glucose_mg_dl"],
            "difference": b["glucose_mg_dl"] - a["glucose_mg_dl"],
            "old_category": a.get("category"),
            "new_category": b.get("category"),
        }
        for row, (a, b) in enumerate(pairs, start=1)
        if a.get("glucose_mg_dl") is not None and b.get("glucose_mg_dl") is not None
    ]
    differences.sort(key=lambda one: -abs(one["difference"]))
    report["glucose"] = _spread([one["difference"] for one in differences])
    report["worst"] = differences[:_WORST]
    return report


def _completed(answer: Mapping[str, Any]) -> dict[str, Any]:
    """An answer with its category, derived from the glucose if it is missing."""
    filled = dict(answer)
    if filled.get("category") is None and filled.get("glucose_mg_dl") is not None:
        try:
            filled["category"] = diabetes.classify_glucose(filled["glucose_mg_dl"]).category
        except diabetes.ValidationError:
            filled["category"] = None
    return filled


def _transitions(pairs: list[tuple[str | None, str | None]]) -> dict[str, Any]:
    counts = Counter((old or "none", new or "none") for old, new in pairs)
    matrix: dict[str, dict[str, int]] = {}
    for (old, new), count in sorted(counts.items()):
        matrix.setdefault(old, {})[new] = count
    both = [(old, new) for old, new in pairs if old is not None and new is not None]
    same = sum(old == new for old, new in both)
    return {
        "answered": len(pairs) - pairs.count((None, None)),
        "compared": len(both),
        "same": same,
        "agreement": same / len(both) if both else None,
        "transitions": matrix,
    }


def _spread(differences: list[float]) -> dict[str, Any] | None:
    if not differences:
        return None
    return {
        "compared": len(differences),
        "mean_difference": sum(differences) / len(differences),
        "mean_absolute_difference": sum(map(abs, differences)) / len(differences),
    }
