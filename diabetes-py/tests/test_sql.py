"""A model as one SELECT: what SQLite and DuckDB answer is what the library answers."""

import hashlib
import json
import math
import os
import sqlite3
from functools import cache
from pathlib import Path

import diabetes
import duckdb
import pyarrow as pa
import pytest
from sql_people import DATES, FIELDS, NUMBERS, disagreements, expected, people
from test_cli import ok, run

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
HEAD = b'{"format":"diabetes-model","format_version":1,"sha256":"'
pytestmark = pytest.mark.filterwarnings("ignore::diabetes.TrainingWarning")


def in_sqlite(rows, types=None):
    """The rows in a table of SQLite; a connection."""
    database = sqlite3.connect(":memory:")
    types = {"id": "INTEGER", **dict.fromkeys(NUMBERS, "REAL"), **(types or {})}
    columns = ", ".join(f'"{name}" {types.get(name, "TEXT")}' for name in rows)
    database.execute(f"CREATE TABLE patients ({columns})")
    marks = ", ".join("?" * len(rows))
    database.executemany(f"INSERT INTO patients VALUES ({marks})", zip(*rows.values(), strict=True))
    return database


def in_duckdb(rows, types=None):
    """The rows in a table of DuckDB; a connection."""
    database = duckdb.connect()
    arrow = {"id": pa.int64(), **dict.fromkeys(NUMBERS, pa.float64())}
    given = pa.table({name: pa.array(of, arrow.get(name, pa.string())) for name, of in rows.items()})
    types = {**dict.fromkeys(DATES, "DATE"), **(types or {})}
    columns = [
        f'CAST("{name}" AS {types[name]}) AS "{name}"' if name in types else f'"{name}"' for name in rows
    ]
    database.register("given", given)
    database.execute(f"CREATE TABLE patients AS SELECT {', '.join(columns)} FROM given")
    return database


ENGINES = {"sqlite": in_sqlite, "duckdb": in_duckdb}
engines = pytest.mark.parametrize("engine", ENGINES)


def answers(database, select):
    """The columns that a SELECT gives, in the order of the people."""
    found = database.execute(select)
    names = [of[0] for of in found.description]
    rows = sorted(found.fetchall(), key=lambda row: row[0])
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


def one(engine, types=None, model=None, **record):
    """The answer of an engine to a single record."""
    rows = {"id": [1], **{field: [record.get(field)] for field in FIELDS}}
    select = (model or diabetes.Model.bundled()).to_sql(engine)
    return {name: of[0] for name, of in answers(ENGINES[engine](rows, types), select).items()}


