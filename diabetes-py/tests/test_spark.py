"""PySpark frames get the answers and figures of the same rows in one table."""

import diabetes
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from common import EXAMPLE


@pytest.fixture(scope="module")
def people():
    rows = pa.table(diabetes.generate(900, seed=4)).append_column("id", pa.array(range(900)))
    # A row with two errors, and one of a person to whom the estimate does not apply.
    ages = pc.if_else(pc.equal(rows["id"], 5), 7.0, rows["edad"])
    sexes = pc.if_else(pc.equal(rows["id"], 5), "X", rows["sexo"])
    rows = rows.set_column(0, "edad", ages).set_column(1, "sexo", sexes)
    told = pc.if_else(pc.equal(rows["id"], 9), "Si", "No")
    return rows.append_column("diabetes_diagnosticada", told)


@pytest.fixture(scope="module")
def frame(session, people):
    return session.createDataFrame(people).repartition(3)


def plain(answers):
    return diabetes.spark._plain(answers, answers.column_names).to_pylist()


def test_rows_keep_their_columns_and_get_the_answers_of_predict_batch(bundled, frame, people):
    found = diabetes.spark.predict(frame, bundled).toArrow().sort_by("id")
    assert found.column_names == [*people.column_names, *diabetes.prediction_columns()]
    assert found.select(people.column_names).to_pylist() == people.to_pylist()
    answers = bundled.predict_batch(people)
    assert found.select(answers.column_names).to_pylist() == plain(answers)
    assert found["errors"][5].as_py() == "out_of_range:edad;not_allowed:sexo"
    assert found["prob_Diabetes"].null_count == 2


def test_columns_of_sql_types_are_read_and_some_answers_are_given(bundled, session):
    told = "int(45) edad, 'M' sexo, 28.50 imc, float(95) perimetro_abdominal, bigint(135) tas, 85D tad"
    rows = session.sql(f"select {told}, true fuma")
    found = diabetes.spark.predict(rows, bundled, columns=["prob_Diabetes", "errors"])
    assert found.columns[-2:] == ["prob_Diabetes", "errors"]
    row = found.first()
    record = {name: EXAMPLE[name] for name in ("edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad")}
    expected = bundled.predict({**record, "fuma": True}).probabilities["Diabetes"]
    assert (row["prob_Diabetes"], row["errors"]) == (expected, None)


@pytest.mark.parametrize("cell", [1, 5])
def test_an_evaluation_has_the_figures_of_all_rows_together(bundled, frame, people, cell):
    found = diabetes.spark.evaluate(frame, bundled, by="fuma", resamples=50, smallest_cell=cell).to_dict()
    whole = diabetes.evaluate(bundled, people, by="fuma", resamples=0).to_dict()
    assert found["data"] == whole["data"]
    assert len(found["sums"]["sites"]) == 3
    for own, all_rows in zip(found["calibration"], whole["calibration"], strict=True):
        assert (own["rows"], own["events"]) == (all_rows["rows"], all_rows["events"])
        # With cells of five, a little is lost.
        assert own["brier"] == pytest.approx(all_rows["brier"], abs=1e-12 if cell == 1 else 2e-3)
    for own, all_rows in zip(found["discrimination"], whole["discrimination"], strict=True):
        for one, other in zip(own["rankings"], all_rows["rankings"], strict=True):
            assert abs(one["auroc"] - other["auroc"]) <= (one["auroc_within"] or 1e-12)


def test_a_frame_without_rows_is_evaluated_and_one_without_outcomes_refused(bundled, frame):
    nobody = diabetes.spark.evaluate(frame.where("id < 0"), bundled, resamples=0).to_dict()
    assert nobody["data"]["answered"] == 0
    with pytest.raises(diabetes.DiabetesError) as caught:
        diabetes.spark.evaluate(frame.drop("Resultado"), bundled)
    assert caught.value.code == "no_outcome"


def test_what_cannot_be_answered_is_refused_before_any_worker_begins(bundled, frame):
    for wrong, columns in ((frame, ["glucosa"]), (frame.withColumnRenamed("id", "errors"), None)):
        with pytest.raises(diabetes.DiabetesError, match=r"glucosa|errors") as caught:
            diabetes.spark.predict(wrong, bundled, columns=columns)
        assert caught.value.code == "bad_option"
    for wrong in (frame.withColumnRenamed("talla", "Talla (m)"), frame.select("id")):
        with pytest.raises(diabetes.DiabetesError) as caught:
            diabetes.spark.predict(wrong, bundled)
        assert caught.value.code == "unreadable_table"
