"""Data frames of other libraries: in as Arrow, out as what came in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ._native import Table


def _library(data: object) -> str:
    return type(data).__module__.partition(".")[0]


def readable(data: Any) -> Any:
    """The data as something the engine reads: an Arrow producer, or an iterable of mappings.

    A pandas column of mixed types has no Arrow type; such a frame is read record by record. A polars
    LazyFrame is collected.
    """
    if _library(data) == "polars" and hasattr(data, "collect"):
        return data.collect()
    if isinstance(data, Mapping | str | bytes):
        raise TypeError("a table or a list of records is expected; for one record there is predict()")
    if _library(data) == "pandas":
        import pyarrow as pa

        try:
            return _Pandas(data, pa.Table.from_pandas(data, preserve_index=False))
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            mixed = [name for name in data.columns if data[name].dtype == object]
            texts = data.assign(**{name: _texts(data[name]) for name in mixed})
            return _Pandas(data, pa.Table.from_pandas(texts, preserve_index=False))
    return data


def _texts(column: Any) -> list[str | None]:
    """A column of mixed types as text; the engine reads numbers and truth values from text alike."""
    return [None if value is None or value != value else str(value) for value in column]


class _Pandas:
    """A pandas frame that gives itself as Arrow and remembers its index."""

    def __init__(self, frame: Any, table: Any) -> None:
        self.frame = frame
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


def like(answers: Table, data: Any) -> Any:
    """Answers as the kind of table the data came in."""
    if isinstance(data, _Pandas):
        import pandas as pd
        import pyarrow as pa

        kinds = {pa.bool_(): pd.BooleanDtype()}
        frame = pa.table(answers).to_pandas(types_mapper=kinds.get)
        frame.index = data.frame.index
        return frame
    if _library(data) == "polars":
        import polars as pl

        return pl.DataFrame(answers)
    if _library(data) == "pyarrow":
        import pyarrow as pa

        return pa.table(answers)
    return answers
