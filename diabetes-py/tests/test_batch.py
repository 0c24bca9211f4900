"""Tables of records: any library in, the same library out, the same figures as one by one."""

import math
import warnings

import diabetes
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from common import COMPLETE, synthetic_frame
from tables import GOOD, LIBRARIES, WOMAN, rows_of, table_of

COLUMNS = [
    "glucose_mg_dl",
    "interval_low",
    "interval_high",
    "prob_Normal",
    "prob_Prediabetes",
    "prob_Diabetes",
    "category",
    "confidence",
    "risk_level",
    "test_advised",
    "next_step",
    "urgent",
    "risk_low",
    "risk_high",
    "measured",
    "confirm",
    "imputed",
    "warnings",
    "errors",
]
NONE_FITS = [
    ({**WOMAN, "embarazo": "Si"}, "pregnant"),
    ({**COMPLETE, "diabetes_diagnosticada": "Si"}, "known_diabetes"),
]
BAD = [
    ({**COMPLETE, "edad": 17}, "out_of_range:edad"),
    ({**COMPLETE, "sexo": "H", "edad": 121}, "out_of_range:edad;not_allowed:sexo"),
    ({**COMPLETE, "tas": math.inf}, "not_finite:tas"),
    ({**COMPLETE, "tad": None}, "missing:tad"),
    ({**COMPLETE, "tad": 135}, "tad_not_below_tas:tad"),
    ({**COMPLETE, "diabetes_gestacional": "Si"}, "gestational_man:diabetes_gestacional"),
]
RECORDS = GOOD + [record for record, _ in NONE_FITS + BAD]


def flat(prediction):
    """A prediction as the row of a table."""
    low, high = prediction.interval
    risk_low, risk_high = prediction.risk_interval or (None, None)
    record = prediction.to_dict()
    names = ("glucose_mg_dl", "category", "confidence", "risk_level", "test_advised")
    return {
        **{name: record[name] for name in names},
        **{f"prob_{name}": value for name, value in record["probabilities"].items()},
        "interval_low": low,
        "interval_high": high,
        "next_step": record["next_step"]["code"],
        "urgent": None,
        "risk_low": risk_low,
        "risk_high": risk_high,
        "measured": None,
        "confirm": None,
        "imputed": ";".join(record["imputed"]) or None,
        "warnings": ";".join(warning["code"] for warning in record["warnings"]) or None,
        "errors": None,
    }


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("which", ["bundled", "synthetic"])
def test_a_table_gets_the_figures_of_its_records_bit_for_bit(library, which, request):
    model = request.getfixturevalue(which)
    make, kind, _ = LIBRARIES[library]
    answer = model.predict_batch(make(table_of(RECORDS)))
    assert isinstance(answer, kind)
    rows = rows_of(answer)
    assert len(rows) == len(RECORDS)
    assert all(list(row) == COLUMNS for row in rows)
    for record, row in zip(GOOD, rows, strict=False):
        assert row == flat(model.predict(record))
    for (_, reason), row in zip(NONE_FITS, rows[len(GOOD) :], strict=False):
        assert reason in row["warnings"].split(";")
        assert row["errors"] is None
        assert {row[name] for name in COLUMNS[:10]} == {None}
    for (_, codes), row in zip(BAD, rows[len(GOOD) + len(NONE_FITS) :], strict=True):
        assert row["errors"] == codes
        assert {row[name] for name in COLUMNS[:10]} == {None}


def test_a_list_of_mappings_gets_predictions_and_errors_in_place(synthetic):
    answers = synthetic.predict_batch(RECORDS)
    assert len(answers) == len(RECORDS)
    for record, answer in zip(GOOD, answers, strict=False):
        assert answer.to_dict() == synthetic.predict(record).to_dict()
    for (_, reason), answer in zip(NONE_FITS, answers[len(GOOD) :], strict=False):
        assert answer.not_applicable == reason
    for (_, codes), answer in zip(BAD, answers[len(GOOD) + len(NONE_FITS) :], strict=True):
        assert isinstance(answer, diabetes.ValidationError)
        assert ";".join(f"{error.code}:{error.field}" for error in answer.errors) == codes


