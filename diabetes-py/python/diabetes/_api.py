"""The functions of the package: signatures, documentation and conversions; the work is in the engine."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from . import _native
from ._errors import FieldError, TrainingError
from ._frames import readable
from ._types import LeastSquares, Measured, ScoreResult


def train(
    data: Any,
    target: str = "Resultado",
    algorithm: str = "linear",
    outputs: Sequence[str] = ("glucose", "dysglycaemia", "diabetes"),
    weights: str | npt.ArrayLike | None = None,
    monotone: str | Mapping[str, int] = "default",
    test_size: float = 0.2,
    seed: int = 42,
) -> _native.Model:
    """Train a model on records with an outcome.

    ``data`` is anything with ``__arrow_c_stream__`` (pandas, polars, pyarrow, DuckDB results) or a list of
    mappings; each row needs edad and sexo. ``target`` names the fasting plasma glucose in mg/dL; a column
    ``hba1c`` (%) is used for the outcomes too. Rows that are not valid, pregnant, of people with diagnosed
    diabetes, or without outcome are skipped and counted by code in ``model.info["training"]["skipped"]``.

    ``weights`` is the name of a column or one number a row; a missing or zero weight leaves the row out. A
    share ``test_size`` of the rows, chosen by a hash of ``seed`` and the record, is only measured.
    ``monotone`` must be "default": a linear term is monotone as it is.

    Raises TrainingError, with the counts, when too few rows are left. Warns of an output that has to be left
    out, for example because it has fewer than 10 events.

    >>> import diabetes
    >>> model = diabetes.train(diabetes.generate(2000, seed=1))
    >>> model.info["metrics"]["held_out"]["glucose"]["r2"] > 0.7
    True
    """
    if monotone != "default":
        raise TrainingError('option monotone: algorithm "linear" takes only "default"', "bad_option")
    if isinstance(outputs, str):
        outputs = [outputs]
    if weights is not None and not isinstance(weights, str):
        weights = np.ascontiguousarray(weights, dtype=np.float64)
    model = _native.train(readable(data), target, algorithm, list(outputs), weights, test_size, seed)
    for output, reason in model.info["training"]["outputs_left_out"].items():
        warnings.warn(f"output {output} is left out: {reason}", stacklevel=2)
    return model


def least_squares(x: npt.ArrayLike, y: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> LeastSquares:
    """Least squares of ``y`` (n) on ``x`` (n × p) with an intercept; ``weights`` (n) are zero or more.

    A column that is constant or a combination of earlier ones is named in ``aliased`` and has the coefficient
    0. Raises TrainingError for a value that is not finite (naming row and column), for shapes that do not go
    together, and for fewer rows than p + 1.

    >>> import diabetes
    >>> fit = diabetes.least_squares([[1, 2], [2, 4], [3, 6], [4, 8]], [3, 5, 7, 9])
    >>> round(float(fit.coefficients[0]), 12), round(fit.intercept, 12), fit.aliased
    (2.0, 1.0, [1])
    """
    matrix = np.asarray(x, dtype=np.float64)
    target = np.asarray(y, dtype=np.float64)
    rows = None if weights is None else np.asarray(weights, dtype=np.float64)
    if matrix.ndim != 2 or target.ndim != 1 or (rows is not None and rows.ndim != 1):
        raise TrainingError("x must have two dimensions, y and weights one", "bad_shape")
    return LeastSquares(*_native.least_squares(matrix, target, rows))


def validate(record: Any, locale: str = "es", strict: bool = False) -> list[FieldError]:
    """Every fault of a record for a prediction; an empty list when it is valid.

    >>> import diabetes
    >>> [error.code for error in diabetes.validate({"edad": 200, "sexo": "H", "imc": 28.5})]
    ['out_of_range', 'not_allowed', 'missing', 'missing', 'missing']
    """
    return _native.validate(record, locale, strict)


def schema(locale: str = "es") -> dict[str, Any]:
    """JSON Schema of a record; the locale changes texts only.

    >>> import diabetes
    >>> diabetes.schema("en")["required"]
    ['edad', 'sexo', 'imc', 'perimetro_abdominal', 'tas', 'tad']
    """
    return _native.schema(locale)


def generate(n: int, seed: int = 42) -> _native.Table:
    """Generated records with their outcome, for tests and demonstrations.

    No predictor reaches more than R² 0.8395 and a category accuracy of 0.920 on them.

    >>> import diabetes
    >>> diabetes.generate(10).num_rows
    10
    """
    return _native.generate(n, seed)


def findrisc(record: Any, locale: str = "es") -> ScoreResult:
    """FINDRISC, the form of 0 to 26 points, of any mapping; no field is required.

    >>> import diabetes
    >>> score = diabetes.findrisc({"edad": 50, "imc": 31, "realiza_ejercicio": "Si"})
    >>> score.points, score.points_min, score.points_max
    (None, 5.0, 22.0)
    """
    return ScoreResult(**_native.findrisc(record, locale))


def ada_risk_test(record: Any, locale: str = "es") -> ScoreResult:
    """The ADA risk test, 0 to 11 points, of any mapping; 5 and more advise a test.

    >>> import diabetes
    >>> diabetes.ada_risk_test({"edad": 62, "sexo": "M", "imc": 31}).points_min
    6.0
    """
    return ScoreResult(**_native.ada_risk_test(record, locale))


def scores() -> list[dict[str, Any]]:
    """The published scores: name, range of points, bands with their lowest points, citation.

    >>> import diabetes
    >>> [score["name"] for score in diabetes.scores()]
    ['findrisc', 'ada_risk_test']
    """
    return _native.scores()


def classify_glucose(mg_dl: float, locale: str = "es") -> Measured:
    """Class of a measured fasting glucose, mg/dL within 20-1000.

    >>> import diabetes
    >>> diabetes.classify_glucose(126)
    Measured(category='Diabetes', risk_level='Alto', confirm=True)
    """
    return Measured(**_native.classify_glucose(mg_dl, locale))


def classify_hba1c(percent: float, locale: str = "es") -> Measured:
    """Class of a measured HbA1c, % within 3-20.

    >>> import diabetes
    >>> diabetes.classify_hba1c(5.6)
    Measured(category='Normal', risk_level='Bajo', confirm=False)
    """
    return Measured(**_native.classify_hba1c(percent, locale))


def auroc(outcomes: npt.ArrayLike, scores: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> float:
    """Area under the ROC curve; ties count half. Raises ValueError when a group is empty or a score is NaN.

    >>> import diabetes
    >>> diabetes.auroc([False, False, True, True], [0.1, 0.4, 0.35, 0.8])
    0.75
    """
    area = _native.auroc(
        np.asarray(outcomes, dtype=np.bool_),
        np.asarray(scores, dtype=np.float64),
        None if weights is None else np.asarray(weights, dtype=np.float64),
    )
    if area is None:
        raise ValueError("auroc needs both outcomes, equal lengths and scores without NaN")
    return area
