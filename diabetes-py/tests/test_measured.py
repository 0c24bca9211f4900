"""Measured values in tables: what was measured counts before any estimate."""

import datetime

import diabetes
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tables import GOOD, LIBRARIES, WOMAN, rows_of, table_of
from test_cli import ok, rows, run

YOUNG = {"edad": 25, "sexo": "F", "imc": 21, "perimetro_abdominal": 70, "tas": 110, "tad": 70}
OLD = {"edad": 70, "sexo": "M", "imc": 38, "perimetro_abdominal": 125, "tas": 160, "tad": 80}
# Record, measured, confirm, priority.
CASES = [
    (YOUNG, None, None, "Bajo"),
    ({**YOUNG, "hba1c": 5.2}, "hba1c:Normal", False, "Bajo"),
    ({**YOUNG, "glucosa_ayunas": 100}, "glucosa_ayunas:Prediabetes", True, "measured_prediabetes"),
    ({**YOUNG, "hba1c": 6.5}, "hba1c:Diabetes", True, "measured_diabetes"),
    (
        {**YOUNG, "glucosa_ayunas": 99, "hba1c": 6.5},
        "glucosa_ayunas:Normal;hba1c:Diabetes",
        True,
        "measured_diabetes",
    ),
    (OLD, None, None, "Alto"),
    ({**OLD, "glucosa_ayunas": 90, "hba1c": 5}, "glucosa_ayunas:Normal;hba1c:Normal", False, "Alto"),
    (
        {**YOUNG, "embarazo": "Si", "glucosa_ayunas": 131},
        "glucosa_ayunas:Diabetes",
        True,
        "measured_diabetes",
    ),
    ({**YOUNG, "embarazo": "Si", "glucosa_ayunas": 125}, "glucosa_ayunas", None, "not_applicable"),
    ({**OLD, "diabetes_diagnosticada": "Si", "hba1c": 8}, "hba1c:Diabetes", None, "not_applicable"),
    # What a record with errors has measured counts all the same.
    ({**YOUNG, "edad": 7, "hba1c": 7.2}, "hba1c:Diabetes", True, "measured_diabetes"),
    ({**YOUNG, "edad": 7, "hba1c": 5.2}, "hba1c:Normal", False, "errors"),
    ({**YOUNG, "hba1c": 72}, None, None, "errors"),
]
# More rows than a block of the engine has, so that both of its ways are taken.
RECORDS = [record for record, *_ in CASES] * 60


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_table_says_what_was_measured_and_what_to_confirm(bundled, library):
    make, _, _ = LIBRARIES[library]
    answers = bundled.predict_batch(make(table_of(RECORDS)))
    found = [(row["measured"], row["confirm"]) for row in rows_of(answers)]
    assert found == [(measured, confirm) for _, measured, confirm, _ in CASES] * 60
    ranked = rows_of(diabetes.priority(answers))
    assert [row["priority"] for row in ranked] == [priority for *_, priority in CASES] * 60
    few = rows_of(bundled.predict_batch(make(table_of([record for record, *_ in CASES]))))
    assert [str(row) for row in few] == [str(row) for row in rows_of(answers)[: len(CASES)]]


def test_a_test_is_advised_to_confirm_a_value_in_the_range_of_diabetes_alone_and_in_a_table(bundled):
    advised = bundled.predict_batch(table_of(RECORDS))["test_advised"].to_pylist()
    alone = bundled.predict_batch([record for record, *_ in CASES])
    assert advised == [getattr(answer, "test_advised", None) for answer in alone] * 60
    # A glucose of 100 alone asks for HbA1c; undated normal values do not count.
    assert advised[: len(CASES)] == [False, False, True, True, True, True, True, False, *[None] * 5]
    assert {answer.risk_level for answer in alone[:5]} == {"Bajo"}
    assert [answer.priority for answer in alone[:-3]] == [priority for *_, priority in CASES[:-3]]


def test_people_with_an_abnormal_measured_value_come_first_and_are_counted_apart(bundled):
    answers = bundled.predict_batch(table_of(RECORDS))
    table = diabetes.priority(answers)
    ranks, priorities = table["rank"].to_pylist(), table["priority"].to_pylist()
    assert sorted(ranks) == list(range(1, len(RECORDS) + 1))
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    kinds = list(dict.fromkeys(priorities[row] for row in order))
    assert kinds == [
        "measured_diabetes",
        "measured_prediabetes",
        "Alto",
        "Bajo",
        "not_applicable",
        "errors",
    ]
    # Within a priority the higher risk first, and what is equal as it stood.
    risks = answers["prob_Diabetes"].to_pylist()
    keys = [(kinds.index(priorities[row]), -(risks[row] or 0), row) for row in order]
    assert keys == sorted(keys)
    assert answers.take(pa.array(order))["measured"].to_pylist()[0] is not None


