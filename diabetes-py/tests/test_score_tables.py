"""The scores against the table of points, and a law that holds for any of them."""

import csv
import math

import diabetes
import pytest
from common import shared_file, without
from hypothesis import given, settings
from hypothesis import strategies as st

ALL = {
    "edad": 60,
    "sexo": "F",
    "imc": 31,
    "perimetro_abdominal": 90,
    "realiza_ejercicio": "No",
    "consume_verduras_frutas_diario": "No",
    "medicamentos_hta": "Si",
    "antecedente_glucosa_alta": "Si",
    "diabetes_gestacional": "No",
    "grado_familiar_dm": "Primero",
    "hipertension": "Si",
}
NOTHING = {
    "edad": 30,
    "imc": 22,
    "perimetro_abdominal": 60,
    "realiza_ejercicio": "Si",
    "consume_verduras_frutas_diario": "Si",
    "medicamentos_hta": "No",
    "antecedente_glucosa_alta": "No",
    "grado_familiar_dm": "Ninguno",
    "hipertension": "No",
}
SCORES = {
    "findrisc_form_2005_0_26": (diabetes.findrisc, 19),
    "findrisc_paper_2003_0_20": (diabetes.findrisc_2003, 16),
    "ada_risk_test": (diabetes.ada_risk_test, 13),
}
CATEGORIES = {
    "actividad>=30min/dia": {"realiza_ejercicio": "No"},
    "fisicamente activo": {"realiza_ejercicio": "No"},
    "frutas_verduras_diario": {"consume_verduras_frutas_diario": "No"},
    "medicamentos_hta (ever regularly)": {"medicamentos_hta": "Si"},
    "medicamentos_hta (ever)": {"medicamentos_hta": "Si"},
    "glucosa_alta_previa": {"antecedente_glucosa_alta": "Si"},
    "glucosa_alta_previa (incl. pregnancy)": {"antecedente_glucosa_alta": "Si"},
    "familia_segundo_grado": {"grado_familiar_dm": "Segundo"},
    "familia_primer_grado": {"grado_familiar_dm": "Primero"},
    "padre/madre/hermano con diabetes": {"grado_familiar_dm": "Primero"},
    "hipertension diagnosticada": {"hipertension": "Si"},
    "diabetes_gestacional": {"diabetes_gestacional": "Si"},
    "sexo=M": {"sexo": "M"},
}
# An item that no field answers: it is open in every record.
OPEN = "actividad>=4h/semana"
HARD = {"edad": (18, 120), "imc": (10, 100), "perimetro_abdominal": (40, 220)}


def ends(row):
    """The lowest and the highest value that a row of the table covers."""
    lowest, highest = HARD[row["item"]]
    if row["lower"]:
        lower = float(row["lower"])
        lowest = lower if row["lower_inclusive"] == "1" else math.nextafter(lower, math.inf)
    if row["upper"]:
        upper = float(row["upper"])
        highest = upper if row["upper_inclusive"] == "1" else math.nextafter(upper, -math.inf)
    return lowest, highest


@pytest.mark.parametrize("name", SCORES)
def test_a_score_gives_the_points_of_every_row_of_the_table(name):
    score, expected_rows = SCORES[name]
    with shared_file("reference", "scores", "points.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["score"] == name]
    assert len(rows) == expected_rows
    for row in rows:
        sex = "F" if row["sex"] == "any" else row["sex"]
        record = {**NOTHING, "sexo": sex, "diabetes_gestacional": "No"}
        if row["item"] == OPEN:
            nothing = score(record)
            assert (nothing.points_min, nothing.points_max) == (0, int(row["points"])), row
            continue
        if row["item"] in CATEGORIES:
            changes = [CATEGORIES[row["item"]]]
        else:
            changes = [{row["item"]: value} for value in ends(row)]
        base = score(record)
        for change in changes:
            changed = score({**record, **change})
            assert changed.points_min - base.points_min == int(row["points"]), row
            assert changed.points_max - base.points_max == int(row["points"]), row


@settings(max_examples=60)
@given(
    edad=st.floats(18, 120),
    imc=st.floats(10, 100),
    waist=st.floats(40, 220),
    absent=st.sets(st.sampled_from(sorted(ALL))),
)
@pytest.mark.parametrize("score", [score for score, _ in SCORES.values()])
def test_the_interval_of_an_incomplete_form_holds_the_points_of_the_complete_one(
    score, edad, imc, waist, absent
):
    record = {**ALL, "edad": edad, "imc": imc, "perimetro_abdominal": waist}
    whole, part = score(record), score(without(record, *absent))
    assert part.points_min <= whole.points_min <= whole.points_max <= part.points_max
    assert part.points in (None, whole.points)
