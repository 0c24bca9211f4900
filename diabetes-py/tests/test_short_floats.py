"""A float of 16 or 32 bits is the shortest decimal that it stands for, wherever it comes from."""

import diabetes
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from common import EXAMPLE, NUMBERS, REQUIRED

SIX = {name: EXAMPLE[name] for name in REQUIRED}
KINDS = [np.float32, np.float16]
# Cut-offs of the classes, the scores and the model lie on tenths; both sides of each are among these.
TENTHS = {
    name: [low + place / 10 for place in range(min(round((high - low) * 10), 2000) + 1)]
    for name, (low, high) in NUMBERS.items()
    if name != "riesgo_cardiovascular"
}


def decimals(kind, values):
    """The numbers that short floats are written as."""
    return [float(str(kind(value))) for value in values]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TENTHS)
def test_every_tenth_of_every_field_reads_as_it_was_written(kind, name):
    values = [round(value, 1) for value in TENTHS[name]]
    if kind is np.float16:
        # From 128 on tenths are not told apart by 16 bits.
        values = [value for value in values if value < 128]
    table = pa.table({name: pa.array(np.array(values, dtype=kind))})
    assert diabetes.Table.from_arrow(table).column(name) == values


def test_any_float_of_32_bits_reads_as_numpy_writes_it():
    bits = np.random.default_rng(3).integers(0, 2**32, 5000, dtype=np.uint32).view(np.float32)
    finite = bits[np.isfinite(bits)]
    read = diabetes.Table.from_arrow(pa.table({"x": pa.array(finite)})).column("x")
    assert [np.float32(value) for value in read] == finite.tolist()
    assert all(len(repr(value)) <= len(repr(float(short))) for value, short in zip(read, finite, strict=True))


def test_every_float_of_16_bits_reads_as_numpy_writes_it():
    halves = np.arange(2**16, dtype=np.uint32).astype(np.uint16).view(np.float16)
    finite = halves[np.isfinite(halves)]
    read = diabetes.Table.from_arrow(pa.table({"x": pa.array(finite)})).column("x")
    assert read == [float(str(half)) for half in finite]


@pytest.mark.parametrize("kind", KINDS)
def test_a_scalar_is_classified_as_it_was_written(kind):
    # The edges of prediabetes and diabetes.
    for percent in (5.6, 5.7, 6.4, 6.5):
        assert diabetes.classify_hba1c(kind(percent)) == diabetes.classify_hba1c(percent)
        assert diabetes.classify_hba1c(np.array(percent, dtype=kind)) == diabetes.classify_hba1c(percent)
    for glucose in (99.9, 100, 125.9, 126):
        written = float(str(kind(glucose)))
        assert diabetes.classify_glucose(kind(glucose)) == diabetes.classify_glucose(written)
    for bmi in (18.5, 24.9, 25, 29.9, 30):
        for score in diabetes.scores():
            record = {"edad": 50, "imc": kind(bmi)}
            expected = diabetes.score(score["name"], {"edad": 50, "imc": bmi})
            assert diabetes.score(score["name"], record) == expected


MAKERS = {
    "arrow": lambda values, kind: pa.table(values | {"hba1c": pa.array(values["hba1c"].astype(kind))}),
    "dictionary": lambda values, kind: pa.table(
        values | {"hba1c": pa.array(values["hba1c"].astype(kind)).dictionary_encode()}
    ),
    "pandas": lambda values, kind: pd.DataFrame(values).astype({"hba1c": kind}),
    "pandas object": lambda values, kind: pd.DataFrame(
        values | {"hba1c": pd.Series([kind(value) for value in values["hba1c"]], dtype=object)}
    ),
    "polars": lambda values, kind: pl.DataFrame(
        values | {"hba1c": pl.Series(values["hba1c"], dtype=pl.Float32)}
    ),
    "records": lambda values, kind: [
        {name: kind(column[row]) if name == "hba1c" else column[row] for name, column in values.items()}
        for row in range(len(values["hba1c"]))
    ],
}


@pytest.mark.parametrize("make", MAKERS)
def test_training_and_evaluation_lose_no_event_at_the_edge(make, bundled):
    generated = diabetes.generate(600, seed=5)
    names = ("edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad")
    values = {name: np.array(generated.column(name)) for name in names}
    # Every second person is exactly at the edge of prediabetes.
    values["hba1c"] = np.where(np.arange(600) % 2 == 0, 5.7, 5.6)
    plain = pa.table(values)
    short = MAKERS[make](values, np.float32)
    options = {"outputs": ("dysglycaemia",), "test_size": 0, "seed": 1}
    assert diabetes.train(short, **options) == diabetes.train(plain, **options)
    found, expected = (diabetes.evaluate(bundled, data, resamples=0).to_dict() for data in (short, plain))
    assert found == expected
    events = [entry["events"] for entry in found["calibration"] if entry["output"] == "dysglycaemia"]
    assert events == [300]
    assert bundled.recalibrate(short) == bundled.recalibrate(plain)


@pytest.mark.parametrize("name", [name for name in SIX if name != "sexo"])
def test_an_answer_does_not_depend_on_the_width_of_a_float(bundled, name):
    for value in (SIX[name] - 0.1, SIX[name] + 0.3):
        record = {**SIX, name: np.float32(value)}
        expected = bundled.predict({**SIX, name: float(str(np.float32(value)))})
        assert bundled.predict(record) == expected
        table = pa.Table.from_pylist([{**SIX, name: None}])
        place = table.column_names.index(name)
        table = table.set_column(place, name, pa.array([value], pa.float32()))
        assert bundled.predict_batch(table)["glucose_mg_dl"][0].as_py() == expected.glucose_mg_dl
        assert diabetes.Table.from_arrow(table).to_csv().decode().split("\n")[1].split(",")[place] == str(
            np.float32(value)
        )
