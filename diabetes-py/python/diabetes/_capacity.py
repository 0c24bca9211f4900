"""What a number of tests that can be paid finds."""

from __future__ import annotations

import copy
import datetime
import operator
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt

from . import _native
from ._api import _vector
from ._errors import DiabetesError
from ._frames import _is_column, like, readable
from ._shared_out import sentences
from ._texts import texts

MOST_TESTS = 2**53


class Capacity:
    """Whom a number of tests should go to, and what they find; created by :func:`diabetes.capacity`."""

    __module__ = "diabetes"

    def __init__(self, figures: dict[str, Any], people: Any, locale: str) -> None:
        self._figures = figures
        self._people = people
        self._locale = locale

    @property
    def cutoff(self) -> float | None:
        """The shortest probability that the people tested reach and no one else; None if nobody is tested."""
        cutoff: float | None = self._figures["cutoff"]
        return cutoff

    @property
    def tested(self) -> int:
        """How many people are tested."""
        return int(self._figures["tested"])

    @property
    def expected(self) -> dict[str, Any]:
        """What is expected to be found and missed, by outcome; each figure has a 95 % interval."""
        return copy.deepcopy(dict(self._figures["expected"]))

    @property
    def observed(self) -> dict[str, Any]:
        """What was found and missed, by outcome; empty unless the outcomes were given and are enough."""
        return copy.deepcopy(dict(self._figures["observed"]))

    @property
    def people(self) -> Any:
        """The place of each row, such as ``test``, and its probability, in a table like the data's."""
        return self._people

    @property
    def text(self) -> str:
        """The conclusion in plain words."""
        return " ".join(sentences(self._figures, self._locale))

    def to_dict(self) -> dict[str, Any]:
        """Every figure, as plain values; the keys are listed in the reference."""
        return copy.deepcopy(self._figures)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Capacity) and self._figures == other._figures

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        figures = self._figures
        return f"Capacity(tests={figures['tests']}, tested={figures['tested']}, cutoff={figures['cutoff']})"


def capacity(
    data: Any,
    tests: int,
    model: _native.Model | None = None,
    outcome: str = "diabetes",
    locale: str = "es",
    observed: bool = False,
    target: str = "Resultado",
    findrisc_cut: float | None = None,
    today: datetime.date | str | None = None,
) -> Capacity:
    """Share out ``tests`` among people: the highest risk first, people of equal risk all or none.

    ``data`` is as for ``Model.predict_batch``, answered by ``model`` (default: the bundled one), or one
    probability of the outcome per person, as a list or an array. ``outcome`` is "diabetes" or "dysglycaemia"
    (prediabetes or diabetes): people are chosen by its probability. People with urgent findings, a measured
    value in the range of prediabetes or diabetes, known diabetes, a pregnancy or a recent normal result are
    counted apart, and so are rows with errors; none of them takes a test.

    The expected figures and their 95 % intervals come from the probabilities. They hold chance alone and
    suppose that the model is calibrated for these people. With ``observed``, the column ``target`` (fasting
    plasma glucose, mg/dL) and ``hba1c`` are the outcomes of a screening that has been done: they are not used
    to choose, and ``observed`` has what the tests would have found. The advice is for the date ``today``.

    Raises DiabetesError with the code ``bad_option``, ``bad_shape``, ``no_outcome`` or ``no_such_output``.

    >>> import diabetes
    >>> plan = diabetes.capacity([0.31, 0.02, 0.12, 0.12, 0.05], tests=2, locale="en")
    >>> plan.tested, plan.cutoff, plan.people.column("place")
    (1, 0.3, ['test', 'no_test', 'no_test', 'no_test', 'no_test'])
    >>> plan.text.split(". ")[1]
    'Next come 2 people of equal risk; there are not tests for all of them, so none is tested'
    """
    texts(locale)
    number = _number(tests)
    risks = _risks(data)
    if risks is not None:
        if model is not None or observed:
            raise DiabetesError("option model and observed need records, not probabilities", "bad_option")
        figures, people = _native.capacity_of_risks(risks, number, outcome)
        return Capacity(figures | {"model": None}, people, locale)
    model = model or _native.Model.bundled()
    rows = readable(data, (target,) if observed else ())
    figures, people = _native.capacity(model, rows, number, outcome, observed, target, findrisc_cut, today)
    facts = {key: model.info[key] for key in ("name", "version", "synthetic", "origin")}
    return Capacity(figures | {"model": facts}, like(people, rows), locale)


def _number(tests: int) -> int:
    try:
        number = operator.index(tests)
    except TypeError:
        number = -1
    if not 0 <= number <= MOST_TESTS:
        raise DiabetesError(f"option tests must be a whole number from 0 to {MOST_TESTS}", "bad_option")
    return number


def _risks(data: Any) -> npt.NDArray[np.float64] | None:
    """The probabilities, if the data is a column of them; None for records."""
    is_list = isinstance(data, list | tuple) and bool(data)
    if not _is_column(data) and not (is_list and all(one is None or isinstance(one, Real) for one in data)):
        return None
    try:
        return _vector(data, "data", DiabetesError)
    except (TypeError, ValueError) as error:
        raise DiabetesError("data holds values that are not probabilities", "bad_shape") from error
