"""Evaluations of several sites as one, without their rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from . import _native
from ._api import _whole
from ._errors import DiabetesError
from ._evaluation import Evaluation


def merge(
    evaluations: Iterable[Evaluation | Mapping[str, Any] | str | PathLike[str]],
    resamples: int = 1000,
    seed: int = 42,
) -> Evaluation:
    """Merge evaluations of one model at several sites from their counts and sums.

    ``evaluations`` are those of :func:`evaluate`, their ``to_dict()``, or paths of the JSON files that
    ``diabetes evaluate --json`` wrote. If all were made with ``smallest_cell=1``, the figures equal those of
    all rows together. Otherwise counts are equal, areas under the ROC curve differ by up to their
    ``auroc_within``, and the others a little. ``docs/validation.md`` says which are which, which intervals
    differ, and what needs the rows and is null.

    Raises DiabetesError with the code ``bad_sums`` for a file that is no such evaluation or was changed, and
    ``cannot_merge`` for different models, for the same people twice, and for evaluations with weights or
    clusters.

    >>> import diabetes
    >>> model = diabetes.Model.bundled()
    >>> north, south = (
    ...     diabetes.evaluate(model, diabetes.generate(1000, seed=seed), site=site, resamples=0)
    ...     for site, seed in (("North", 3), ("South", 4))
    ... )
    >>> merged = diabetes.merge([north, south], resamples=100).to_dict()
    >>> merged["data"]["answered"], [site["name"] for site in merged["sums"]["sites"]]
    (2000, ['North', 'South'])
    """
    texts = [_text(evaluation) for evaluation in evaluations]
    resamples = _whole(resamples, "resamples", 100_000, DiabetesError)
    figures = _native.merge(texts, resamples, _whole(seed, "seed", 2**64 - 1, DiabetesError))
    sites = [json.loads(text) for text in texts]
    first = sites[0]
    for name in ("model", "terms"):
        if any(site.get(name) != first.get(name) for site in sites):
            raise DiabetesError(
                f"not an evaluation that can be merged: {name} was changed in one of them", "bad_sums"
            )
        figures[name] = first[name]
    figures["participants"] = _participants([site.get("participants") for site in sites], figures)
    return Evaluation(figures)


def _text(evaluation: Evaluation | Mapping[str, Any] | str | PathLike[str]) -> str:
    if isinstance(evaluation, Evaluation):
        return json.dumps(evaluation.to_dict())
    if isinstance(evaluation, Mapping):
        return json.dumps(evaluation)
    return Path(evaluation).read_text(encoding="utf-8-sig")


def _participants(tables: list[Any], figures: Mapping[str, Any]) -> dict[str, Any] | None:
    """The counts of answers of all sites; medians need the rows. None where a site has no table."""
    judged = next((entry for entry in figures["calibration"] if entry["output"] == "diabetes"), None)
    if judged is None or any(table is None for table in tables):
        return None
    rows = [sum(counts) for counts in zip(*(table["rows"] for table in tables), strict=True)]
    if rows != [judged["events"], judged["rows"] - judged["events"]]:
        return None
    fields = []
    for entry in tables[0]["fields"]:
        same = [other for table in tables for other in table["fields"] if other["field"] == entry["field"]]
        if entry["kind"] != "choice" or len(same) != len(tables):
            continue
        groups = [
            {
                "counts": {
                    level: sum(own["groups"][group]["counts"][level] for own in same)
                    for level in entry["levels"]
                },
                "missing": sum(own["groups"][group]["missing"] for own in same),
            }
            for group in range(2)
        ]
        fields.append({**entry, "groups": groups})
    return {"output": tables[0]["output"], "rows": rows, "fields": fields}
