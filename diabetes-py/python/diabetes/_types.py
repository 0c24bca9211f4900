"""Return types of the functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True)
class Contribution:
    """The points a field adds to a score; the first contribution is the ``base``."""

    __module__ = "diabetes"

    field: str
    value: float | str | None
    points: float


@dataclass(frozen=True)
class ScoreResult:
    """A published score for a record.

    ``points`` is None when items are unknown; ``points_min`` and ``points_max`` are always given, and
    ``band`` is None when they fall in different bands. ``referral`` says whether a test is ``advised`` at the
    cut-off ``cut``: None when only some of the possible points reach it. Without a cut-off, ``referral``
    itself is None.
    """

    __module__ = "diabetes"

    name: str
    points: float | None
    points_min: float
    points_max: float
    band: str | None
    referral: dict[str, Any] | None
    items: list[dict[str, Any]]
    citation: str


@dataclass(frozen=True)
class Measured:
    """A measured laboratory value, classified by the ADA cut-offs."""

    __module__ = "diabetes"

    category: str
    risk_level: str
    confirm: bool


@dataclass(frozen=True, eq=False)
class LeastSquares:
    """A least-squares fit; the coefficient of an aliased column is 0."""

    __module__ = "diabetes"

    coefficients: npt.NDArray[np.float64]
    intercept: float
    aliased: list[int]
