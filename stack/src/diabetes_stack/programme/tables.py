"""Tables of the programme as spreadsheets save them: unlike those of records, they need no field of the library."""

from __future__ import annotations

from io import BytesIO

import diabetes
import pyarrow as pa

__all__ = ["table_of"]


def table_of(content: bytes) -> pa.Table:
    """A CSV file as the library reads it: its encoding and what separates cells are found, and cells stay text. A row
    with more or fewer cells than the heading says how many it has. Raises DiabetesError.

    >>> table_of("paciente;sede\\r\\nCC-1;Norte\\r\\n".encode("utf-16")).to_pylist()
    [{'paciente': 'CC-1', 'sede': 'Norte'}]
    """
    columns = len(diabetes.preview_csv(BytesIO(content))["columns"])
    return pa.table(diabetes.read_csv(BytesIO(content), fields=[None] * columns))
