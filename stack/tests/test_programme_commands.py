"""The programme on the command line: the list, marks, a file of states, and what is said of each row."""

from __future__ import annotations

import csv
import json

import pytest
from people import PATIENT, predict

from diabetes_stack.cli.texts import word
from diabetes_stack.programme.indicators import NAMES
from diabetes_stack.programme.texts import LOCALES, texts
from diabetes_stack.settings import settings
from diabetes_stack.store import imported
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.patients import reference_hash

STATES = (
    "Paciente;Estado;Fecha;Sede;EPS\n"
    "CC-1;Prueba ordenada;2026-03-05;Norte;Sura\n"
    "CC-1;Prueba ordenada;2026-03-05;Norte;Sura\n"
    "CC-2;;;Sur;\n"
    "CC-3;told;2026-03-05;;\n"
    "CC-1;curada;;;\n"
    "CC-1;told;05/03/2026;;\n"
    "CC-2;;;1020304050;\n"
    "CC-2;;;;\n"
    "CC-2;told\n"
)
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def people(command, engine, tmp_path):
    """Two people with a test advised, and files of states and references."""
    upgrade(engine)
    with engine.begin() as connection:
        for name in ("CC-1", "CC-2"):
            predict(connection, [PATIENT], reference_hash(settings(), name))
    (tmp_path / "states.csv").write_text(STATES, encoding="latin-1")
    (tmp_path / "people.csv").write_text("\ufeffpaciente,nombre\nCC-1,Ana\nCC-2,=1+1\n", encoding="utf-8")
    return tmp_path


def told(command, *arguments, status=0):
    result = command("worklist", *arguments, "--json")
    assert result.exit_code == status, result.output
    return json.loads(result.stdout)


def test_a_file_of_states_is_stored_once_and_each_row_is_answered(command, people):
    file = people / "states.csv"
    codes = {
        "no_prediction": 1,
        "bad_state": 1,
        "bad_date": 1,
        "bad_place": 1,
        "nothing_told": 1,
        "cell_count": 1,
    }
    figures = {"rows": 9, "new": 2, "known": 1, "bad": 6}
    trial = told(command, "import", file, "--dry-run", status=1)
    assert {name: trial[name] for name in figures} == figures
    assert {one["state"] for one in told(command)["people"]} == {"advised"}
    first = told(command, "import", file, status=1)
    assert ({name: first[name] for name in figures}, first["codes"]) == (figures, codes)
    again = told(command, "import", file, status=1)
    assert (again["new"], again["known"]) == (0, 3)
    listed = told(command, "list", "--references", people / "people.csv")
    assert {one["reference"]: (one["state"], one["site"]) for one in listed["people"]} == {
        "CC-1": ("ordered", "Norte"),
        "CC-2": ("advised", "Sur"),
    }


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1"])
def test_a_file_of_states_is_read_in_the_encodings_of_spreadsheets(command, people, encoding):
    file = people / "sites.csv"
    file.write_bytes("Paciente;Sede\r\nCC-1;Peñón\r\n;\r\n".encode(encoding))
    assert told(command, "import", file)["new"] == 1
    assert {one["site"] for one in told(command)["people"]} == {"Peñón", None}
    file.write_bytes(b"PK\x03\x04 a workbook")
    assert "CSV" in command("worklist", "import", file).output
    file.write_text("paciente,sede,paciente\nCC-1,Norte,CC-2\n")
    assert command("worklist", "import", file).exit_code == 1


def test_of_very_many_bad_rows_the_first_are_listed_and_all_are_counted(command, people, monkeypatch):
    monkeypatch.setattr(imported, "MOST_LISTED", 3)
    file = people / "bad.csv"
    file.write_text("paciente,estado\n" + "CC-1,cured\n" * 30 + "CC-1,ordered\n")
    said = told(command, "import", file, status=1)
    assert (said["bad"], said["new"], said["codes"], len(said["rejected"])) == (30, 1, {"bad_state": 30}, 3)
    assert "and 27 more; in all: bad_state 30" in " ".join(command("worklist", "import", file).output.split())


def test_a_row_that_names_two_people_is_refused_and_the_others_are_kept(command, people):
    listed = told(command, "list", "--references", people / "people.csv")["people"]
    of = {one["reference"]: one["prediction_id"] for one in listed}
    rows = [("CC-1", of["CC-2"], "lost"), ("CC-2", of["CC-2"], "ordered"), ("CC-1", "", "ordered")]
    file = people / "both.csv"
    file.write_text("paciente,prediction_id,estado\n" + "".join(",".join(row) + "\n" for row in rows))
    said = told(command, "import", file, status=1)
    assert (said["new"], said["codes"], said["rejected"][0]["row"]) == (2, {"two_patients": 1}, 1)
    assert [one["state"] for one in told(command)["people"]] == ["ordered", "ordered"]


