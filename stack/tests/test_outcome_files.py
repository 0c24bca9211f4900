"""Files of laboratories: other names of columns, other ways to write a day; what is unclear is asked about once."""

import json
from datetime import date

import pytest
from people import PATIENT, predict
from sqlalchemy import select

from diabetes_stack.cli import outcome_file
from diabetes_stack.store import tables
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.outcome_columns import known_columns
from diabetes_stack.store.outcome_dates import as_format, day_in, formats_of
from diabetes_stack.store.outcomes import OutcomeError


@pytest.fixture
def lab(command, engine, tmp_path):
    """Imports these days, one for each of as many predictions, and gives the result and the days stored."""

    def imported(heading, days, *options):
        upgrade(engine)
        with engine.begin() as connection:
            ids = predict(connection, [PATIENT] * len(days))
        file = tmp_path / "lab.csv"
        rows = "".join(f"{id};{day};101,5\n" for id, day in zip(ids, days, strict=True))
        file.write_text(f"Prediction_ID;{heading};Glucosa ayunas\n{rows}", encoding="utf-8")
        result = command("outcomes", "import", file, "--source", "clinic", *options)
        with engine.connect() as connection:
            stored = connection.execute(select(tables.outcomes.c.taken_on)).scalars().all()
        return result, sorted(stored)

    return imported


@pytest.mark.parametrize("heading", ["Fecha_Examen", "FECHA DEL EXAMEN", "fecha de toma", "Date"])
def test_one_day_that_can_be_read_in_one_way_decides_for_the_file(lab, heading):
    result, stored = lab(heading, ["05/03/2026", "25/03/2026", "2026-03-07"])
    assert result.exit_code == 0, result.output
    assert f"days in {heading}, read as DD/MM/YYYY" in result.output
    assert stored == ["2026-03-05", "2026-03-07", "2026-03-25"]


def test_days_that_can_be_read_in_two_ways_are_asked_about_once(lab, monkeypatch):
    days = ["05/12/2025"] * 30
    unattended, stored = lab("fecha", days)
    assert (unattended.exit_code, stored) == (2, [])
    assert unattended.output.count("05/12/2025") == 1
    assert "--date-format DD/MM/YYYY / --date-format MM/DD/YYYY" in " ".join(unattended.output.split())

    asked = []

    def choose(question, answers, option):
        asked.append((question, answers))
        return 1

    monkeypatch.setattr(outcome_file, "choose", choose)
    answered, stored = lab("fecha", days, "--json")
    assert asked == [
        ("Which day is 05/12/2025?", ["2025-12-05 (DD/MM/YYYY)", "2025-05-12 (MM/DD/YYYY)"]),
    ]
    assert set(stored) == {"2025-05-12"}
    told = json.loads(answered.stdout)
    assert (told["date_column"], told["date_format"], told["new"]) == ("fecha", "MM/DD/YYYY", 30)


@pytest.mark.parametrize("form", ["DD/MM/AAAA", "dd/mm/yyyy", "%d/%m/%Y"])
def test_a_column_and_a_format_may_be_named(lab, form):
    unnamed, stored = lab("Tomada el", ["05/12/2025"])
    assert (unnamed.exit_code, stored) == (1, [])
    assert unnamed.output.count("give --date-column NAME; columns: Prediction_ID, Tomada el") == 1
    result, stored = lab("Tomada el", ["05/12/2025"], "--date-column", "tomada EL", "--date-format", form)
    assert (result.exit_code, stored) == (0, ["2025-12-05"]), result.output
    assert lab("fecha", ["05/12/2025"], "--date-format", "DD/MM")[0].exit_code == 2


@pytest.mark.parametrize("headings", [("fecha", "Fecha_Examen"), ("Fecha_Examen", "fecha")])
def test_the_column_that_is_named_has_the_day_whatever_others_are_called(command, engine, tmp_path, headings):
    upgrade(engine)
    with engine.begin() as connection:
        [id] = predict(connection, [PATIENT])
    day = {"fecha": "2026-03-01", "Fecha_Examen": "2026-03-09"}
    file = tmp_path / "lab.csv"
    file.write_text(
        f"prediction_id;{';'.join(headings)};hba1c\n{id};{';'.join(map(day.get, headings))};6,1\n",
        encoding="utf-8",
    )
    doubtful = command("outcomes", "import", file, "--source", "clinic")
    assert (doubtful.exit_code, "more than one column" in doubtful.output) == (1, True)
    for heading in headings:
        named = command("outcomes", "import", file, "--source", heading, "--date-column", heading)
        assert named.exit_code == 0, named.output
    with engine.connect() as connection:
        stored = connection.execute(select(tables.outcomes.c.source, tables.outcomes.c.taken_on)).all()
    assert dict(map(tuple, stored)) == day


def test_days_written_in_two_ways_are_refused_with_one_message(lab):
    result, stored = lab("fecha", ["25/03/2026", "03/25/2026", "01/02/2026"])
    assert (result.exit_code, stored) == (1, [])
    assert "some days are written with the day first and others with the month first" in result.output


def test_rows_refused_for_the_same_reason_share_a_line(lab):
    result, stored = lab("fecha", ["marzo"] * 30 + ["2026-03-05", ""])
    assert (result.exit_code, stored) == (1, ["2026-03-05"])
    lines = [line for line in result.output.splitlines() if "bad_date" in line]
    assert lines[0].startswith("  rows 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 20 more: bad_date: ")
    assert lines[1].startswith("  row 32: bad_date: ")
    assert len(lines) == 2


def test_a_format_is_one_that_fits_every_day():
    assert formats_of(["2026-03-05", None, date(2026, 3, 5)]) == ([], None)
    assert formats_of(["31/02/2026", "1.2.2026 08:30"]) == (["%d/%m/%Y", "%m/%d/%Y"], "31/02/2026")
    assert day_in("5-3-2026 08:30", "%d/%m/%Y") == date(2026, 3, 5)
    assert day_in("31/02/2026", "%d/%m/%Y") == "31/02/2026"
    assert day_in("05 Mar 26", as_format("%d %b %y")) == date(2026, 3, 5)
    with pytest.raises(ValueError, match="MM/YYYY"):
        as_format("MM/YYYY")


@pytest.mark.parametrize(
    ("headings", "code"),
    [
        (["prediction_id", "fecha", "fecha_examen"], "date_columns"),
        (["prediction_id", "fecha", "hba1c", "HbA1c"], "columns_twice"),
        (["fecha", "paciente", "patient"], "columns_twice"),
        (["prediction_id", "fecha_nacimiento"], "no_date_column"),
    ],
)
def test_columns_that_leave_doubt_are_refused_by_name(headings, code):
    with pytest.raises(OutcomeError) as error:
        known_columns(headings)
    assert (error.value.code, headings[-1] in str(error.value)) == (code, True)
