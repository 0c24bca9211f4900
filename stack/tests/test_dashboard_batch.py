"""A file whose headings are the clinic's own: what its columns are, whom to call, what rows with errors measured."""

from __future__ import annotations

import diabetes
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from clinic_files import HEADINGS, clinic_file

from diabetes_stack.dashboard.answered import Answered
from diabetes_stack.dashboard.client import LibraryClient
from diabetes_stack.dashboard.exports import as_list
from diabetes_stack.dashboard.headings import columns_of, lacking, must_be_asked
from diabetes_stack.dashboard.tables import joined
from diabetes_stack.dashboard.texts import LOCALES, texts
from diabetes_stack.dashboard.upload import read
from diabetes_stack.dashboard.views.rows import found

MODEL = diabetes.Model.bundled()
ES = texts("es")
SIX = "edad;sexo;imc;perimetro_abdominal;tas;tad"


def answered(content, choices=None):
    upload = read(content, choices=choices)
    client = LibraryClient(MODEL)
    return Answered(upload, joined(client.predict_table(upload, "es")), 1.0, client.info())


@pytest.fixture(scope="module")
def clinic():
    content = clinic_file()
    return answered(content, [column.suggested for column in columns_of(content, "es")])


def test_what_the_columns_of_a_clinic_are_is_suggested_and_asked():
    columns = columns_of(clinic_file(), "es")
    assert must_be_asked(columns)
    assert [column.heading for column in columns] == list(HEADINGS)
    assert [column.suggested.field for column in columns] == [
        None, None, "edad", "sexo", "talla", "peso", "perimetro_abdominal", "tas", "tad", "medicamentos_hta",
        "glucosa_ayunas",
    ]  # fmt: skip
    assert {column.suggested.unit.name for column in columns if column.suggested.unit} == {"metres"}
    assert lacking(column.suggested for column in columns) == []


@pytest.mark.parametrize(
    ("heading", "cells", "unit"),
    [
        ("Talla", ("1,52", "1.7", "168"), "metres"),
        ("Talla", ("152", "170"), None),
        ("Talla (m)", ("1,52",), "metres"),
        ("Estatura", ("64", "70"), "inches"),
        ("Peso (lb)", ("150", "200"), "pounds"),
        ("Glicemia en ayunas (mmol/L)", ("5,4", "7"), "mmol/L"),
        ("HbA1c", ("48", "53"), "mmol/mol"),
    ],
)
def test_another_unit_is_recognised_by_the_heading_or_the_values(heading, cells, unit):
    [column] = columns_of("\n".join([heading + ";", *(f"{cell};" for cell in cells)]).encode(), "es")[:1]
    assert (column.suggested.unit and column.suggested.unit.name) == unit
    assert column.suggested.field is not None


def test_a_height_in_metres_a_decimal_comma_and_a_word_for_the_sex_give_the_same_answer():
    other = (
        "Edad;Género;Talla m;Peso kg;Cintura;PAS;PAD\n45;Femenino;1,585;70,25;90,5;120;80\n"
        "45;Mujer;1,585;70,25;90,5;120;80\n"
        "45;F;158,5;70,25;90,5;120;80\n"
    )
    done = answered(other.encode(), [column.suggested for column in columns_of(other.encode(), "es")])
    own = "edad;sexo;talla;peso;perimetro_abdominal;tas;tad\n45;F;158,5;70,25;90,5;120;80\n"
    [glucose] = answered(own.encode()).arrow["glucose_mg_dl"].to_pylist()
    assert done.arrow["glucose_mg_dl"].to_pylist() == [glucose, glucose, None]
    # A column has one unit: 158,5 metres cannot be.
    assert done.arrow["errors"].to_pylist()[2] == "out_of_range:talla"
    # The file keeps what is written in it.
    assert pa.table(done.upload.table)["Talla m"].to_pylist() == ["1,585", "1,585", "158,5"]


def test_without_a_person_no_letter_for_the_sex_is_guessed():
    content = f"{SIX}\n".encode() + b"45;M;28;95;135;85\n" * 200 + b"45;H;28;95;135;85\n"
    columns = columns_of(content, "es")
    assert not must_be_asked(columns)
    errors = answered(content).arrow["errors"].to_pylist()
    assert errors == [None] * 200 + ["not_allowed:sexo"]


@pytest.mark.parametrize(
    ("headings", "is_asked"),
    [(f"id;{SIX}", False), ("Edad (años);SEXO;imc;perimetro abdominal;tas;tad", False), (f"{SIX};HTA", True),
     (f"{SIX};peso (lb)", True), ("edad;sexo;imc", True)],
)  # fmt: skip
def test_a_person_is_asked_only_where_the_headings_do_not_say_it_all(headings, is_asked):
    cells = {"sexo": "F", "SEXO": "F"}
    line = ";".join(cells.get(name, "45") for name in headings.split(";"))
    assert must_be_asked(columns_of(f"{headings}\n{line}\n".encode(), "es")) == is_asked


