"""What the file of a local validation proves: what can be computed again is not taken as written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from .._errors import DiabetesError
from .._merged import merge
from ._bounds import is_small, outside
from ._lock import digest, is_sealed
from ._verdict import judged, verdict

__all__ = ["read_validation", "sealed"]

# How far a figure of all rows may be from that of cells of people, relative to it (docs/validation.md).
WITHIN = {"observed_expected": 1e-6, "slope": 0.25}


def sealed(figures: Mapping[str, Any]) -> dict[str, Any]:
    """An evaluation with its ``validation``, to which the digest of the whole is added."""
    validation = {**figures["validation"], "sha256": _seal(figures)}
    return {**figures, "validation": validation}


def read_validation(source: Mapping[str, Any] | str | PathLike[str]) -> dict[str, Any]:
    """What a file of ``diabetes validate --out``, or its content, proves of a model at a site.

    ``verdict``, ``criteria``, ``people`` and ``events`` are judged anew from the figures and from the
    criteria of the lock, and the figures are near those of the sums, as near as
    cells of people tell. Beside them stand ``site``, ``responsible``,
    ``locked``, ``plan_sha256``, ``model_hash``, ``needed``, the digest of the lock (``lock_sha256``), and
    whether fewer than 100 people with the outcome, or without it, were planned or found (``is_small``).
    Digests show changes; they do not stop somebody who computes a whole file: compare ``lock_sha256`` with
    the lock that was sent when the plan was locked.

    Raises DiabetesError with the code ``bad_validation`` for a file that is none or was changed,
    ``verdict_differs`` where the verdict is not what figures and plan give, and those of :func:`merge`.

    >>> import diabetes
    >>> diabetes.read_validation({"verdict": "met"})
    Traceback (most recent call last):
        ...
    diabetes.DiabetesError: this is no file of a local validation
    """
    try:
        read = source if isinstance(source, Mapping) else json.loads(Path(source).read_text("utf-8-sig"))
        found, lock = read["validation"], read["validation"]["lock"]
        is_whole = (
            found["sha256"] == _seal(read) and is_sealed(lock) and not any(outside(lock["criteria"], {}))
        )
        anew = verdict(lock["criteria"], lock["needed"], read, found["open"])
        values = {entry["figure"]: entry["value"] for entry in anew["criteria"]}
        calibration, _ = judged(read)
        merged = merge([read], resamples=0).to_dict()
        [site] = merged["sums"]["sites"]
        names = {name: found[name] for name in ("site", "responsible")}
        held = {name: lock[name] for name in ("locked", "plan_sha256", "model_hash")}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        if isinstance(error, DiabetesError):
            raise
        raise DiabetesError("this is no file of a local validation", "bad_validation") from error
    counted = {"judged": anew["people"], "events": anew["events"]}
    decided = values if calibration and not calibration["withheld"] else {}
    _, ranked = judged(merged)
    within = {**WITHIN, "auroc": ranked["rankings"][0]["auroc_within"] or 0.0 if ranked else 0.0}
    if (
        not is_whole
        or any(found[name] != value for name, value in held.items())
        or any(site[name] != value for name, value in counted.items())
        or any(_differ(site[name], value, within[name]) for name, value in decided.items())
        or merged["sums"]["model"]["hash"] != lock["model_hash"]
        or site["name"] != found["site"]
    ):
        raise DiabetesError("the file of the local validation was changed", "bad_validation")
    if any(found[name] != value for name, value in anew.items()):
        raise DiabetesError("the verdict is not what figures and plan give", "verdict_differs")
    few = is_small(anew["people"], anew["events"]) or is_small(**anew["needed"])
    return {**anew, **names, **held, "lock_sha256": lock["sha256"], "is_small": few}


def _differ(of_cells: float | None, value: float | None, within: float) -> bool:
    """Whether a figure is further from that of the cells than cells can tell; too few people give none."""
    if of_cells is None or value is None:
        return False
    return abs(of_cells - value) > within * max(1.0, abs(value)) + 1e-9


def _seal(figures: Mapping[str, Any]) -> str:
    """The digest of an evaluation without the digest itself."""
    validation = {name: value for name, value in figures["validation"].items() if name != "sha256"}
    return digest(json.dumps({**figures, "validation": validation}, sort_keys=True).encode())
