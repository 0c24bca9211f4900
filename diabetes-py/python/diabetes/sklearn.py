"""Estimators for scikit-learn: pipelines, cross-validation and grids over models of this package.

A table of pandas, polars or Arrow whose columns are all fields of the schema is trained on and answered as
by :func:`diabetes.train` and :meth:`diabetes.Model.predict_batch`; the model is then ``model_``. A table that
has other columns beside fields is refused. Any other numeric matrix gets a line: a coefficient for each
column. The columns of an array have no names, so leave Resultado and hba1c out of it: they are the outcome.
"""

from __future__ import annotations

import numbers
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from . import _native, _people
from ._errors import TrainingError
from ._estimator import Estimator, Floats
from ._needed import needed

with needed("diabetes.sklearn", "scikit-learn", "sklearn"):
    from scipy.special import expit
    from sklearn.base import ClassifierMixin, RegressorMixin
    from sklearn.utils import check_array, check_consistent_length, column_or_1d
    from sklearn.utils.multiclass import check_classification_targets, type_of_target
    from sklearn.utils.validation import validate_data

__all__ = ["DiabetesClassifier", "DiabetesRegressor"]

#: A probability of one is given only beside that of the other.
PROBABILITIES = ("dysglycaemia", "diabetes")


class DiabetesRegressor(RegressorMixin, Estimator):
    """Estimate fasting glucose from people, or any number from the columns of a matrix.

    For a frame of people, ``y`` is the measured fasting glucose (mg/dL), and ``algorithm``, ``monotone``,
    ``test_size`` and ``source`` are those of :func:`diabetes.train`; a whole ``random_state`` is its seed.
    ``hba1c`` may be a column of X: it is an outcome, not a predictor. A missing value counts as the model
    says; rows that are refused raise ValidationError with the errors of the first ten. Fit leaves out rows
    that are not valid, and a TrainingWarning counts them.

    For any other numeric matrix this is :func:`diabetes.least_squares`, also with fewer rows than columns.
    Missing values are refused. A column that is constant or a combination of earlier ones has the
    coefficient 0, and a TrainingWarning names it.

    >>> from diabetes.sklearn import DiabetesRegressor
    >>> fit = DiabetesRegressor().fit([[1, 7], [2, 3], [3, 4], [4, 9]], [3, 5, 7, 9])
    >>> {name: round(coefficient, 9) for name, coefficient in fit.terms_.items()}
    {'x0': 2.0, 'x1': 0.0}
    """

    if TYPE_CHECKING:
        # Made by scikit-learn.
        set_fit_request: Any
        set_score_request: Any

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> DiabetesRegressor:
        """Fit to X, a frame of people or a matrix, and y, a number per row."""
        self._forget()
        X = _people.framed(X)
        if _people.is_people(X):
            if _people.TARGET in _people.outcomes(X):
                raise ValueError(f"y is the outcome: leave {_people.TARGET} out of X")
            y = column_or_1d(check_array(y, ensure_2d=False, dtype=np.float64, input_name="y"), warn=True)
            check_consistent_length(X, y)
            self._learn(_people.with_target(X, y), self._weights(sample_weight, X), ["glucose"])
            return self
        self._refuse()
        X, y = validate_data(self, X, y, dtype=np.float64, y_numeric=True, ensure_min_samples=2)
        weights = self._weights(sample_weight, X)
        self._draw(_native.least_squares(X, np.asarray(y, np.float64), weights, fewer_rows=True))
        return self

    def predict(self, X: Any) -> Floats:
        """Estimate a number per row: of people the fasting glucose in mg/dL."""
        return self._estimates(X, ["glucose_mg_dl"])[0]


