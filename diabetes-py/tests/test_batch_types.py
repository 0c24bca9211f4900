"""Every way in which a library may hold the same column gives the same answer."""

from itertools import pairwise

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from common import COMPLETE, without
from tables import GOOD, WOMAN, rows_of, table_of

TEXTS = ("sexo", "fuma", "consume_alcohol", "zona_residencia", "realiza_ejercicio")
# Whole numbers that any kind of number holds exactly.
WHOLE = [
    {**COMPLETE, "edad": 40 + i, "imc": 24 + i, "tas": 118 + i, "puntaje_findrisc": 10 + i} for i in range(6)
]
WHOLE[2] |= {"fuma": "Si", "estrato": None}
WHOLE[3] |= {"sexo": "F", "fuma": None, "frecuencia_cardiaca": None}


@pytest.fixture(scope="module")
def good():
    return table_of(GOOD)


@pytest.fixture(scope="module")
def whole():
    return table_of(WHOLE)


def changed(table, columns, change):
    """The table with some of its columns passed through a change."""
    for name in columns:
        table = table.set_column(table.column_names.index(name), name, change(table[name]))
    return table


def dictionary_of(keys, values):
    return lambda column: column.cast(values).dictionary_encode().cast(pa.dictionary(keys, values))


@pytest.mark.parametrize(
    "change",
    [
        lambda column: column.cast(pa.large_string()),
        lambda column: column.cast(pa.string_view()),
        dictionary_of(pa.int8(), pa.string()),
        dictionary_of(pa.int32(), pa.large_string()),
        dictionary_of(pa.uint32(), pa.string()),
        dictionary_of(pa.int64(), pa.string()),
    ],
    ids=["large", "view", "dictionary 8", "dictionary large", "dictionary u32", "dictionary 64"],
)
def test_arrow_text_in_any_layout_reads_the_same(synthetic, good, change):
    answer = synthetic.predict_batch(changed(good, TEXTS, change))
    assert answer == synthetic.predict_batch(good)


@pytest.mark.parametrize(
    "kind",
    ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float", "string"],
)
@pytest.mark.parametrize("column", ["edad", "puntaje_findrisc", "estrato", "frecuencia_cardiaca"])
def test_arrow_numbers_of_any_kind_read_the_same(synthetic, whole, kind, column):
    answer = synthetic.predict_batch(changed(whole, [column], lambda c: c.cast(kind)))
    assert answer == synthetic.predict_batch(whole)


def as_bool(column):
    return pc.equal(column, "Si")


@pytest.mark.parametrize("library", ["pyarrow", "polars", "pandas"])
def test_booleans_read_as_yes_and_no(synthetic, whole, library):
    table = changed(whole, ["fuma", "medicamentos_hta", "diabetes_gestacional"], as_bool)
    make = {"pyarrow": lambda t: t, "polars": pl.from_arrow, "pandas": pa.Table.to_pandas}[library]
    answer = synthetic.predict_batch(make(table))
    assert rows_of(answer) == synthetic.predict_batch(whole).to_pylist()


def test_a_boolean_is_no_number_and_a_number_no_choice(synthetic, whole):
    table = changed(whole, ["edad"], lambda c: pa.array([True] * 6))
    assert synthetic.predict_batch(table)["errors"].to_pylist() == ["not_a_number:edad"] * 6
    table = changed(whole, ["medicamentos_hta"], lambda c: pa.array([1] * 6))
    assert synthetic.predict_batch(table)["errors"].to_pylist() == ["not_allowed:medicamentos_hta"] * 6


@pytest.mark.parametrize("columns", [["fuma"], ["frecuencia_cardiaca"], ["fuma", "estrato"]])
def test_a_column_of_nulls_is_an_absent_column(synthetic, whole, columns):
    answer = synthetic.predict_batch(changed(whole, columns, lambda c: pa.nulls(len(c))))
    absent = synthetic.predict_batch(whole.drop_columns(columns))
    assert answer == absent
    assert set(answer["imputed"].to_pylist()[0].split(";")) == set(columns)


def test_nan_and_blank_text_are_missing_in_a_table(synthetic, whole):
    nan = changed(whole, ["frecuencia_cardiaca"], lambda c: c.fill_null(float("nan")))
    blank = changed(nan, ["fuma"], lambda c: c.fill_null(" "))
    answer = synthetic.predict_batch(blank)
    assert answer == synthetic.predict_batch(whole)
    assert answer["imputed"][3].as_py() == "fuma;frecuencia_cardiaca"


