"""Laboratory results: checked by the library, kept once, joined with what was predicted."""

from datetime import timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from people import NOON, PATIENT, predict
from sqlalchemy import func, select

from diabetes_stack.settings import settings
from diabetes_stack.store import outcomes, tables
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.patients import reference_hash


def count(connection):
    return connection.scalar(select(func.count()).select_from(tables.outcomes))


def test_results_are_kept_once(connection):
    [id] = predict(connection, [PATIENT])
    results = {"glucosa_ayunas": "101.5", "hba1c": 5.9}
    assert outcomes.add(connection, id, "2026-03-02", results, "clinic") == 2
    assert outcomes.add(connection, id, "2026-03-02", results, "clinic") == 0
    assert outcomes.add(connection, id, "2026-03-02", {"hba1c": 5.9, "Resultado": None}, "other") == 0
    assert outcomes.sources(connection) == [("clinic", 2)]


@pytest.mark.parametrize(
    ("prediction", "day", "results", "code"),
    [
        ("nobody", "2026-03-02", {"hba1c": 6}, "unknown_prediction"),
        (None, "02/03/2026", {"hba1c": 6}, "bad_date"),
        (None, "2999-03-02", {"hba1c": 6}, "bad_date"),
        (None, "2026-03-02", {}, "no_result"),
        (None, "2026-03-02", {"Resultado": None}, "no_result"),
        (None, "2026-03-02", {"Resultado": 19.9}, "out_of_range"),
        (None, "2026-03-02", {"hba1c": 20.1}, "out_of_range"),
        (None, "2026-03-02", {"hba1c": "high"}, "not_a_number"),
        (None, "2026-03-02", {"hba1c": "inf"}, "not_finite"),
        (None, "2026-03-02", {"Resultado": 100, "glucosa_ayunas": 101}, "conflict"),
        (None, "2026-03-01", {"hba1c": 6.5}, "conflict"),
        (None, "2026-03-02", {"colesterol": 200}, "unknown_field"),
    ],
)
def test_what_cannot_be_kept_has_a_code_and_no_value(connection, prediction, day, results, code):
    [id] = predict(connection, [PATIENT])
    outcomes.add(connection, id, "2026-03-01", {"hba1c": 6.4}, "clinic")
    with pytest.raises(outcomes.OutcomeError) as error:
        outcomes.add(connection, prediction or id, day, results, "clinic")
    assert error.value.code == code
    assert "20.1" not in str(error.value)
    assert "high" not in str(error.value)
    assert count(connection) == 1


def test_a_patient_s_result_belongs_to_the_last_prediction_before_it(connection):
    ids = [predict(connection, [PATIENT], "hash", NOON + timedelta(days=days))[0] for days in (0, 10, 20)]
    for day, expected in (("2026-02-01", 0), ("2026-03-01", 0), ("2026-03-11", 1), ("2026-12-01", 2)):
        if day < "2026-11":
            assert outcomes.prediction_of(connection, "hash", day) == ids[expected]
    with pytest.raises(outcomes.OutcomeError, match="no prediction"):
        outcomes.prediction_of(connection, "another", "2026-03-01")


def test_the_first_result_counts_and_measured_inputs_do_not(connection):
    known, unknown = predict(connection, [{**PATIENT, "hba1c": 9.9, "glucosa_ayunas": 300}, PATIENT])
    outcomes.add(connection, known, "2026-03-09", {"Resultado": 130}, "later")
    outcomes.add(connection, known, "2026-03-02", {"Resultado": 99}, "clinic")
    found = outcomes.measured(connection)
    assert found.records == [{**PATIENT, "Resultado": 99.0}]
    assert found.people == [known]
    assert outcomes.measured(connection, "later").records == [{**PATIENT, "Resultado": 130.0}]
    assert found.predictions == [known]
    outcomes.learn(connection, "a" * 12, found)
    assert outcomes.measured(connection, unknown_to="a" * 12).records == []
    assert outcomes.measured(connection, unknown_to="b" * 12).records == found.records
    assert unknown not in found.people


def test_the_untested_are_counted_by_risk_level(connection):
    old = {**PATIENT, "edad": 80, "imc": 40, "perimetro_abdominal": 140}
    young = {**PATIENT, "edad": 20, "imc": 20, "perimetro_abdominal": 70}
    ids = predict(connection, [old, young, young, {**PATIENT, "embarazo": "Si", "sexo": "F"}])
    outcomes.add(connection, ids[0], "2026-03-02", {"Resultado": 130, "hba1c": 7}, "clinic")
    found = {level.risk_level: (level.predictions, level.untested) for level in outcomes.untested(connection)}
    assert found == {"Alto": (1, 0), "Bajo": (2, 2), None: (1, 1)}


def test_import_keeps_the_good_rows_and_lists_the_bad(command, engine, tmp_path):
    upgrade(engine)
    with engine.begin() as connection:
        anonymous, other = predict(connection, [PATIENT, PATIENT])
        [named] = predict(connection, [PATIENT], reference_hash(settings(), "CC 7"))
    file = tmp_path / "lab.csv"
    file.write_text(
        "prediction_id;paciente;fecha;glucosa_ayunas;hba1c\n"
        f"{anonymous};;2026-03-02;101,5;\n"
        ";CC 7;2026-03-02;;6,1\n"
        f"{other};;2026-03-02;7;\n"
        ";nobody;2026-03-02;100;\n"
        f"{other};;;100;\n"
        f"{other};;2026-03-02\n"
        f"{named};CC 8;2026-03-02;;7,7\n"
        f"{other};CC 8;2026-03-03;99;\n"
        f"{named};CC 7;2026-03-03;;5,7\n",
        encoding="utf-8",
    )
    result = command("outcomes", "import", file, "--source", "clinic")
    assert result.exit_code == 1
    assert "9 rows: 4 new, 0 known, 5 not stored" in result.output
    for line in (
        "row 3: out_of_range",
        "row 4: no_prediction",
        "row 5: bad_date",
        "row 6: cell_count",
        "row 7: two_patients",
    ):
        assert line in result.output
    assert "nobody" not in result.output
    assert "0 new, 4 known" in command("outcomes", "import", file, "--source", "clinic").output
    with engine.connect() as connection:
        values = connection.execute(select(tables.outcomes.c.test, tables.outcomes.c.value)).all()
        assert sorted(map(tuple, values)) == [
            ("Resultado", 99),
            ("Resultado", 101.5),
            ("hba1c", 5.7),
            ("hba1c", 6.1),
        ]
        assert connection.scalar(select(func.count()).select_from(tables.audit)) == 2
    assert "clinic" in command("outcomes", "list").output
    assert "4 results deleted" in command("outcomes", "remove", "--source", "clinic", "--yes").output


def test_import_reads_parquet(command, engine, tmp_path):
    upgrade(engine)
    with engine.begin() as connection:
        ids = predict(connection, [PATIENT, PATIENT])
    file = tmp_path / "lab.parquet"
    day = NOON.date()
    columns = {
        "prediction_id": ids,
        "fecha": [day, day],
        "Resultado": [99.0, float("nan")],
        "hba1c": [None, 6.0],
    }
    pq.write_table(pa.table(columns), file)
    result = command("outcomes", "import", file, "--source", "clinic")
    assert (result.exit_code, "2 new" in result.output) == (0, True)


def test_an_unreadable_file_is_named(command, tmp_path):
    result = command("outcomes", "import", tmp_path / "none.csv", "--source", "clinic")
    assert (result.exit_code, "none.csv" in result.output) == (1, True)
    assert isinstance(result.exception, SystemExit)