def test_a_mark_says_the_state_that_follows_and_is_undone(command, people):
    trial = told(command, "mark", "declined", "--patient", "CC-1", "--dry-run")
    assert (trial["state"], told(command, "list")["total"]) == ("declined", 2)
    done = told(command, "mark", "declined", "--patient", "CC-1")
    assert (done["new"], told(command, "mark", "declined", "--patient", "CC-1")["new"]) == (True, False)
    assert told(command, "list")["total"] == 1
    assert told(command, "undo", done["step"])["state"] == "advised"
    states = [step["state"] for step in told(command, "show", "--patient", "CC-1")["steps"]]
    assert states == ["assessed", "declined", "undone"]
    assert command("worklist", "undo", done["step"] + 1).exit_code == 1
    assert told(command, "mark", "resulted", "--patient", "CC-1")["warnings"] == ["no_value"]
    # What stays on the list is said with the day since when it is due.
    assert "2026-03-01" in command("worklist", "mark", "ordered", "--patient", "CC-2").stdout
    by_hand = command("worklist", "mark", "resulted", "--patient", "CC-2").stdout
    assert texts(word.locale)("result.no_value").split()[-1] in by_hand
    assert command("worklist", "mark", "told", "--patient", "nobody").exit_code == 1
    assert command("worklist", "mark", "told").exit_code == 2
    assert command("worklist", "mark", "advised", "--patient", "CC-1").exit_code == 2
    assert command("audit", "verify").exit_code == 0


def test_the_list_is_exported_in_words_and_without_formulas(command, people):
    out = people / "list.csv"
    told(command, "mark", "ordered", "--patient", "CC-2", "--site", "=cmd()", "--insurer", "<b>Sura</b>")
    assert told(command, "export", "--out", out, "--references", people / "people.csv")["people"] == 2
    separator = ";" if word.locale == "es" else ","
    heading, *rows = csv.reader(out.read_text(encoding="utf-8-sig").splitlines(), delimiter=separator)
    words = texts(word.locale)
    assert heading[:2] == [words("column.reference"), words("column.patient")]
    assert {row[0] for row in rows} == {"CC-1", "CC-2"}
    assert {row[5] for row in rows} == {words("state.advised"), words("state.ordered")}
    assert {tuple(row[3:5]) for row in rows} == {("", ""), ("'=cmd()", "<b>Sura</b>")}


def test_the_tests_that_can_be_paid_are_shared_out_and_listed(command, people):
    out = people / "tests.csv"
    found = told(command, "capacity", "--tests", "2", "--out", out, "--references", people / "people.csv")
    assert (found["tested"], found["candidates"], found["apart_people"]) == (2, 2, 0)
    assert found["text"]
    separator = ";" if word.locale == "es" else ","
    _, *rows = csv.reader(out.read_text(encoding="utf-8-sig").splitlines(), delimiter=separator)
    assert {row[0] for row in rows} == {"CC-1", "CC-2"}
    # The two have the same risk: one test is not given to either.
    assert told(command, "capacity", "--tests", "1")["tested"] == 0
    assert command("worklist", "capacity", "--tests", "-1").exit_code == 2
    assert found["text"][:20] in command("worklist", "capacity", "--tests", "2").stdout


def test_what_is_forgotten_is_forgotten_with_its_steps(command, people):
    told(command, "mark", "ordered", "--patient", "CC-1")
    exported = json.loads(command("db", "export", "--patient", "CC-1").stdout)
    [prediction] = exported["predictions"]
    assert [step["state"] for step in prediction["steps"]] == ["assessed", "ordered"]
    assert command("db", "forget", "--patient", "CC-1", "--yes").exit_code == 0
    assert told(command, "list")["total"] == 1
    assert command("worklist", "show", "--patient", "CC-1").exit_code == 1


@pytest.mark.usefixtures("database_url")
def test_the_documents_define_the_indicators_in_the_same_words(request):
    docs = request.path.parents[2] / "docs"
    for locale in LOCALES:
        page = docs / ("programme.md" if locale == "en" else f"programme.{locale}.md")
        for name in NAMES:
            assert texts(locale)(f"define.{name}") in page.read_text(encoding="utf-8")
