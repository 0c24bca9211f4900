"""A line on columns of any meaning: names, coefficients and intercept; and its file, checked when read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ._errors import ModelFileError

FORMAT = "diabetes-line"
VERSION = 1


@dataclass(frozen=True, eq=False)
class Line:
    """The score ``intercept + x @ coefficients``; an aliased column has the coefficient 0."""

    names: tuple[str, ...]
    coefficients: npt.NDArray[np.float64]
    intercept: float
    aliased: tuple[str, ...]

    def scores(self, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The score of each row."""
        return np.asarray(x @ self.coefficients + self.intercept)

    def to_json(self) -> str:
        """The text of its file; the same line gives the same text."""
        parts = {
            "format": FORMAT,
            "version": VERSION,
            "terms": dict(zip(self.names, self.coefficients.tolist(), strict=True)),
            "intercept": self.intercept,
            "aliased": list(self.aliased),
        }
        return json.dumps({**parts, "sha256": _sum_of(parts)})

    @staticmethod
    def from_json(text: str) -> Line:
        """The line of a text; raises ModelFileError (not_a_model, damaged or too_new)."""
        try:
            parts = json.loads(text)
        except ValueError as error:
            raise ModelFileError("the text of the line is not JSON", "damaged") from error
        if not isinstance(parts, dict) or parts.get("format") != FORMAT:
            raise ModelFileError("the text is not that of a line", "not_a_model")
        if parts.pop("sha256", None) != _sum_of(parts):
            raise ModelFileError("the line was changed after it was written", "damaged")
        if parts["version"] > VERSION:
            raise ModelFileError("the line was written by a newer version", "too_new")
        terms = parts["terms"]
        coefficients = np.array(list(terms.values()), np.float64)
        return Line(tuple(terms), coefficients, float(parts["intercept"]), tuple(parts["aliased"]))

    def __reduce__(self) -> tuple[Callable[[str], Line], tuple[str]]:
        return Line.from_json, (self.to_json(),)


def _sum_of(parts: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
