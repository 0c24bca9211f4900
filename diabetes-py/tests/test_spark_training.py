"""A PySpark frame gives the model that one machine makes of the same rows."""

import json
import os
import signal
import warnings

import diabetes
import pyarrow as pa
import pytest
from diabetes import _partitions

ROWS = 3_000
OPTIONS = {"weights": "factor", "source": "made up", "seed": 7}


@pytest.fixture(scope="module")
def people():
    """Rows of which some have no weight, and those from 500 to 999 are invalid."""
    rows = pa.table(diabetes.generate(ROWS, seed=4))
    ages = [7.0 if 500 <= row < 1_000 else age for row, age in enumerate(rows["edad"].to_pylist())]
    rows = rows.set_column(rows.column_names.index("edad"), "edad", pa.array(ages))
    return rows.append_column("factor", pa.array([float(row % 4) for row in range(ROWS)]))


@pytest.fixture(scope="module")
def frame(session, people):
    """The rows in partitions: some, none, the invalid ones, the others."""
    from pyspark.sql.pandas.types import from_arrow_schema

    parts = [people[start:end] for start, end in ((0, 500), (500, 500), (500, 1_000), (1_000, ROWS))]

    def rows(batches):
        for batch in batches:
            for part in batch["id"].to_pylist():
                yield from parts[part].to_batches()

    return session.range(0, 4, 1, 4).mapInArrow(rows, from_arrow_schema(people.schema))


def lines(model, output):
    """The coefficients of the numbers."""
    terms = json.loads(model.to_json())[output]["scorecard"]["terms"]
    return {term["field"]: term["shape"]["line"]["coefficient"] for term in terms if "line" in term["shape"]}


def test_few_rows_give_the_model_file_of_one_machine(frame, people):
    with pytest.warns(diabetes.TrainingWarning):
        found = diabetes.spark.train(frame, algorithm="additive", **OPTIONS)
    with pytest.warns(diabetes.TrainingWarning):
        assert found.to_json() == diabetes.train(people, algorithm="additive", **OPTIONS).to_json()


def test_sums_of_partitions_give_the_coefficients_of_all_rows_though_a_worker_dies(
    frame, people, monkeypatch, tmp_path
):
    died = tmp_path / "died"
    summing = _partitions._summing

    def deadly(asked):
        sums = summing(asked)

        def summed(batches):
            if not died.exists():
                died.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield from sums(batches)

        return summed

    monkeypatch.setattr(diabetes.spark, "_MOST", 600)
    monkeypatch.setattr(_partitions, "_summing", deadly)
    warnings.simplefilter("ignore", diabetes.TrainingWarning)
    found = diabetes.spark.train(frame, outputs=("glucose", "diabetes"), **OPTIONS)
    assert died.exists()
    whole = diabetes.train(people, outputs=("glucose", "diabetes"), **OPTIONS)
    for output in ("glucose", "diabetes"):
        assert lines(found, output) == pytest.approx(lines(whole, output), rel=1e-10, abs=1e-13)
        assert len(lines(found, output)) > 5


def test_faults_have_their_codes_and_leave_no_rows_kept(session, frame):
    negative = frame.withColumn("factor", frame["factor"] - 1)
    for rows, options, code in (
        (frame, {"weights": "no such"}, "bad_option"),
        (frame.drop("Resultado"), {}, "no_outcome"),
        (negative, {}, "bad_weights"),
    ):
        with pytest.raises(diabetes.TrainingError) as caught:
            diabetes.spark.train(rows, **{**OPTIONS, **options})
        assert caught.value.code == code
    assert "(partition 0)" in str(caught.value)
    assert not session.sparkContext._jsc.getPersistentRDDs()
