"""Data frames of other libraries: read as Arrow, returned as the type that was passed in."""

from __future__ import annotations

import decimal
import itertools
import numbers
import sys
from collections.abc import Mapping, Sequence, Sized
from typing import Any

import numpy as np

from ._errors import DiabetesError
from ._native import CsvRows, Table, is_field


def _is(data: object, library: str, name: str) -> bool:
    """Whether the data is of another library's type, without importing the library."""
    module = sys.modules.get(library)
    return module is not None and isinstance(data, getattr(module, name))


def readable(data: Any, others: Sequence[str] = ()) -> Any:
    """The data in a form the engine reads: an Arrow producer, rows of a CSV file, or an iterable of mappings.
    ``others`` names columns that are needed in addition to the schema's fields."""
    if isinstance(data, CsvRows):
        return data
    if _is(data, "pandas", "DataFrame"):
        return _Pandas(data, others)
    if _is(data, "polars", "LazyFrame"):
        data = data.collect()
    if _is(data, "polars", "DataFrame"):
        return _Polars(data, others)
    is_many = hasattr(data, "__arrow_c_stream__") or hasattr(data, "__iter__")
    if not is_many or isinstance(data, Mapping | str | bytes | bytearray) or _is_column(data):
        raise TypeError(
            f"expected a table or a list of records, not {type(data).__name__}; predict() takes one record"
        )
    if hasattr(data, "read"):
        raise TypeError("expected a table or a list of records, not a file; read_csv() reads one")
    if not hasattr(data, "__arrow_c_stream__"):
        return _records(data)
    if _is(data, "pyarrow", "Table"):
        chunks = max((column.num_chunks for column in data.columns), default=0)
        return data.combine_chunks() if _is_crumbled(data.num_rows, chunks) else data
    return data


def _records(data: Any) -> Any:
    """The records, unless they are tables. A reader of batches is a table, an iterator of them is not."""
    rows = iter(data)
    begun = list(itertools.islice(rows, 1))
    first = begun[0] if begun else None
    is_table = hasattr(first, "__arrow_c_stream__") or hasattr(first, "__arrow_c_array__")
    if is_table and not _is_column(first):
        raise TypeError(
            f"expected a table or records, not several of type {type(first).__name__}: for record batches, "
            "pyarrow.Table.from_batches(batches) or pyarrow.RecordBatchReader.from_batches(schema, batches)"
        )
    return data if isinstance(data, Sized) else itertools.chain(begun, rows)


def _is_crumbled(rows: int, chunks: int) -> bool:
    """Whether a table has so many chunks that combining them is cheaper than passing them one by one."""
    return chunks > 16 and chunks > rows // 4096


def _is_column(data: object) -> bool:
    """Whether the data is a column, row or array of a supported table library."""
    pandas = _is(data, "pandas", "Series") or _is(data, "pandas", "Index")
    arrow = _is(data, "pyarrow", "Array") or _is(data, "pyarrow", "ChunkedArray")
    return pandas or arrow or _is(data, "polars", "Series") or isinstance(data, np.ndarray)


def _is_read(name: str, others: Sequence[str]) -> bool:
    """Whether a column is used: a field, the cell counts of a CSV file, or one of the ``others``."""
    return name == "csv.cells" or name in others or is_field(name)


def like(answers: Table, data: Any) -> Any:
    """The answers as the same kind of table as the data."""
    if isinstance(data, _Pandas | _Polars):
        return data.like(answers)
    if _is(data, "pyarrow", "Table") or _is(data, "pyarrow", "RecordBatch"):
        import pyarrow as pa

        return pa.table(answers)
    return answers


def packed(table: Table) -> bytes:
    """A table as Arrow IPC, for pickling."""
    pa = _pyarrow("pickling a table")
    whole = pa.table(table)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, whole.schema) as writer:
        writer.write_table(whole)
    return bytes(sink.getvalue())


