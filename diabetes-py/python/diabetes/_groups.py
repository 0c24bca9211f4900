"""Columns of any type that name groups or clusters, with a text for each value."""

from __future__ import annotations

import decimal
import numbers
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from ._native import is_field


def label(value: Any) -> Any:
    """A value as a label: numbers and strings unchanged, anything else as its text."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, str | bool | numbers.Real | decimal.Decimal):
        return value
    # NumPy booleans are not Python bools.
    return str(value)


def labelled(data: Any, names: Iterable[str]) -> Any:
    """The data with these columns as labels where Arrow has no plain type for their values. A column that is
    a field of the schema is read as in a record."""
    others = [name for name in dict.fromkeys(names) if not is_field(name)]
    if _is(data, "pandas"):
        return _of_pandas(data, others)
    if _is(data, "polars"):
        return _of_polars(data, others)
    return data


def _is(data: object, library: str) -> bool:
    module = sys.modules.get(library)
    return module is not None and isinstance(data, module.DataFrame)


def _of_pandas(frame: Any, names: Sequence[str]) -> Any:
    import pandas as pd

    def is_plain(column: Any) -> bool:
        kinds = column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else column
        return pd.api.types.is_numeric_dtype(kinds.dtype) or isinstance(kinds.dtype, pd.StringDtype)

    columns = list(map(str, frame.columns))
    changed = {}
    for name in names:
        if columns.count(name) == 1 and not is_plain(frame.iloc[:, columns.index(name)]):
            column = frame.iloc[:, columns.index(name)]
            changed[name] = pd.Series([label(value) for value in column], index=frame.index, dtype=object)
    if not changed:
        return frame
    copy = frame.copy(deep=False)
    copy.columns = columns
    return copy.assign(**changed)


def _of_polars(frame: Any, names: Sequence[str]) -> Any:
    import polars as pl

    def is_plain(kind: Any) -> bool:
        return kind.is_numeric() or kind in (pl.String, pl.Boolean, pl.Categorical, pl.Enum, pl.Null)

    odd = [name for name in names if name in frame.columns and not is_plain(frame.schema[name])]
    texts = {name: [None if label(value) is None else str(value) for value in frame[name]] for name in odd}
    return frame.with_columns(pl.Series(name, values, pl.String) for name, values in texts.items())
