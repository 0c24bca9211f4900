"""Arrow arrays that are damaged, or say what is not so: an error that names the column, never a crash."""

import datetime
import decimal
import struct

import diabetes
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from arrow_c import Liar, batch_of
from common import EXAMPLE, REQUIRED

SIX = {name: EXAMPLE[name] for name in REQUIRED}


def texts(*offsets, kind=None, data=b"MFMF"):
    """Text, and what gives it these offsets once pyarrow has looked at others."""
    kind = kind or pa.string()
    layout = f"<{len(offsets)}{'q' if kind == pa.large_string() else 'i'}"
    memory = bytearray(struct.pack(layout, *range(len(offsets))))
    made = pa.Array.from_buffers(kind, len(offsets) - 1, [None, pa.py_buffer(memory), pa.py_buffer(data)])
    return made, lambda: struct.pack_into(layout, memory, 0, *offsets)


def listed(*offsets):
    """Lists of texts of these offsets."""
    made, damage = texts(*offsets)
    return pa.ListArray.from_arrays(pa.array([0, 1, 2], pa.int32()), made), damage


def keys(values, kind=None):
    """A dictionary of two texts with these keys."""
    made = pa.DictionaryArray.from_arrays(
        pa.array(values, kind or pa.int8()), pa.array(["M", "F"]), safe=False
    )
    return made, lambda: None


def runs(*ends, length=2):
    """Runs, and what lets them end there."""
    memory = bytearray(struct.pack(f"<{len(ends)}i", *range(length - len(ends) + 1, length + 1)))
    run_ends = pa.Array.from_buffers(pa.int32(), len(ends), [None, pa.py_buffer(memory)])
    made = pa.RunEndEncodedArray.from_arrays(run_ends, pa.array(["M", "F", "M"][: len(ends)]))
    return made, lambda: struct.pack_into(f"<{len(ends)}i", memory, 0, *ends)


def view(*fields):
    """A text that is such a view of a buffer of three bytes."""
    memory = bytearray(16)
    made = pa.Array.from_buffers(pa.string_view(), 1, [None, pa.py_buffer(memory), pa.py_buffer(b"abc")])
    return made, lambda: struct.pack_into("<iiii", memory, 0, *fields)


DAMAGED = {
    "a negative offset": lambda: texts(0, -1, 2),
    "a negative last offset": lambda: texts(0, 1, -5),
    "a first offset that is negative": lambda: texts(-3, 1, 2),
    "offsets that decrease": lambda: texts(0, 3, 1),
    "an inner offset beyond the last": lambda: texts(0, 1000000, 2),
    "a large text with a negative last offset": lambda: texts(0, 1, -(2**40), kind=pa.large_string()),
    "a large text with decreasing offsets": lambda: texts(0, 3, 1, kind=pa.large_string()),
    "text that is not UTF-8": lambda: texts(0, 1, 2, data=b"\xff\xfe"),
    "text cut within a letter": lambda: texts(0, 1, 2, data="ñ".encode()),
    "a key beyond the dictionary": lambda: keys([0, 5]),
    "a negative key": lambda: keys([0, -1]),
    "a large key": lambda: keys([0, 2**40], pa.int64()),
    "an unsigned key": lambda: keys([0, 255], pa.uint8()),
    "runs that end before they begin": lambda: runs(2, 1),
    "runs that end too early": lambda: runs(1),
    "runs from zero": lambda: runs(0, 2),
    "runs that end below zero": lambda: runs(-2, -1),
    "a view of another buffer": lambda: view(20, 0, 7, 0),
    "a view beyond its buffer": lambda: view(20, 0, 0, 0),
    "a view of negative length": lambda: view(-3, 0, 0, 0),
    "a view of a negative buffer": lambda: view(20, 0, -1, 0),
    "a list of damaged text": lambda: listed(0, -1, 2),
}
USES = {
    "predict_batch": lambda table: diabetes.Model.bundled().predict_batch(table),
    "score_batch": lambda table: diabetes.score_batch("findrisc", table),
    "from_arrow": diabetes.Table.from_arrow,
    "train": diabetes.train,
    "evaluate": lambda table: diabetes.evaluate(diabetes.Model.bundled(), table, by=["sexo"], resamples=0),
    "capacity": lambda table: diabetes.capacity(table, 3),
    "recalibrate": lambda table: diabetes.Model.bundled().recalibrate(table),
}


@pytest.mark.filterwarnings("ignore:ignored columns")
@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_array_is_refused_by_the_name_of_its_column(damage, use):
    for name in ("sexo", "nota"):
        array, harm = DAMAGED[damage]()
        table = pa.table({"edad": [45.0] * len(array), "Resultado": [90.0] * len(array), name: array})
        harm()
        with pytest.raises(diabetes.DiabetesError) as caught:
            USES[use](table)
        assert caught.value.code == "unreadable_table"
        assert name in str(caught.value) or "are damaged" in str(caught.value)