@pytest.mark.parametrize("start", [0, 1, 3, 7])
@pytest.mark.parametrize("library", ["pyarrow", "polars"])
def test_a_slice_of_a_table_is_read_from_its_own_first_row(synthetic, library, start):
    table = changed(table_of([*GOOD, *GOOD]), ["medicamentos_hta"], as_bool)
    table = changed(table, ["fuma"], dictionary_of(pa.int8(), pa.string()))
    make = {"pyarrow": lambda t: t, "polars": pl.from_arrow}[library]
    rows = rows_of(synthetic.predict_batch(make(table)))
    part = rows_of(synthetic.predict_batch(make(table).slice(start, 6)))
    assert part == rows[start : start + 6]
    assert rows[0] != rows[1]


def test_columns_may_be_cut_into_chunks_at_different_rows(synthetic, good):
    def cut(column, *rows):
        whole = column.combine_chunks()
        edges = [0, *rows, len(whole)]
        return pa.chunked_array([whole[a:b] for a, b in pairwise(edges)], type=whole.type)

    cuts = {"edad": (1, 1, 5), "fuma": (4,), "imc": (2, 3, 8), "sexo": (0, 7)}
    chunked = good
    for name, rows in cuts.items():
        chunked = changed(chunked, [name], lambda column, rows=rows: cut(column, *rows))
    answer = synthetic.predict_batch(chunked)
    assert answer.combine_chunks() == synthetic.predict_batch(good).combine_chunks()


def test_a_table_put_together_from_several_dictionaries_reads_each_by_its_own(synthetic):
    encode = dictionary_of(pa.int32(), pa.string())
    columns = ["consume_alcohol", "sexo"]
    halves = [changed(table_of([record]), columns, encode) for record in (COMPLETE, WOMAN)]
    answer = synthetic.predict_batch(pa.concat_tables(halves))
    expected = synthetic.predict_batch(table_of([COMPLETE, WOMAN]))
    assert answer.to_pylist() == expected.to_pylist()


@pytest.mark.parametrize("kind", ["string", "category", "object", "string[pyarrow]"])
def test_pandas_text_of_any_kind_reads_the_same(synthetic, good, kind):
    plain = good.to_pandas()
    answer = synthetic.predict_batch(plain.astype(dict.fromkeys(TEXTS, kind)))
    pd.testing.assert_frame_equal(answer, synthetic.predict_batch(plain), check_exact=True)


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("edad", "int64"),
        ("edad", "Int64"),
        ("edad", "category"),
        ("estrato", "Int64"),
        ("estrato", "Int8"),
        ("estrato", "float64[pyarrow]"),
        ("frecuencia_cardiaca", "float32"),
        ("frecuencia_cardiaca", "Float64"),
        ("estrato", "object"),
    ],
)
def test_pandas_numbers_of_any_kind_read_the_same(synthetic, whole, column, kind):
    plain = whole.to_pandas()
    answer = synthetic.predict_batch(plain.astype({column: kind}))
    pd.testing.assert_frame_equal(answer, synthetic.predict_batch(plain), check_exact=True)


def test_pandas_nullable_booleans_read_as_yes_no_and_missing(synthetic, whole):
    plain = whole.to_pandas()
    flags = pd.array([False, False, True, None, False, False], dtype="boolean")
    answer = synthetic.predict_batch(plain.assign(fuma=flags))
    pd.testing.assert_frame_equal(answer, synthetic.predict_batch(plain), check_exact=True)


@pytest.mark.parametrize(
    "kind", [pl.Categorical, pl.Enum(["Nunca", "Ocasional", "Frecuente", "Si", "No", "M", "F"])]
)
def test_polars_categories_read_like_text(synthetic, whole, kind):
    plain = pl.from_arrow(whole)
    columns = ("sexo", "fuma", "consume_alcohol", "medicamentos_hta")
    answer = synthetic.predict_batch(plain.with_columns(pl.col(columns).cast(kind)))
    assert answer.equals(synthetic.predict_batch(plain))


def test_a_record_of_text_alone_reads_like_numbers(synthetic):
    text = {name: str(value) for name, value in COMPLETE.items()}
    answer = synthetic.predict_batch(pa.Table.from_pylist([text]))
    assert answer == synthetic.predict_batch(table_of([COMPLETE]))
    lacking = synthetic.predict_batch(pa.Table.from_pylist([without(text, "fuma")]))
    assert lacking["imputed"].to_pylist() == ["fuma"]