def unpacked(content: bytes) -> Table:
    """The table from its Arrow IPC bytes."""
    pa = _pyarrow("unpickling a table")
    with pa.ipc.open_stream(content) as reader:
        return Table.from_arrow(reader)


def _pyarrow(use: str) -> Any:
    try:
        import pyarrow as pa
        import pyarrow.ipc
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(f"{use} needs pyarrow: pip install pyarrow") from error
    return pa


class _Polars:
    """A polars frame; all-null and unused columns become null strings, a type that all Arrow readers
    support."""

    def __init__(self, frame: Any, others: Sequence[str]) -> None:
        import polars as pl

        nothing = pl.lit(None, pl.String)
        columns: dict[str, Any] = {}
        for name, kind in frame.schema.items():
            if kind == pl.Null or not _is_read(name, others):
                columns[name] = nothing
            elif kind == pl.Object:
                columns[name] = pl.Series(name, [_text(value) for value in frame[name]], pl.String)
            elif str(kind) in ("Int128", "UInt128"):
                # Arrow has no 128-bit integers; beyond 2**53 they are out of every range anyway.
                columns[name] = pl.col(name).cast(pl.Float64)
        frame = frame.with_columns(**columns)
        chunks = max(frame.n_chunks("all"), default=0)
        self.frame = frame.rechunk() if _is_crumbled(frame.height, chunks) else frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.frame.__arrow_c_stream__(requested_schema)

    def like(self, answers: Table) -> Any:
        import polars as pl

        return pl.DataFrame(answers)


class _Pandas:
    """A pandas frame that exports itself as Arrow, column by column, and keeps its index."""

    def __init__(self, frame: Any, others: Sequence[str]) -> None:
        pa = _pyarrow("a pandas frame")
        self.index = frame.index
        names = [str(name) for name in frame.columns]
        wanted = [name for name in names if _is_read(name, others)]
        if len(set(wanted)) < len(wanted):
            raise DiabetesError("the table cannot be read: a column occurs twice", "unreadable_table")
        # For other columns the name is enough.
        nothing = pa.nulls(len(frame), pa.string())
        columns = [
            _column(frame.iloc[:, place]) if name in wanted else nothing for place, name in enumerate(names)
        ]
        if not columns:
            columns, names = [nothing], ["edad"]
        self.table = pa.Table.from_arrays(columns, names=names)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)

    def like(self, answers: Table) -> Any:
        import pandas as pd
        import pyarrow as pa

        kinds = {pa.bool_(): pd.BooleanDtype()}
        frame = pa.table(answers).to_pandas(types_mapper=kinds.get)
        frame.index = self.index
        return frame


def _column(values: Any) -> Any:
    """A column as Arrow. Mixed types become text, from which the engine parses numbers in the same way."""
    import pyarrow as pa

    if values.dtype != object:
        try:
            array = pa.array(values, from_pandas=True)
            if isinstance(array, pa.ChunkedArray):
                # Each chunk would become a separate batch.
                array = array.chunk(0) if array.num_chunks == 1 else array.combine_chunks()
            # An extension type such as a period is stored as an integer with another meaning.
            if not isinstance(array.type, pa.BaseExtensionType):
                return array
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            pass
    elif _is_text(values):
        try:
            return pa.array(values.to_numpy(), pa.string(), from_pandas=False)
        except (pa.ArrowException, TypeError, ValueError):
            pass
    return pa.array([_text(value) for value in values], pa.string())


def _is_text(values: Any) -> bool:
    """Whether a pandas column of objects holds texts alone, apart from missing values."""
    import pandas as pd

    return pd.api.types.infer_dtype(values, skipna=True) == "string"


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    kind = type(value).__name__
    if kind in ("bool", "bool_"):
        return str(value)
    if not isinstance(value, numbers.Real | decimal.Decimal):
        # The text of a period or a date may look like a number.
        return kind
    if isinstance(value, np.floating):
        # The shortest decimal that round-trips; float() would give a longer one for a 32-bit value.
        return str(value)
    try:
        return repr(float(value))
    except OverflowError:
        return "inf"
