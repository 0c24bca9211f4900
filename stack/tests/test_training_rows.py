"""A model is not judged on the rows that it learned from."""

import io
import json
from datetime import timedelta

import diabetes
import pyarrow as pa
import pytest
from people import NOON, store_measured
from sqlalchemy import select

from diabetes_stack.cli.db import begin
from diabetes_stack.models import registry, training_rows
from diabetes_stack.settings import settings
from diabetes_stack.store import tables
from diabetes_stack.store.migrate import upgrade


@pytest.fixture
def data(tmp_path):
    """A file of 1,000 generated records."""
    file = tmp_path / "data.csv"
    file.write_bytes(diabetes.generate(1000, seed=5).to_csv())
    return file


@pytest.fixture
def trained(command, data, monkeypatch):
    """A model trained on 800 of them."""
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    settings.cache_clear()
    assert command("model", "train", "--algorithm", "linear", "--data", data).exit_code == 0
    return "challenger"


def learned_by(command):
    """The hashes of the only model."""
    [model] = told(command("model", "list", "--json"))["models"]
    with begin(new=True) as connection:
        return training_rows.known(connection, settings(), model["hash"])


def told(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_rows_of_the_training_are_counted_and_left_out(command, engine, trained, data, tmp_path):
    found = told(command("model", "evaluate", trained, data, "--json"))
    assert (found["in_training"], found["rows"]) == (800, 200)
    said = command("model", "evaluate", trained, data)
    assert "800 rows were in the training of this model and are left out" in said.output

    # The same people in another form: other columns, another order, another separator, decimal commas.
    table = pa.table(diabetes.read_csv(io.BytesIO(data.read_bytes())))
    other = diabetes.Table.from_arrow(
        table.select(["Resultado", "tad", "tas", "sexo", "perimetro_abdominal", "imc", "edad"])
    )
    text = other.to_csv(";").decode().replace("perimetro_abdominal", "Perímetro abdominal")
    (tmp_path / "other.csv").write_text(text, encoding="utf-8")
    assert told(command("model", "evaluate", trained, tmp_path / "other.csv", "--json"))["in_training"] == 800

    fresh = tmp_path / "fresh.csv"
    fresh.write_bytes(diabetes.generate(300, seed=6).to_csv())
    found = told(command("model", "evaluate", trained, fresh, "--json"))
    assert (found["in_training"], found["rows"]) == (0, 300)
    with engine.connect() as connection:
        kept = connection.execute(select(tables.performance.c.metrics)).scalars().all()
        assert [metrics.get("in_training") for metrics in kept] == [None, 800, 800, 800, 0]


def test_a_file_of_training_rows_alone_is_no_evaluation(command, trained, data, tmp_path):
    table = pa.table(diabetes.read_csv(io.BytesIO(data.read_bytes())))
    known = learned_by(command)
    learned = [row for row, one in enumerate(training_rows.hashes_of(settings(), table)) if one in known]
    assert len(learned) == 800
    only = tmp_path / "only.csv"
    only.write_bytes(diabetes.Table.from_arrow(table.take(learned)).to_csv())
    refused = command("model", "evaluate", trained, only)
    assert (refused.exit_code, "all 800 rows were in the training of this model" in refused.output) == (
        1,
        True,
    )


def test_a_model_whose_training_is_not_known_is_judged_with_a_warning(command, data, tmp_path):
    with pytest.warns(diabetes.TrainingWarning):
        model = diabetes.train(diabetes.generate(400, seed=7), algorithm="linear")
    model.save(tmp_path / "own.json")
    said = command("model", "evaluate", tmp_path / "own.json", data)
    assert (said.exit_code, "it is not known on which rows" in said.output) == (0, True)
    assert told(command("model", "evaluate", tmp_path / "own.json", data, "--json"))["in_training"] is None
    bundled = command("model", "evaluate", "nhanes", data)
    assert (bundled.exit_code, "it is not known on which rows" in bundled.output) == (0, False)


def test_results_of_a_recalibration_are_left_out_too(command, engine, trained):
    with engine.begin() as connection:
        store_measured(connection, "clinic")
        store_measured(connection, "later", count=60, seed=2, at=NOON + timedelta(days=1))
    assert command("model", "recalibrate", "nhanes", "--source", "clinic").exit_code == 0
    found = told(command("model", "evaluate", "challenger", "--live", "--json"))
    assert found["rows"] == 60
    assert told(command("model", "evaluate", "challenger", "--source", "later", "--json"))["in_training"] == 0


def test_a_hash_says_nothing_without_the_key(connection, stack_settings, tmp_path):
    rows = pa.table(diabetes.generate(50, seed=8))
    hashes = training_rows.hashes_of(stack_settings, rows)
    assert len(set(hashes)) == 50
    assert {len(one) for one in hashes} == {8}
    other = stack_settings.model_copy(update={"data_dir": tmp_path / "other"})
    other.__dict__.pop("patient_key", None)
    assert not set(hashes) & set(training_rows.hashes_of(other, rows))
    version = registry.register(connection, diabetes.Model.bundled().to_json().encode())
    training_rows.keep(connection, stack_settings, version.hash, hashes)
    assert training_rows.known(connection, stack_settings, version.hash) == frozenset(hashes)
    assert training_rows.known(connection, other, version.hash) is None


def test_a_record_and_a_row_of_a_table_have_the_same_hash(stack_settings, connection):
    upgrade(connection.engine)
    rows = pa.table(diabetes.generate(20, seed=9))
    assert training_rows.hashes_of(stack_settings, rows) == training_rows.hashes_of(
        stack_settings, rows.to_pylist()
    )


def test_rows_that_lack_a_field_are_told_apart_by_what_they_have(stack_settings):
    text = "edad,sexo,imc,tas,tad,Resultado\n45,M,28.5,135,85,99\n46,M,28.5,135,85,99\n,,,,,99\n,,,,,99\n"
    other = text.replace("edad,sexo,imc", "Edad,SEXO,IMC (kg/m²)")
    first, again = (
        training_rows.hashes_of(stack_settings, pa.table(diabetes.read_csv(io.BytesIO(one.encode()))))
        for one in (text, other)
    )
    assert first[:2] == again[:2]
    assert len({*first, *again}) == 2 + 4


def test_a_recalibration_of_a_model_whose_training_is_not_known_is_not_known(
    connection, stack_settings, tmp_path
):
    with pytest.warns(diabetes.TrainingWarning):
        model = diabetes.train(diabetes.generate(400, seed=7), algorithm="linear")
    own = registry.register(connection, model.to_json().encode())
    bundled = registry.register(connection, diabetes.Model.bundled().to_json().encode())
    training_rows.keep(connection, stack_settings, bundled.hash, [b"12345678"], base=own.hash)
    assert training_rows.known(connection, stack_settings, bundled.hash) is None
    training_rows.keep(connection, stack_settings, own.hash, [b"12345678"], base=bundled.hash)
    assert training_rows.known(connection, stack_settings, own.hash) == {b"12345678"}