def test_two_columns_with_the_same_heading_are_both_kept():
    done = answered(f"Fecha;{SIX};Fecha\nlunes;45;F;28;90;120;80;martes\n".encode())
    assert done.upload.identities == ["Fecha", "Fecha (2)"]
    assert (
        as_list(done, pa.array([0], pa.uint64()), ES)
        .decode("utf-8-sig")
        .splitlines()[1]
        .startswith("2;lunes;martes;")
    )


def test_a_glucose_of_412_in_a_row_without_an_age_leads_the_list(clinic):
    places = found(clinic, "call", "rank", "").to_pylist()
    assert places[:3] == [40, 77, 350]
    assert clinic.order["priority"].take(pa.array(places[:3])).to_pylist() == [
        "urgent", "urgent", "measured_diabetes",
    ]  # fmt: skip
    # Its errors are counted and told all the same.
    assert clinic.arrow["errors"][40].as_py() == "missing:edad"
    assert clinic.left_out == 5
    advised = clinic.arrow["test_advised"].to_pylist()
    assert all(advised[place] for place in places[3:])
    risks = clinic.arrow["prob_Diabetes"].take(pa.array(places[3:])).to_pylist()
    assert risks == sorted(risks, reverse=True)


@pytest.mark.parametrize(
    ("cells", "urgent", "measured"),
    [
        (";F;28;90;120;80;412;;", "glucose_high", "glucosa_ayunas:Diabetes"),
        (";F;28;90;120;80;5,4;;", None, None),
        (";F;28;90;120;80;;7,2;", None, "hba1c:Diabetes"),
        (";F;28;90;120;80;;7,2;Si", None, "hba1c:Diabetes"),
        (";F;28;90;215;125;;;", "blood_pressure", None),
        ("45;F;28;90;80;120;412;;", "glucose_high", "glucosa_ayunas:Diabetes"),
        ("45;F;28;90;120;80;92;5,1;;extra", None, None),
        ("x;F;28;90;120;80;110;5,1;", None, "glucosa_ayunas:Prediabetes;hba1c:Normal"),
    ],
)
def test_what_a_row_with_errors_measured_is_judged_by_the_library(cells, urgent, measured):
    done = answered(f"{SIX};glucosa_ayunas;hba1c;embarazo\n{cells}\n".encode())
    assert done.arrow["errors"][0].as_py()
    assert (done.arrow["urgent"][0].as_py(), done.arrow["measured"][0].as_py()) == (urgent, measured)


@pytest.mark.parametrize("text", [texts(locale) for locale in LOCALES], ids=LOCALES)
def test_a_list_is_in_words_and_in_the_order_shown(clinic, text):
    places = found(clinic, "call", "rank", "")
    head, *lines = as_list(clinic, places, text).decode("utf-8-sig").splitlines()
    assert len(lines) == clinic.groups["call"] == len(places)
    assert head.split(";")[:4] == [text("column.row"), *HEADINGS[:2], text("priority")]
    rows = [place + 2 for place in places.to_pylist()]
    assert [int(line.split(";")[0]) for line in lines] == rows
    first = next(line for line in lines if line.startswith("79;"))
    labels = diabetes.labels(text.locale)
    for told in (labels["urgent"]["glucose_high"], labels["next_step"]["confirm"], "300 mg/dL"):
        assert told in first
    codes = {*diabetes.prediction_columns(), "glucose_high", "measured_diabetes"}
    assert not {code for code in codes if "_" in code and code in f"{head}{lines}"}
    # A number with zeros before it is a text, and stays one.
    assert all(line.split(";")[1].startswith("00") for line in lines)


def test_headings_of_a_parquet_file_are_read_as_anywhere():
    table = pa.table({"Historia": ["a"], "Edad (años)": [None], "Sexo": ["F"], "Glucosa ayunas": [412.0]})
    file = pa.BufferOutputStream()
    pq.write_table(table.set_column(1, "Edad (años)", pa.array([None], pa.float64())), file)
    done = answered(file.getvalue().to_pybytes())
    assert done.upload.fields == {"Edad (años)": "edad", "Sexo": "sexo", "Glucosa ayunas": "glucosa_ayunas"}
    assert done.arrow["urgent"].to_pylist() == ["glucose_high"]
    line = as_list(done, pa.array([0], pa.uint64()), ES).decode("utf-8-sig").splitlines()[1]
    assert "Glucosa en ayunas medida: 412 mg/dL" in line
