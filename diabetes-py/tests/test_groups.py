"""Groups and clusters from columns of any type: a group a value, or an error that names column and type."""

import datetime
import enum
import math
import uuid

import diabetes
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from common import synthetic_frame

ROWS = 240
Ward = enum.Enum("Ward", ["NORTH", "SOUTH", "WEST"])
VALUES = {
    "uuid": [uuid.UUID(int=number) for number in range(3)],
    "date": [datetime.date(2025, 1, day) for day in (1, 2, 3)],
    "time": [datetime.datetime(2025, 1, 1, hour) for hour in (1, 2, 3)],
    "enum": list(Ward),
    "tuple": [("a", 1), ("a", 2), ("b", 1)],
    "bytes": [b"a", b"\xff", b"c"],
    "period": [pd.Period(f"2025-0{month}") for month in (1, 2, 3)],
    "delta": [pd.Timedelta(days=days) for days in (1, 2, 3)],
}


@pytest.fixture(scope="module")
def frame():
    return synthetic_frame(ROWS, seed=2)


def levels(model, data, name="x"):
    figures = diabetes.evaluate(model, data, by=name, resamples=0).to_dict()
    return {group["level"]: group["glucose_rows"] for group in figures["subgroups"] if group["by"] == name}


def clusters(model, data, cluster="x"):
    return diabetes.evaluate(model, data, cluster=cluster, resamples=0).to_dict()["data"]["clusters"]


@pytest.mark.parametrize("kind", VALUES)
def test_every_value_of_an_object_column_is_a_group(bundled, frame, kind):
    values = [VALUES[kind][row % 3] for row in range(ROWS)]
    of_objects = pd.Series(values, index=frame.index, dtype=object)
    for data in (
        frame.assign(x=of_objects),
        frame.assign(x=pd.Series(values, index=frame.index)),
        frame.assign(x=of_objects.astype("category")),
        frame.assign(x=values).to_dict("records"),
    ):
        found = levels(bundled, data)
        assert (len(found), set(found.values())) == (3, {ROWS // 3}), type(data)
        assert clusters(bundled, data) == 3
    assert clusters(bundled, frame, values) == 3


@pytest.mark.parametrize("kind", ["date", "time", "bytes", "delta"])
def test_polars_columns_give_a_group_a_value(bundled, frame, kind):
    values = [VALUES[kind][row % 3] for row in range(ROWS)]
    data = pl.DataFrame(frame.to_dict("list")).with_columns(x=pl.Series(values))
    assert len(levels(bundled, data)) == clusters(bundled, data) == 3
    objects = pl.DataFrame(frame.to_dict("list")).with_columns(x=pl.Series(values, dtype=pl.Object))
    assert len(levels(bundled, objects)) == 3


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (pa.array([datetime.datetime(2025, 1, 1)] * ROWS), "Timestamp"),
        (pa.array([datetime.date(2025, 1, 1)] * ROWS), "Date32"),
        (pa.array([b"a"] * ROWS), "Binary"),
        (pa.array([{"a": 1}] * ROWS), "Struct"),
        (pa.array([[1]] * ROWS), "List"),
    ],
)
def test_of_an_arrow_table_the_error_names_column_and_type(bundled, frame, values, kind):
    table = pa.Table.from_pandas(frame).append_column("when", values)
    for options in ({"by": "when"}, {"cluster": "when"}):
        with pytest.raises(diabetes.DiabetesError, match=f'column "when" holds {kind}') as caught:
            diabetes.evaluate(bundled, table, resamples=0, **options)
        assert caught.value.code == "bad_option"
    with pytest.raises(diabetes.DiabetesError, match="weights"):
        diabetes.evaluate(bundled, table, weights="when", resamples=0)


def test_a_number_that_most_rows_have_is_a_group_and_rows_without_one_are_counted(bundled, frame):
    x = np.where(np.arange(ROWS) < 200, 0.0, np.arange(ROWS))
    x[[230, 231, 232]] = [math.inf, -math.inf, math.nan]
    data = frame.assign(x=x)
    found = levels(bundled, data)
    assert found["0"] == 200
    assert sum(found.values()) == ROWS - 3
    notes = diabetes.evaluate(bundled, data, by="x", resamples=0).to_dict()["warnings"]
    assert [note["message"] for note in notes if note["code"] == "rows_without_group"] == [
        "x: rows without a group: 3"
    ]
