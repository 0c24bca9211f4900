"""What the estimators for scikit-learn do alike, for people and for matrices."""

from __future__ import annotations

import numbers
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from . import _people
from ._api import train
from ._errors import TrainingError, TrainingWarning
from ._line import Line
from ._needed import needed

with needed("diabetes.sklearn", "scikit-learn", "sklearn"):
    from sklearn.base import BaseEstimator
    from sklearn.utils import check_random_state
    from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

Floats = npt.NDArray[np.float64]


class Estimator(BaseEstimator):
    """What both estimators do alike. Fitted, they have ``model_``, a diabetes.Model, or ``line_``."""

    def __init__(
        self,
        algorithm: str = "linear",
        monotone: str | Mapping[str, int] = "default",
        test_size: float = 0.0,
        random_state: Any = 42,
        source: str | None = None,
    ) -> None:
        self.algorithm = algorithm
        self.monotone = monotone
        self.test_size = test_size
        self.random_state = random_state
        self.source = source

    @property
    def terms_(self) -> dict[str, float]:
        """The coefficient of each column of a matrix, by its name; x0, x1 and so on where it has none."""
        return dict(zip(self._line.names, self._line.coefficients.tolist(), strict=True))

    @property
    def coef_(self) -> Floats:
        """The coefficients of a matrix's columns; 0 for one that is constant or a combination of others."""
        return self._line.coefficients

    @property
    def intercept_(self) -> float:
        """The score of a matrix's row of zeros."""
        return self._line.intercept

    @property
    def _line(self) -> Line:
        check_is_fitted(self)
        if hasattr(self, "model_"):
            raise AttributeError("a model of people has no coefficients of columns; model_ has its terms")
        return self.line_

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "model_") or hasattr(self, "line_")

    def _learn(self, people: Any, weights: Floats | None, needed: Sequence[str]) -> None:
        """Trains the model on a frame that has its outcomes; these outputs are needed."""
        validate_data(self, _people.predictors(people), skip_check_array=True)
        seed = self.random_state
        if not isinstance(seed, numbers.Integral):
            seed = int(check_random_state(seed).randint(2**31))
        self.model_ = train(
            people,
            target=_people.TARGET,
            algorithm=self.algorithm,
            weights=weights,
            monotone=self.monotone,
            test_size=self.test_size,
            seed=seed,
            source=self.source,
        )
        left_out = self.model_.info["training"]["outputs_left_out"]
        lacking = [f"{output} {left_out[output]}" for output in needed if output in left_out]
        if lacking:
            self._forget()
            raise TrainingError(f"no output can be fitted: {', '.join(lacking)}", "no_output")

    def _draw(self, fit: tuple[Floats, float, list[int]]) -> None:
        """Keeps the line that was fitted to a matrix."""
        coefficients, intercept, aliased = fit
        names = tuple(getattr(self, "feature_names_in_", [f"x{place}" for place in range(len(coefficients))]))
        if len(set(names)) < len(names):
            raise ValueError("two columns have the same name, so that their terms cannot be told apart")
        self.line_ = Line(names, coefficients, intercept, tuple(names[place] for place in aliased))
        if aliased:
            text = ", ".join(self.line_.aliased)
            told = f"aliased: constant or a combination of earlier columns, coefficient 0: {text}"
            warnings.warn(told, TrainingWarning, stacklevel=3)

    def _forget(self) -> None:
        """Removes what an earlier fit has left: a fit that fails leaves an estimator that is not fitted."""
        for name in ("model_", "line_", "classes_", "n_features_in_", "feature_names_in_"):
            self.__dict__.pop(name, None)

    def _refuse(self, **options: Any) -> None:
        """Refuses options that are for people only, given with their defaults."""
        options |= {"algorithm": "linear", "monotone": "default", "test_size": 0, "source": None}
        for name, default in options.items():
            if getattr(self, name) != default:
                told = f"option {name}: {getattr(self, name)!r} needs a frame whose columns are all fields"
                raise TrainingError(told, "bad_option")

    def _estimates(self, X: Any, columns: list[str]) -> list[Floats]:
        """The answers to a frame of people, or the scores of a matrix."""
        check_is_fitted(self)
        data = _people.framed(X)
        if not hasattr(self, "model_"):
            return [self.line_.scores(validate_data(self, data, reset=False, dtype=np.float64))]
        if not _people.is_people(data):
            raise ValueError("the model needs a data frame whose columns are all fields, as in fit")
        predictors = _people.predictors(data)
        validate_data(self, predictors, reset=False, skip_check_array=True)
        return _people.answers(self.model_, predictors, columns)

    def _weights(self, sample_weight: Any, X: Any) -> Floats | None:
        return None if sample_weight is None else _check_sample_weight(sample_weight, X, dtype=np.float64)
