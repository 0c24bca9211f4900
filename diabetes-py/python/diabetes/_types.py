"""What the functions return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True)
class Contribution:
    """The points a field adds to a score; the first one is the ``base``."""

    field: str
    value: float | str | None
    points: float


@dataclass(frozen=True)
class ScoreResult:
    """A published score of a record.

    ``points`` is None when items are not known; ``points_min`` and ``points_max`` hold all the same, and
    ``band`` is None when they lie in bands of different names. ``referral`` says whether a
    test is ``advised`` from the ``cut`` points: None when only some of the possible points reach it. Without
    any cut-off it is None itself.
    """

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

    category: str
    risk_level: str
    confirm: bool


@dataclass(frozen=True, eq=False)
class LeastSquares:
    """A least-squares fit; the coefficient of an aliased column is 0."""

    coefficients: npt.NDArray[np.float64]
    intercept: float
    aliased: list[int]