def test_a_slice_of_a_damaged_array_is_looked_at_in_the_rows_that_it_has(bundled):
    array, harm = texts(0, 1, 2, 1)
    table = pa.table({"sexo": array})
    harm()
    assert diabetes.Table.from_arrow(table.slice(0, 2)).column("sexo") == ["M", "F"]
    with pytest.raises(diabetes.DiabetesError):
        diabetes.Table.from_arrow(table.slice(1, 2))


def put(name, value, column=None):
    """Changes a number of the struct of the table or of one of its columns."""

    def change(array):
        setattr(array if column is None else array.children[column].contents, name, value)

    return change


def no_buffer(place, column):
    def change(array):
        array.children[column].contents.buffers[place] = None

    return change


CHANGES = {
    **{f"{name} {value}": put(name, value, 1) for name, value in [
        ("length", -1), ("length", 2**62), ("offset", -1), ("offset", 2**62), ("null_count", -2),
        ("null_count", 9), ("n_buffers", 0), ("n_buffers", 2), ("n_buffers", 9), ("n_buffers", -1),
        ("length", 1),
    ]},
    **{f"{name} {value} of the table": put(name, value) for name, value in [
        ("length", -1), ("length", 3), ("offset", -1), ("offset", 1), ("null_count", 2), ("n_buffers", -1),
    ]},
    "no offsets": no_buffer(1, 1),
    "no numbers": no_buffer(1, 0),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_struct_that_says_what_is_not_so_is_refused(change):
    batch = batch_of(edad=pa.array([45.0, 51.0]), sexo=pa.array(["M", "F"]))
    with pytest.raises(diabetes.DiabetesError) as caught:
        diabetes.Table.from_arrow(Liar(batch, CHANGES[change]))
    assert caught.value.code == "unreadable_table"
    assert diabetes.Table.from_arrow(Liar(batch, lambda _: None)).column("sexo") == ["M", "F"]


def test_a_name_that_is_not_utf8_is_refused():
    batch = pa.RecordBatch.from_arrays([pa.array([1.0])], schema=pa.schema([pa.field(b"\xff", pa.float64())]))
    with pytest.raises(diabetes.DiabetesError, match="UTF-8"):
        diabetes.Table.from_arrow(Liar(batch, lambda _: None))


SERIES = {
    "pandas": pd.DataFrame([SIX]).iloc[0],
    "pandas column": pd.Series([45.0], name="edad"),
    "polars": pl.Series("edad", [45.0]),
    "arrow": pa.array([45.0]),
    "chunked": pa.chunked_array([[45.0]]),
    "numpy": np.ones((2, 6)),
    "text": "edad",
    "number": 5,
    "bytes": b"edad",
    "a record": SIX,
}


@pytest.mark.parametrize("kind", SERIES)
def test_what_is_no_table_is_told_that_a_table_is_expected(bundled, kind):
    for use in (bundled.predict_batch, diabetes.train, lambda data: diabetes.score_batch("findrisc", data)):
        if use is diabetes.train and kind == "text":
            continue  # a path
        with pytest.raises(TypeError, match="expected a table"):
            use(SERIES[kind])


PLAIN = {
    "runs": lambda table: table.set_column(0, "edad", pc.run_end_encode(pa.array([45.0, 45.0, 51.0]))),
    "Int128": lambda table: pl.from_arrow(table).with_columns(pl.col("edad").cast(pl.Int128)),
    "objects of polars": lambda table: pl.from_arrow(table).with_columns(
        pl.Series("fuma", [True, False, None], dtype=pl.Object)
    ),
    "objects of pandas": lambda table: table.to_pandas().assign(
        fuma=pd.Series([True, False, None], dtype=object)
    ),
    "NumPy truths": lambda table: table.to_pandas().assign(
        fuma=pd.Series([np.True_, np.False_, None], dtype=object)
    ),
    "decimals": lambda table: table.set_column(0, "edad", table["edad"].cast(pa.decimal128(5, 1))),
    "a name twice that is ignored": lambda table: table.append_column(
        "nota", pa.array(["a"] * 3)
    ).append_column("nota", pa.array([1, 2, 3])),
}


@pytest.mark.filterwarnings("ignore:ignored columns")
@pytest.mark.parametrize("kind", PLAIN)
def test_what_holds_plain_values_is_read(bundled, kind):
    rows = [
        {**SIX, "edad": age, "fuma": smokes} for age, smokes in ((45.0, "Si"), (45.0, "No"), (51.0, None))
    ]
    table = pa.Table.from_pylist(rows)
    answers = bundled.predict_batch(PLAIN[kind](table))
    read = diabetes.Table.from_arrow(pa.table(answers))
    assert read.column("glucose_mg_dl") == [bundled.predict(row).glucose_mg_dl for row in rows]


@pytest.mark.parametrize(
    "array",
    [
        pa.array([[1.0], [2.0]]),
        pa.array([{"a": 1}, {"a": 2}]),
        pa.array([b"M", b"F"]),
        pa.array([1, 2], pa.timestamp("s")),
        pa.array([1, 2], pa.duration("s")),
        pa.array([1, 2], pa.date32()),
    ],
    ids=["list", "struct", "binary", "timestamp", "duration", "date"],
)
def test_what_holds_no_plain_values_is_refused_by_column_and_type(bundled, array):
    for name in ("edad", "sexo"):
        table = pa.table({**{field: [value] * 2 for field, value in SIX.items()}, name: array})
        with pytest.raises(
            diabetes.DiabetesError, match=f'column "{name}" of type .* does not contain plain values'
        ):
            bundled.predict_batch(table)


def test_text_in_many_chunks_is_answered_like_text_in_one(bundled):
    table = pa.table(diabetes.generate(400, seed=4)).drop_columns(["Resultado"])
    whole = bundled.predict_batch(table)
    chunks = pa.chunked_array([[value] for value in table["sexo"].to_pylist()])
    cut = table.set_column(table.column_names.index("sexo"), "sexo", chunks)
    answers = bundled.predict_batch(cut)
    assert answers.combine_chunks().equals(whole.combine_chunks())
    # Chunks are answered together.
    assert answers.column(0).num_chunks < 10
    frame = cut.to_pandas(types_mapper={pa.string(): pd.ArrowDtype(pa.string())}.get)
    assert bundled.predict_batch(frame)["glucose_mg_dl"].tolist() == whole["glucose_mg_dl"].to_pylist()
    pieces = pl.concat([pl.from_arrow(part) for part in cut.to_batches()], rechunk=False)
    assert bundled.predict_batch(pieces)["glucose_mg_dl"].to_list() == whole["glucose_mg_dl"].to_pylist()
    own = diabetes.Table.from_arrow(cut)
    beside = own.beside(bundled.predict_batch(own))
    assert pa.table(beside)["glucose_mg_dl"].to_pylist() == whole["glucose_mg_dl"].to_pylist()


def test_csv_is_written_of_every_plain_type_and_refused_by_column_and_type():
    moment = datetime.datetime(2024, 2, 29, 13, 5, 7)
    columns = {
        "int": pa.array([45, None]),
        "large": pa.array([2**63 - 1, -5], pa.int64()),
        "unsigned": pa.array([2**64 - 1, 0], pa.uint64()),
        "short": pa.array([5.7, None], pa.float32()),
        "half": pa.array(np.array([5.7, 24.9], dtype=np.float16)),
        "decimal": pa.array([decimal.Decimal("1234567890123456789.5"), None]),
        "text": pa.array(["a;b", None], pa.large_string()),
        "view": pa.array(["a", ""], pa.string_view()),
        "dictionary": pa.array(["x", None]).dictionary_encode(),
        "numbers": pa.array([1.5, 2.5]).dictionary_encode(),
        "runs": pc.run_end_encode(pa.array(["r", "r"])),
        "truth": pa.array([True, None]),
        "date": pa.array([moment.date(), None]),
        "moment": pa.array([moment, None], pa.timestamp("ms")),
        "zoned": pa.array([moment, None], pa.timestamp("us", tz="America/Bogota")),
        "time": pa.array([moment.time(), None]),
        "nothing": pa.nulls(2),
    }
    table = diabetes.Table.from_arrow(pa.table(columns))
    first, second = table.to_csv(separator=";", header=False).decode().splitlines()
    assert first.split(";", 6)[:6] == [
        "45", "9223372036854775807", "18446744073709551615", "5,7", "5,7", "1234567890123456789,5",
    ]  # fmt: skip
    assert first.endswith(
        '"a;b";a;x;1,5;r;true;2024-02-29;2024-02-29 13:05:07;2024-02-29 13:05:07Z;13:05:07;'
    )
    assert second == ";-5;0;;24,9;;;;;2,5;r;;;;;;"
    for kind in (pa.array([[1]]), pa.array([b"x"]), pa.array([{"a": 1}]), pa.array([1], pa.duration("s"))):
        with pytest.raises(TypeError, match='column "x" of type'):
            diabetes.Table.from_arrow(pa.table({"x": kind})).to_csv()
