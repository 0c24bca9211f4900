"""Data frames of people for scikit-learn: which they are, their outcome, and an answer for every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ._errors import DiabetesError, FieldError, ValidationError
from ._frames import _column, _is, _is_column, _pyarrow
from ._headings import field_of
from ._native import Model, is_field

#: The measured glucose that a model learns to estimate.
TARGET = "Resultado"
#: The fields that decide an outcome, which are never predictors.
OUTCOMES = (TARGET, "hba1c")
#: In the metadata of a table that was read from a CSV file, whose cells are text.
FROM_CSV = b"csv.encoding"
#: How many refused rows an error tells of.
SHOWN = 10


def framed(data: Any) -> Any:
    """A table of any library as a data frame; a matrix as it is."""
    if _is(data, "polars", "LazyFrame"):
        return data.collect()
    if _is_frame(data) or _is_column(data):
        return data
    if _are_records(data):
        raise TypeError("expected a frame or a matrix, not records: make a frame, pandas.DataFrame(records)")
    if not hasattr(data, "__arrow_c_stream__"):
        return data
    table = _pyarrow("a table").table(data)
    if FROM_CSV in (table.schema.metadata or {}):
        raise TypeError("expected numbers, not the cells of a CSV file as text: read it with pandas.read_csv")
    return table.to_pandas()


def is_people(data: Any) -> bool:
    """Whether the data is a data frame whose columns are all fields of the schema.

    Raises ValueError for a frame that has other columns beside fields: as a plain matrix it would have the
    outcomes among its predictors.
    """
    if not _is_frame(data):
        return False
    names = list(data.columns)
    others = [name for name in names if not (isinstance(name, str) and is_field(name))]
    if others and len(others) < len(names):
        shown = ", ".join(map(repr, others[:SHOWN])) + (", ..." if len(others) > SHOWN else "")
        told = f"the frame has fields and {len(others)} columns that are no field: {shown}; leave them out"
        raise ValueError(f"{told}, or pass numbers as a plain matrix, without the outcomes: X.to_numpy()")
    return bool(names) and not others


def _is_frame(data: Any) -> bool:
    return _is(data, "pandas", "DataFrame") or _is(data, "polars", "DataFrame")


def _are_records(data: Any) -> bool:
    is_list = isinstance(data, list | tuple) and bool(data) and isinstance(data[0], Mapping)
    # A sparse matrix may be a mapping.
    return is_list or (isinstance(data, Mapping | Iterator) and not hasattr(data, "shape"))


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
        values = np.array([_number(value) for value in _cells(people[columns[cut["field"]]])])
        reaches, known = reaches | (values >= cut["at"]), known | ~np.isnan(values)
    return reaches, known


def untested(people: Any) -> npt.NDArray[np.bool_]:
    """Whether a row has no test at all."""
    columns = [_cells(people[name]) for name in outcomes(people).values()]
    return np.array([all(map(_is_blank, tests)) for tests in zip(*columns, strict=True)], bool)


def answers(model: Model, people: Any, columns: Sequence[str]) -> list[npt.NDArray[np.float64]]:
    """These columns of the answers, a number for every row.

    Raises ValidationError with the errors of the first rows that are refused, and DiabetesError
    (``no_estimate``) for rows of people to whom the estimate does not apply; both name the rows, the first
    being row 0.
    """
    table = model.predict_batch(people, locale="en", columns=[*columns, "errors"])
    refused = np.flatnonzero([errors is not None and errors == errors for errors in table["errors"]])
    if len(refused):
        raise ValidationError(list(_errors(model, people, refused)))
    numbers = [np.asarray(table[column], np.float64) for column in columns]
    unknown = np.flatnonzero(np.isnan(numbers).any(axis=0))
    if len(unknown):
        rows = ", ".join(str(row) for row in unknown[:SHOWN]) + (
            " and others" if len(unknown) > SHOWN else ""
        )
        told = f"the estimate does not apply to {len(unknown)} of the people: rows {rows}"
        raise DiabetesError(told, "no_estimate")
    return numbers


def _errors(model: Model, people: Any, refused: npt.NDArray[np.intp]) -> Iterable[FieldError]:
    """The errors of the first rows that are refused, then how many more there are."""
    first = refused[:SHOWN]
    rows = people.iloc[first] if _is(people, "pandas", "DataFrame") else people[first.tolist()]
    records = rows.to_dict("records") if _is(people, "pandas", "DataFrame") else rows.to_dicts()
    for row, refusal in zip(first, model.predict_batch(records, locale="en"), strict=True):
        for error in refusal.errors:
            yield FieldError(error.code, error.field, f"Row {row}: {error.message}", error.limits)
    more = len(refused) - len(first)
    if more:
        told = f"{more} more rows are refused, {len(refused)} in all: model_.predict_batch gives all errors."
        yield FieldError("more_rows", None, told, None)


def _cells(values: Any) -> list[Any]:
    """The cells of a column. A short float becomes the decimal that it stands for: 5.7 is 5.7 in 32 bits."""
    is_pandas = _is(values, "pandas", "Series")
    cells = _column(values).to_numpy(zero_copy_only=False) if is_pandas else values.to_numpy()
    is_short = cells.dtype.kind == "f" and cells.dtype.itemsize < 8
    numbers: list[Any] = (cells.astype(str).astype(np.float64) if is_short else cells).tolist()
    return numbers


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")


def _is_blank(value: Any) -> bool:
    return value is None or value != value or (isinstance(value, str) and not value.strip())
