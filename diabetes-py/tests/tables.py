"""Valid records as tables of any library, and answers of any library as rows."""

import pandas as pd
import polars as pl
import pyarrow as pa
from common import COMPLETE, EXAMPLE, REQUIRED, without

WOMAN = {**COMPLETE, "sexo": "F", "edad": 33, "fuma": "Si", "consume_alcohol": "Nunca"}
GOOD = [
    COMPLETE,
    WOMAN,
    {**COMPLETE, "edad": 71.5, "imc": 36.25, "fuma": None, "estrato": None},
    {field: EXAMPLE[field] for field in REQUIRED},
    {**WOMAN, "frecuencia_cardiaca": None, "consume_alcohol": None, "zona_residencia": "Rural"},
    {**COMPLETE, "edad": 115},
    {**without(COMPLETE, "imc"), "talla": 170, "peso": 82},
    {**WOMAN, "diabetes_gestacional": "Si", "realiza_ejercicio": "No"},
]


def table_of(records):
    """The records as one Arrow table with a column for every field that any of them has."""
    fields = dict.fromkeys(field for record in records for field in record)
    rows = [{field: record.get(field) for field in fields} for record in records]
    floats = {f for f in fields if any(isinstance(row[f], int | float) for row in rows)}
    kinds = [(field, pa.float64() if field in floats else pa.string()) for field in fields]
    return pa.Table.from_pylist(rows, schema=pa.schema(kinds))


LIBRARIES = {
    "pandas": (lambda table: table.to_pandas(), pd.DataFrame, pa.Table.from_pandas),
    "polars": (pl.from_arrow, pl.DataFrame, pl.DataFrame.to_arrow),
    "pyarrow": (lambda table: table, pa.Table, lambda table: table),
}


def rows_of(answer):
    """The rows of an answer in any library, with None for every null."""
    for _, kind, to_arrow in LIBRARIES.values():
        if isinstance(answer, kind):
            return to_arrow(answer).to_pylist()
    raise TypeError(type(answer))
