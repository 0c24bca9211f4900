"""A model as one SELECT in PostgreSQL: what it answers is what the library answers."""

import importlib.util
from pathlib import Path

import diabetes
import psycopg
import pytest

FOLDER = Path(__file__).parents[2]
TINY = FOLDER / "fixtures" / "models" / "tiny.json"
pytestmark = pytest.mark.filterwarnings("ignore::diabetes.TrainingWarning")


def library_tests():
    """The people and the comparison of the library's own tests of SQL."""
    spec = importlib.util.spec_from_file_location(
        "sql_people", FOLDER / "diabetes-py" / "tests" / "sql_people.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


made = library_tests()


@pytest.fixture
def database(postgres):
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA clinic; SET search_path TO clinic")
        yield connection
        connection.execute("DROP SCHEMA clinic CASCADE")


def fill(database, rows, table="patients", **types):
    """The rows in a new table; columns are of the usual types unless others are given."""
    usual = {
        "id": "integer",
        **dict.fromkeys(made.NUMBERS, "double precision"),
        **dict.fromkeys(made.DATES, "date"),
    }
    columns = ", ".join(f'"{name}" {types.get(name) or usual.get(name, "text")}' for name in rows)
    database.execute(f'CREATE TABLE "{table}" ({columns})')
    with database.cursor().copy(f'COPY "{table}" FROM STDIN') as copy:
        for row in zip(*rows.values(), strict=True):
            copy.write_row(row)


def answers(database, select):
    found = database.execute(select)
    names = [of.name for of in found.description]
    rows = sorted(found.fetchall(), key=lambda row: row[0])
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


def trained(algorithm, *outputs):
    return diabetes.train(diabetes.generate(3000, seed=11), algorithm=algorithm, outputs=outputs, test_size=0)


MODELS = {
    "bundled": diabetes.Model.bundled,
    "tiny": lambda: diabetes.Model.load(TINY),
    "linear": lambda: trained("linear", "glucose", "dysglycaemia", "diabetes"),
    "additive": lambda: trained("additive", "glucose", "dysglycaemia", "diabetes"),
    "glucose only": lambda: trained("additive", "glucose"),
    "dysglycaemia only": lambda: trained("linear", "dysglycaemia"),
    "diabetes only": lambda: trained("linear", "diabetes"),
    "recalibrated": lambda: diabetes.Model.bundled().recalibrate(diabetes.generate(2000, seed=5)),
}


@pytest.mark.parametrize("model", MODELS)
def test_postgresql_answers_what_the_library_answers(database, model):
    rows = made.people(2000 if model == "bundled" else 500, seed=len(model))
    fill(database, rows)
    loaded = MODELS[model]()
    theirs = answers(database, loaded.to_sql("postgresql"))
    assert made.disagreements(made.expected(loaded, rows), theirs) == []
    assert list(theirs)[: len(rows)] == list(rows)


def people_like(**cells):
    """One person with these values, and nothing else known."""
    person = {"edad": 45, "sexo": "M", "imc": 28.1, "perimetro_abdominal": 95, "tas": 135, "tad": 85, **cells}
    return person, {"id": [1], **{field: [person.get(field)] for field in made.FIELDS}}


def test_other_types_of_columns_are_read_as_what_they_show(database):
    person, rows = people_like(hba1c=5.7, fuma="true", fecha_hba1c="2024-03-01 08:30:00", tas=135.7)
    ours = diabetes.Model.bundled().predict({**person, "fuma": True})
    for number in ("real", "numeric", "text"):
        types = dict.fromkeys(made.NUMBERS, number)
        fill(database, rows, number, fuma="boolean", sexo="char(3)", fecha_hba1c="timestamp", **types)
        theirs = answers(database, diabetes.Model.bundled().to_sql("postgresql", f"clinic.{number}"))
        assert theirs["glucose_mg_dl"] == [ours.glucose_mg_dl], number
        assert theirs["measured"] == ["hba1c:Prediabetes"], number
        assert theirs["errors"] == [None], number


def test_a_view_can_be_asked_and_the_select_can_become_one(database):
    _, rows = people_like()
    fill(database, rows)
    database.execute('CREATE VIEW "the people" AS SELECT * FROM patients')
    select = diabetes.Model.bundled().to_sql("postgresql", "the people")
    database.execute(f"CREATE VIEW risk AS {select}")
    assert database.execute("SELECT next_step, model_version FROM risk").fetchall() == [
        ("test", diabetes.Model.bundled().info["version"])
    ]


def test_a_normal_result_counts_to_the_day_that_the_library_says(database):
    days = [f"{year}-{day}" for year in range(2019, 2026) for day in ("02-28", "03-01", "11-30", "12-01")]
    days += ["2020-02-29", "2024-02-29"]
    person, rows = people_like(hba1c=5.1)
    rows = {name: of * len(days) for name, of in rows.items()}
    rows.update(id=list(range(len(days))), fecha_hba1c=days)
    fill(database, rows)
    model, now = diabetes.Model.bundled(), "CAST(NOW() AT TIME ZONE 'UTC' AS DATE)"
    assert now in model.to_sql("postgresql")
    for today in ("2026-11-30", "2027-02-28", "2027-03-01", "2027-12-01"):
        steps = [model.predict({**person, "fecha_hba1c": day}, today=today).next_step["code"] for day in days]
        select = model.to_sql("postgresql").replace(now, f"DATE '{today}'")
        assert answers(database, select)["next_step"] == steps, today
