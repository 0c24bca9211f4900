"""The columns of a table of answers: which are given, and of which types."""

import diabetes
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from common import COMPLETE
from tables import GOOD, LIBRARIES, rows_of, table_of

TEXTS = [
    "category", "confidence", "risk_level", "next_step", "urgent", "measured", "imputed", "warnings", "errors"
]  # fmt: skip
PEOPLE = [*GOOD, {**COMPLETE, "edad": 7}, {**COMPLETE, "hba1c": 7.2}, {**COMPLETE, "tas": 215}]


@pytest.fixture(scope="module")
def people():
    return table_of(PEOPLE)


def test_texts_are_categorical_in_every_library(bundled, people):
    arrow = bundled.predict_batch(people)
    assert all(pa.types.is_dictionary(arrow[name].type) for name in TEXTS)
    pandas = bundled.predict_batch(people.to_pandas())
    assert all(isinstance(pandas[name].dtype, pd.CategoricalDtype) for name in TEXTS)
    assert pandas["errors"].isna().sum() == len(PEOPLE) - 1
    polars = bundled.predict_batch(pl.from_arrow(people))
    assert all(polars[name].dtype in (pl.Categorical, pl.Enum) for name in TEXTS)
    assert polars.filter(pl.col("risk_level") == "Alto").height == arrow["risk_level"].to_pylist().count(
        "Alto"
    )


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(
    "asked",
    [
        ("prob_Prediabetes", "prob_Diabetes"),
        ("glucose_mg_dl",),
        ("errors", "warnings", "risk_high", "prob_Diabetes"),
        ("urgent", "next_step", "test_advised"),
        ("imputed",),
        ("confirm", "measured", "confidence"),
    ],
    ids=";".join,
)
def test_the_columns_asked_for_are_those_of_the_whole_answer(bundled, people, library, asked):
    make, kind, _ = LIBRARIES[library]
    answer = bundled.predict_batch(make(people), columns=asked)
    assert isinstance(answer, kind)
    whole = rows_of(bundled.predict_batch(make(people)))
    rows = rows_of(answer)
    assert [list(row) for row in rows] == [list(asked)] * len(PEOPLE)
    assert rows == [{name: row[name] for name in asked} for row in whole]


def test_a_row_with_errors_has_null_figures_also_where_errors_are_not_asked_for(bundled, people):
    answer = bundled.predict_batch(
        people, columns=["prob_Diabetes", "glucose_mg_dl", "category", "next_step"]
    )
    assert set(answer.slice(len(GOOD), 1).to_pylist()[0].values()) == {None}


def test_columns_that_cannot_be_given_are_named_all_at_once(bundled, people):
    with pytest.raises(diabetes.DiabetesError) as caught:
        bundled.predict_batch(people, columns=["glucose", "prob_diabetes", "errors", "errors"])
    assert caught.value.code == "bad_columns"
    assert str(caught.value) == (
        "no column glucose (nearest known: glucose_mg_dl), prob_diabetes (nearest known: prob_Diabetes); "
        "asked for twice: errors"
    )
    with pytest.raises(diabetes.DiabetesError, match="no column is asked for"):
        bundled.predict_batch(people, columns=())
    for wrong in ("errors", 7, [7]):
        with pytest.raises(TypeError, match=r'columns= must be a list of names: columns=\["prob_Diabetes"\]'):
            bundled.predict_batch(people, columns=wrong)
    with pytest.raises(TypeError, match="columns= is for tables"):
        bundled.predict_batch([COMPLETE], columns=["errors"])


def test_a_table_without_rows_has_the_columns_asked_for(bundled, people):
    empty = bundled.predict_batch(people.slice(0, 0), columns=["risk_level", "risk_low"])
    assert (empty.num_rows, empty.column_names) == (0, ["risk_level", "risk_low"])
