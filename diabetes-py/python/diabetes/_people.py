"""Data frames of people for scikit-learn: which they are, their outcome, and an answer for every row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ._errors import DiabetesError, FieldError, ValidationError
from ._frames import _is
from ._headings import field_of
from ._native import Model, is_field

#: The measured glucose that a model learns to estimate.
TARGET = "Resultado"
#: The fields that decide an outcome, which are never predictors.
OUTCOMES = (TARGET, "hba1c")


def is_people(data: Any) -> bool:
    """Whether the data is a data frame whose columns are all fields of the schema."""
    if not (_is(data, "pandas", "DataFrame") or _is(data, "polars", "DataFrame")):
        return False
    names = list(data.columns)
    return bool(names) and all(isinstance(name, str) and is_field(name) for name in names)


def outcomes(people: Any) -> dict[str, str]:
    """The columns that decide an outcome, by field."""
    return {field: name for name in people.columns if (field := field_of(name)) in OUTCOMES}


def predictors(people: Any) -> Any:
    """The frame without the outcomes."""
    decided = outcomes(people).values()
    return people[[name for name in people.columns if name not in decided]]


def with_target(people: Any, values: npt.NDArray[np.float64]) -> Any:
    """The frame with the measured glucose of each row."""
    if _is(people, "pandas", "DataFrame"):
        return people.assign(**{TARGET: values})
    import polars as pl

    return people.with_columns(pl.Series(TARGET, values))


def reached(people: Any, cuts: Iterable[Mapping[str, Any]]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Whether a test of each row reaches its cut-off, and whether a test is known at all."""
    columns = outcomes(people)
    reaches = known = np.zeros(len(people), bool)
    for cut in cuts:
        values = np.array([_number(value) for value in people[columns[cut["field"]]]])
        reaches, known = reaches | (values >= cut["at"]), known | ~np.isnan(values)
    return reaches, known


def answers(model: Model, people: Any, columns: Sequence[str]) -> list[npt.NDArray[np.float64]]:
    """These columns of the answers, a number for every row.

    Raises ValidationError with all errors of all rows, and DiabetesError (``no_estimate``) for rows of people
    to whom the estimate does not apply; both name the rows, the first being row 0.
    """
    table = model.predict_batch(people, locale="en", columns=[*columns, "errors"])
    refused = np.flatnonzero([errors is not None and errors == errors for errors in table["errors"]])
    if len(refused):
        raise ValidationError(list(_errors(model, people, refused)))
    numbers = [np.asarray(table[column], np.float64) for column in columns]
    unknown = np.flatnonzero(np.isnan(numbers).any(axis=0))
    if len(unknown):
        rows = ", ".join(str(row) for row in unknown[:10]) + (" and others" if len(unknown) > 10 else "")
        told = f"the estimate does not apply to {len(unknown)} of the people: rows {rows}"
        raise DiabetesError(told, "no_estimate")
    return numbers


def _errors(model: Model, people: Any, refused: npt.NDArray[np.intp]) -> Iterable[FieldError]:
    rows = people.iloc[refused] if _is(people, "pandas", "DataFrame") else people[refused.tolist()]
    records = rows.to_dict("records") if _is(people, "pandas", "DataFrame") else rows.to_dicts()
    for row, refusal in zip(refused, model.predict_batch(records, locale="en"), strict=True):
        for error in refusal.errors:
            yield FieldError(error.code, error.field, f"Row {row}: {error.message}", error.limits)


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")