def test_an_empty_list_and_an_empty_table_get_empty_answers(synthetic):
    assert synthetic.predict_batch([]) == []
    for make, kind, _ in LIBRARIES.values():
        answer = synthetic.predict_batch(make(table_of(GOOD).slice(0, 0)))
        assert isinstance(answer, kind)
        assert len(answer) == 0
        assert list(getattr(answer, "column_names", answer.columns)) == COLUMNS


@pytest.mark.parametrize(
    "index",
    [
        pd.Index(list("hgfedcba"), name="patient"),
        pd.Index([7, 7, 3, 3, 1, 0, -5, 2]),
        pd.MultiIndex.from_product([["x", "y"], range(4)], names=["ward", "bed"]),
    ],
    ids=["text", "repeated", "two levels"],
)
def test_pandas_keeps_its_index(synthetic, index):
    plain = table_of(GOOD).to_pandas()
    answer = synthetic.predict_batch(plain.set_index(index))
    pd.testing.assert_index_equal(answer.index, index)
    expected = synthetic.predict_batch(plain)
    pd.testing.assert_frame_equal(answer.reset_index(drop=True), expected)


def test_the_kinds_of_the_columns_are_those_of_their_values(synthetic):
    schema = synthetic.predict_batch(table_of(GOOD)).schema
    assert [schema.field(name).type for name in COLUMNS[:6]] == [pa.float64()] * 6
    assert schema.field("test_advised").type == pa.bool_()


def test_rows_keep_their_place_in_a_large_table(synthetic):
    frame = synthetic_frame(30_000, seed=9).drop(columns="Resultado")
    order = np.random.default_rng(0).permutation(len(frame))
    whole = synthetic.predict_batch(frame)
    shuffled = synthetic.predict_batch(frame.iloc[order])
    pd.testing.assert_frame_equal(shuffled, whole.iloc[order], check_exact=True)
    for i in (0, 9_999, 16_384, 29_999):
        alone = synthetic.predict(frame.iloc[i].to_dict())
        assert whole["glucose_mg_dl"].iloc[i] == alone.glucose_mg_dl


def test_a_column_that_is_no_field_changes_nothing(synthetic):
    table = table_of(GOOD)
    extra = table.append_column("seqn", pa.array(range(len(GOOD))))
    extra = extra.append_column("when", pa.nulls(len(GOOD), pa.timestamp("us")))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        answer = synthetic.predict_batch(extra)
    figures = COLUMNS[:13]
    assert answer.select(figures) == synthetic.predict_batch(table).select(figures)
    assert answer["errors"].null_count == len(GOOD)


def test_a_table_without_a_required_column_has_an_error_in_every_row(synthetic):
    answer = synthetic.predict_batch(table_of(GOOD).drop_columns(["tas"]))
    assert answer["errors"].to_pylist() == ["missing:tas"] * len(GOOD)


@pytest.mark.parametrize("data", [None, 5, "edad", object()], ids=["None", "5", "text", "object"])
def test_what_is_no_table_is_told_so(synthetic, data):
    with pytest.raises((TypeError, diabetes.DiabetesError)):
        synthetic.predict_batch(data)


def test_a_list_with_something_that_is_no_record_keeps_the_others(synthetic):
    first, middle, last = synthetic.predict_batch([COMPLETE, 5, WOMAN])
    assert isinstance(middle, diabetes.ValidationError)
    assert [error.code for error in middle.errors] == ["not_a_record"]
    assert first.to_dict() == synthetic.predict(COMPLETE).to_dict()
    assert last.to_dict() == synthetic.predict(WOMAN).to_dict()