class DiabetesClassifier(ClassifierMixin, Estimator):
    """Estimate the probability of diabetes or dysglycaemia in people, or of two classes from a matrix.

    For a frame of people, the columns Resultado (fasting glucose, mg/dL), hba1c (%) or both of X decide the
    outcome by the ADA's cut-offs; they are never predictors, and X needs none of them to predict. ``y`` has
    two classes, the greater for people who reach a cut-off of ``output``, "diabetes" or "dysglycaemia"; if
    it differs from the tests in any row, or a row has no test, ValueError is raised. The other options are
    those of :class:`DiabetesRegressor`.

    For any other numeric matrix this is logistic regression. ``alpha`` weighs the squared coefficients, each
    per standard deviation of its column, against the mean loss; None is the weight that
    :func:`diabetes.train` uses. With 0, classes that the columns tell apart without error are refused.

    >>> from diabetes.sklearn import DiabetesClassifier
    >>> fit = DiabetesClassifier(alpha=0).fit([[0], [0], [0], [1], [1], [1]], ["a", "a", "b", "a", "b", "b"])
    >>> fit.predict_proba([[1]]).round(3)
    array([[0.333, 0.667]])
    """

    if TYPE_CHECKING:
        # Made by scikit-learn.
        set_fit_request: Any
        set_score_request: Any

    def __init__(
        self,
        algorithm: str = "linear",
        monotone: str | Mapping[str, int] = "default",
        test_size: float = 0.0,
        random_state: Any = 42,
        source: str | None = None,
        output: str = "diabetes",
        alpha: float | None = None,
    ) -> None:
        super().__init__(algorithm, monotone, test_size, random_state, source)
        self.output = output
        self.alpha = alpha

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        return tags

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> DiabetesClassifier:
        """Fit to X, a frame of people or a matrix, and y, one of two classes per row."""
        self._forget()
        X = _people.framed(X)
        if not _people.is_people(X):
            self._refuse(output="diabetes")
            if self.alpha is not None and not isinstance(self.alpha, numbers.Real):
                raise TrainingError(f"option alpha: {self.alpha!r} is not a number", "bad_option")
            X, y = validate_data(self, X, y, dtype=np.float64)
            weights = self._weights(sample_weight, X)
            greater = self._classes(y, weights)
            self._draw(_native.logistic_regression(X, greater, weights, self.alpha))
            return self
        if self.output not in PROBABILITIES:
            raise TrainingError(f"option output: there is no probability of {self.output!r}", "bad_option")
        if self.alpha is not None:
            raise TrainingError("option alpha: a frame of people has the penalty of train()", "bad_option")
        if not _people.outcomes(X):
            told = "y does not say which test made its classes: X needs the column Resultado or hba1c"
            raise TrainingError(f"{told}; it is not used as a predictor", "no_outcome")
        y = column_or_1d(y, warn=True)
        check_consistent_length(X, y)
        weights = self._weights(sample_weight, X)
        greater = self._classes(y, weights)
        self._refuse_untested(X, weights)
        self._learn(X, weights, PROBABILITIES)
        self._compare(X, greater)
        return self

    def _classes(self, y: Any, weights: Floats | None) -> npt.NDArray[np.bool_]:
        """Keeps the two classes; whether each row is of the greater."""
        check_classification_targets(y)
        kind = type_of_target(y, input_name="y", raise_unknown=True)
        if kind != "binary":
            raise ValueError(f"Only binary classification is supported. The type of the target is {kind}.")
        self.classes_ = np.unique(y)
        present = self.classes_ if weights is None else np.unique(y[weights > 0])
        if len(present) != 2:
            raise ValueError(f"y has {len(present)} class instead of 2")
        return np.asarray(y == self.classes_[1])

    def _refuse_untested(self, people: Any, weights: Floats | None) -> None:
        """Refuses rows whose class no test says: compared with a cut-off, a missing test looks healthy."""
        untested = _people.untested(people)
        rows = np.flatnonzero(untested if weights is None else untested & (weights > 0))
        if len(rows):
            tests = " and ".join(_people.outcomes(people).values())
            told = f"{len(rows)} rows have no test, first row {rows[0]}: nothing says their class"
            raise ValueError(f"{told}. Leave rows without {tests} out of X and y")

    def _compare(self, people: Any, greater: npt.NDArray[np.bool_]) -> None:
        """Refuses classes that are not those of the tests."""
        definition = self.model_.info["outputs"][self.output]["definition"]
        reaches, known = _people.reached(people, definition)
        wrong = np.flatnonzero(known & (reaches != greater))
        if len(wrong):
            self._forget()
            cuts = " or ".join(f"{cut['field']} >= {cut['at']:g}" for cut in definition)
            told = f"y is not {self.output}, {cuts}: it differs in {len(wrong)} rows, first in row {wrong[0]}"
            raise ValueError(told)

    def predict_proba(self, X: Any) -> Floats:
        """Estimate the probabilities of both classes, in the order of ``classes_``."""
        if self.output == "dysglycaemia":
            normal = self._estimates(X, ["prob_Normal"])[0]
            return np.column_stack([normal, 1 - normal])
        greater = self._estimates(X, ["prob_Diabetes"])[0]
        if hasattr(self, "line_"):
            greater = expit(greater)
        return np.column_stack([1 - greater, greater])

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Estimate the class that is more probable."""
        more_probable = self.predict_proba(X)[:, 1] > 0.5
        return np.asarray(self.classes_[more_probable.astype(int)])