def test_the_order_is_the_same_of_a_file_that_was_written_and_read(bundled, tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(diabetes.Table.from_arrow(table_of(RECORDS)).to_csv(separator=";"))
    out, said = ok("predict", path)
    assert [row["measured"] for row in rows(out, ";")] == [measured or "" for _, measured, _, _ in CASES] * 60
    (tmp_path / "answers.csv").write_bytes(out)
    again = diabetes.priority(diabetes.read_csv(tmp_path / "answers.csv"))
    assert pa.table(again) == diabetes.priority(bundled.predict_batch(table_of(RECORDS)))
    # The command counts them apart.
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert "see first measured in the range of diabetes 240 first in row 4" in lines
    assert "see first measured in the range of prediabetes 60 first in row 3" in lines


def test_a_table_without_measured_values_has_the_columns_all_the_same(bundled):
    answers = bundled.predict_batch(table_of(GOOD))
    assert answers["measured"].to_pylist() == answers["confirm"].to_pylist() == [None] * len(GOOD)
    assert answers.schema.field("measured").type.value_type == pa.string()
    assert answers.schema.field("confirm").type == pa.bool_()


@pytest.mark.parametrize("answers", [pa.table({"measured": ["hba1c:Diabetes"]}), [WOMAN], 5])
def test_what_is_no_table_of_answers_has_no_priorities(answers):
    with pytest.raises((TypeError, ValueError)):
        diabetes.priority(answers)


def test_who_is_urgent_comes_before_all_others_and_is_counted(tmp_path):
    urgent = [
        {**YOUNG, "tas": 180},
        {**YOUNG, "embarazo": "Si", "tad": 110, "tas": 150},
        {**YOUNG, "glucosa_ayunas": 48},
        {**OLD, "glucosa_ayunas": 250, "hba1c": 9},
    ]
    path = tmp_path / "people.csv"
    path.write_bytes(diabetes.Table.from_arrow(table_of([YOUNG, *urgent])).to_csv())
    out, said = ok("predict", path)
    assert [row["urgent"] for row in rows(out, ",")] == [
        "", "blood_pressure", "blood_pressure", "glucose_low", "glucose_high",
    ]  # fmt: skip
    steps = ["usual", "usual", "own_care", "usual", "clinician"]
    assert [row["next_step"] for row in rows(out, ",")] == steps
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert "see first see a clinician today 4 first in row 2" in lines
    (tmp_path / "answers.csv").write_bytes(out)
    ranks = diabetes.priority(diabetes.read_csv(tmp_path / "answers.csv"))
    assert ranks.column("priority") == ["Bajo", *["urgent"] * 4]
    assert ranks.column("rank")[0] == 5


def test_findrisc_counts_from_the_points_that_are_asked_for(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(diabetes.Table.from_arrow(table_of([{**YOUNG, "puntaje_findrisc": 12}])).to_csv())
    for options, step in [
        ((), "usual"),
        (("--findrisc-cut", "12"), "test"),
        (("--findrisc-cut", "13"), "usual"),
    ]:
        out, _ = ok("predict", path, *options)
        assert rows(out, ",")[0]["next_step"] == step
    status, _, said = run("predict", path, "--findrisc-cut", "27")
    assert (status, "bad_cut" in said) == (2, True)


class Day(datetime.date):
    """A date of a library of its own."""


def test_a_day_is_a_text_a_date_or_a_moment(bundled):
    normal = {**YOUNG, "hba1c": 5.2}
    day = datetime.date(2026, 5, 2)
    days = [
        day,
        day.isoformat(),
        datetime.datetime(2026, 5, 2, 23, 59),
        pd.Timestamp(day),
        np.datetime64(day),
        np.datetime64(day, "ns"),
        Day(2026, 5, 2),
    ]
    for given in days:
        answer = bundled.predict({**normal, "fecha_hba1c": given}, today="2026-11-29")
        assert answer.next_step["code"] == "repeat_3_years"
    for missing in (None, "", float("nan"), pd.NaT, np.datetime64("NaT")):
        answer = bundled.predict({**normal, "fecha_hba1c": missing}, today=datetime.date(2026, 11, 29))
        assert answer.next_step["code"] == "usual"
    frame = pd.DataFrame([normal] * 2).assign(fecha_hba1c=pd.to_datetime([None, "2026-05-02"]))
    for table in (frame, pa.Table.from_pandas(frame), pl.DataFrame(frame)):
        steps = rows_of(bundled.predict_batch(table, today="2026-11-29"))
        assert [row["next_step"] for row in steps] == ["usual", "repeat_3_years"]
    with pytest.raises(ValueError, match="today"):
        bundled.predict(normal, today="29/11/2026")
    with pytest.raises(diabetes.DiabetesError) as caught:
        bundled.predict(normal, findrisc_cut=27)
    assert caught.value.code == "bad_cut"