PERSON = {"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}


def edited(change):
    """The small model of the fixtures with other tables."""
    parts = json.loads((FIXTURES / "models" / "tiny.json").read_text(encoding="utf-8"))
    change(parts)
    body = {key: value for key, value in parts.items() if key not in ("format", "format_version", "sha256")}
    after = b'",' + json.dumps(body, ensure_ascii=False).encode()[1:]
    digits = hashlib.sha256(HEAD + after).hexdigest().encode()
    return diabetes.Model.from_json((HEAD + digits + after).decode())


def odd_numbers(parts):
    """Numbers that are hard to write: long, tiny, negative zero."""
    parts["name"] = 'it\'s a "model"\n; DROP TABLE patients; --'
    terms = parts["glucose"]["scorecard"]["terms"]
    terms[0]["shape"]["line"] = {"coefficient": 0.1 + 0.2, "center": 269.99999999986284}
    terms[2]["shape"]["levels"]["points"] = [-0.0, 1e-300, -1 / 3]
    terms[3]["shape"]["steps"] = {
        "cuts": [{"at": 2.0000000000000004, "inclusive": False}, {"at": 5.1, "inclusive": True}],
        "points": [1e9 / 7, -0.0, 5e-324],
    }


@cache
def trained(algorithm, *outputs):
    table = diabetes.generate(3000, seed=11)
    return diabetes.train(table, algorithm=algorithm, outputs=outputs, test_size=0)


MODELS = {
    "bundled": diabetes.Model.bundled,
    "tiny": lambda: diabetes.Model.load(FIXTURES / "models" / "tiny.json"),
    "odd numbers": lambda: edited(odd_numbers),
    "linear": lambda: trained("linear", "glucose", "dysglycaemia", "diabetes"),
    "additive": lambda: trained("additive", "glucose", "dysglycaemia", "diabetes"),
    "glucose only": lambda: trained("additive", "glucose"),
    "dysglycaemia only": lambda: trained("linear", "dysglycaemia"),
    "diabetes only": lambda: trained("linear", "diabetes"),
    "two outputs": lambda: trained("linear", "glucose", "diabetes"),
    "recalibrated": lambda: diabetes.Model.bundled().recalibrate(diabetes.generate(2000, seed=5)),
}


@pytest.fixture(scope="module", params=MODELS)
def asked(request):
    """A model, people, and what the library answers."""
    model = MODELS[request.param]()
    rows = people(2000 if request.param == "bundled" else 500, seed=len(request.param))
    return model, rows, expected(model, rows)


@engines
def test_a_database_answers_what_the_library_answers(asked, engine):
    model, rows, ours = asked
    theirs = answers(ENGINES[engine](rows), model.to_sql(engine))
    assert disagreements(ours, theirs) == []
    assert {"errors", "next_step"} <= set(theirs)
    # Many are refused and many are not.
    assert 0.1 < sum(codes is None for codes in ours["errors"]) / len(rows["id"]) < 0.95


@engines
def test_the_corpus_gets_its_answers(engine):
    cases = [
        case
        for kind in ("predictions", "refusals")
        for case in json.loads((FIXTURES / "cases" / f"{kind}.json").read_text(encoding="utf-8"))
        if all(isinstance(case["record"].get(field), float | int | None) for field in NUMBERS)
        and not any(isinstance(case["record"].get(field), bool) for field in NUMBERS)
        and all(isinstance(case["record"].get(field), str | None) for field in FIELDS if field not in NUMBERS)
    ]
    rows = {"id": list(range(len(cases)))}
    rows.update({field: [case["record"].get(field) for case in cases] for field in FIELDS})
    model = diabetes.Model.bundled()
    database = ENGINES[engine](rows, dict.fromkeys(DATES, "VARCHAR"))
    assert disagreements(expected(model, rows), answers(database, model.to_sql(engine))) == []
    assert len(cases) > 100


@engines
def test_the_columns_of_the_table_come_first_and_stay_as_they_are(engine):
    rows = people(50)
    rows["person"] = [f"{row} 'x' \"y\"" for row in rows["id"]]
    theirs = answers(ENGINES[engine](rows), diabetes.Model.bundled().to_sql(engine))
    assert list(theirs)[: len(rows)] == list(rows)
    assert theirs["person"] == rows["person"]
    assert theirs["model_version"] == [diabetes.Model.bundled().info["version"]] * 50


@engines
def test_whole_numbers_are_not_divided_as_whole_numbers(engine):
    types = dict.fromkeys(NUMBERS, "INTEGER")
    person = {**PERSON, "imc": None, "talla": 171, "peso": 83}
    theirs = one(engine, types, **person)
    ours = diabetes.Model.bundled().predict(person)
    assert theirs["glucose_mg_dl"] == ours.glucose_mg_dl
    assert theirs["warnings"] is None


def test_duckdb_reads_floats_and_decimals_as_the_numbers_they_show():
    cells = {**PERSON, "imc": 28.1, "tas": 135.7, "hba1c": 5.7}
    ours = diabetes.Model.bundled().predict(cells)
    for kind in ("FLOAT", "DECIMAL(9, 3)", "VARCHAR"):
        theirs = one("duckdb", dict.fromkeys(NUMBERS, kind), **cells)
        assert (theirs["glucose_mg_dl"], theirs["measured"]) == (ours.glucose_mg_dl, "hba1c:Prediabetes"), (
            kind
        )


def test_duckdb_reads_booleans_enums_and_timestamps():
    types = {"fuma": "BOOLEAN", "sexo": "ENUM ('M', 'F')", "fecha_hba1c": "TIMESTAMP"}
    theirs = one("duckdb", types, **PERSON, fuma="true", hba1c=5.1, fecha_hba1c="2019-03-01 08:30:00")
    assert theirs["errors"] is None
    assert theirs["points_diabetes_fuma"] == _points("fuma", {**PERSON, "fuma": True})


def _points(field, record):
    parts = diabetes.Model.bundled().explain(record, output="diabetes")
    return next(part.points for part in parts if part.field == field)


@pytest.mark.parametrize(
    ("engine", "field", "value", "types", "error"),
    [
        ("sqlite", "edad", "abc", {}, "not_a_number:edad"),
        ("sqlite", "edad", b"45", {}, "not_a_number:edad"),
        ("sqlite", "edad", "45", {"edad": "TEXT"}, "not_a_number:edad"),
        ("sqlite", "edad", " NaN", {"edad": "TEXT"}, "missing:edad"),
        ("sqlite", "fuma", 1, {"fuma": "INTEGER"}, "not_allowed:fuma"),
        ("sqlite", "fecha_hba1c", "2026-02-30", {}, "not_a_date:fecha_hba1c"),
        ("sqlite", "fecha_hba1c", "01/02/2026", {}, "not_a_date:fecha_hba1c"),
        ("sqlite", "fecha_hba1c", "2024-03-01 8h", {}, "not_a_date:fecha_hba1c"),
        ("sqlite", "fecha_hba1c", 20260101, {"fecha_hba1c": "INTEGER"}, "not_a_date:fecha_hba1c"),
        ("sqlite", "fecha_hba1c", "1949-12-31", {}, "out_of_range:fecha_hba1c"),
        ("duckdb", "fecha_hba1c", "2026-02-30", {"fecha_hba1c": "VARCHAR"}, "not_a_date:fecha_hba1c"),
        ("duckdb", "fecha_hba1c", "2024-03-01 8h", {"fecha_hba1c": "VARCHAR"}, "not_a_date:fecha_hba1c"),
        ("duckdb", "fecha_hba1c", "2150-01-01", {}, "out_of_range:fecha_hba1c"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(engine, field, value, types, error):
    theirs = one(engine, types, **{**PERSON, field: value})
    assert (theirs["errors"], theirs["glucose_mg_dl"], theirs["next_step"]) == (error, None, None)


@engines
@pytest.mark.parametrize("written", ["2024-03-01", "2024-03-01T08:30:00", " 2024-03-01 08:30 ", "", "nan"])
def test_a_date_may_have_a_time_or_be_blank(engine, written):
    theirs = one(engine, {"fecha_hba1c": "VARCHAR"}, **PERSON, fecha_hba1c=written)
    assert theirs["errors"] is None


@engines
def test_a_normal_result_counts_to_the_day_that_the_library_says(engine):
    # 29 February included: its third anniversary is 1 March.
    days = [
        f"{year}-{day}" for year in range(2019, 2026) for day in ("02-28", "02-29", "03-01", "11-30", "12-01")
    ]
    days = [day for day in days if not day.endswith("02-29") or day.startswith(("2020", "2024"))]
    rows = {"id": list(range(len(days))), **{field: [PERSON.get(field)] * len(days) for field in FIELDS}}
    rows.update(fecha_hba1c=days, hba1c=[5.1] * len(days))
    model = diabetes.Model.bundled()
    for today in ("2026-11-30", "2027-02-28", "2027-03-01", "2027-12-01"):
        ours = [
            model.predict({**PERSON, "hba1c": 5.1, "fecha_hba1c": day}, today=today).next_step["code"]
            for day in days
        ]
        now = {
            "sqlite": "DATE('now')",
            "duckdb": "DATE '1970-01-01' + CAST(FLOOR(EPOCH(NOW()) / 86400) AS INTEGER)",
        }
        select = model.to_sql(engine)
        assert now[engine] in select
        day = f"'{today}'" if engine == "sqlite" else f"DATE '{today}'"
        theirs = answers(ENGINES[engine](rows), select.replace(now[engine], day))["next_step"]
        assert theirs == ours, today


@engines
def test_extreme_scores_have_probabilities(engine):
    def extreme(parts):
        parts["diabetes"]["scorecard"]["intercept"] = -800.0
        parts["dysglycaemia"]["scorecard"]["terms"][0]["shape"]["line"]["coefficient"] = 60.0

    model = edited(extreme)
    rows = people(200)
    ours, theirs = expected(model, rows), answers(ENGINES[engine](rows), model.to_sql(engine))
    assert disagreements(ours, theirs) == []
    assert {0.0, 1.0} <= set(ours["prob_Normal"])
    assert math.isclose(sum(filter(None, theirs["prob_Diabetes"])), 0.0)


def test_a_table_is_a_name_and_nothing_else():
    model = diabetes.Model.bundled()
    database = in_duckdb(people(3))
    hostile = 'x"; DROP TABLE patients; --'
    database.execute("CREATE SCHEMA clinic")
    database.execute(f'CREATE TABLE clinic."{hostile.replace(chr(34), 2 * chr(34))}" AS FROM patients')
    assert len(answers(database, model.to_sql("duckdb", f"clinic.{hostile}"))["id"]) == 3
    assert len(answers(database, model.to_sql("duckdb"))["id"]) == 3
    assert model.to_sql("sqlite", table="main.patients").count('"main"."patients"') == 2


def test_a_name_or_a_dialect_that_cannot_be_is_refused():
    model = diabetes.Model.bundled()
    for table in ("", "a..b", "a.b.c.d", "a\nb"):
        with pytest.raises(diabetes.DiabetesError) as refused:
            model.to_sql("sqlite", table)
        assert refused.value.code == "bad_table_name"
    with pytest.raises(diabetes.DiabetesError, match="postgresql, sqlite, duckdb") as refused:
        model.to_sql("oracle")
    assert refused.value.code == "unknown_dialect"


def test_the_head_tells_the_model_and_no_name_can_leave_it():
    model = edited(odd_numbers)
    lines = model.to_sql("postgresql").splitlines()
    before = lines[: lines.index("WITH")]
    assert all(line.startswith("-- ") for line in before)
    assert model.info["hash"] in "".join(before)
    assert "no es un diagnóstico" in "".join(before)


def test_the_command_writes_the_select(tmp_path):
    file = tmp_path / "risk.sql"
    told, _ = ok("export", "nhanes", "--sql", "sqlite", "--table", "clinic.people", "--out", file, "--json")
    assert file.read_text(encoding="utf-8") == diabetes.Model.bundled().to_sql("sqlite", "clinic.people")
    facts = {
        "dialect": "sqlite",
        "table": "clinic.people",
        "version": diabetes.Model.bundled().info["version"],
    }
    assert json.loads(told) == {**facts, "file": str(file)}
    assert ok("export", "nhanes", "--sql", "duckdb")[0].decode() == diabetes.Model.bundled().to_sql("duckdb")


def test_the_command_refuses_in_the_language_of_the_terminal():
    status, _, said = run("export", "nhanes", "--sql", "oracle", env={**os.environ, "LC_ALL": "es_CO.UTF-8"})
    assert (status, said) == (
        2,
        "diabetes: error: no existe el dialecto «oracle»; existen estos: postgresql, sqlite, duckdb\n",
    )
