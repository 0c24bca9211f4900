"""Headings as people write them, and files that are no CSV of patients."""

import gzip
import io
import zipfile

import diabetes
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from common import COMPLETE

SIX = {name: COMPLETE[name] for name in ("edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad", "fuma")}
WRITTEN = (
    "Edad (años)",
    " SEXO",
    "IMC [kg/m²]",
    "Perímetro abdominal (cm)",
    "Tas (mm Hg)",
    "TAD ",
    "Fuma (Si/No)",
)
FRAMES = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "pyarrow": lambda rows: pa.Table.from_pylist(rows),
    "CSV": lambda rows: diabetes.read_csv(io.StringIO(pd.DataFrame(rows).to_csv(index=False))),
    "CSV with tabs": lambda rows: diabetes.read_csv(
        io.StringIO(pd.DataFrame(rows).to_csv(index=False, sep="\t"))
    ),
    "CSV that says its separator": lambda rows: diabetes.read_csv(
        io.StringIO("sep=;\r\n" + pd.DataFrame(rows).to_csv(index=False, sep=";"))
    ),
}


def read(content):
    return diabetes.read_csv(io.BytesIO(content))


def glucose(answers):
    return diabetes.Table.from_arrow(pa.table(answers)).column("glucose_mg_dl")


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("frame", FRAMES)
def test_a_table_of_the_same_headings_reads_the_same(bundled, frame):
    rows = [dict(zip(WRITTEN, SIX.values(), strict=True))]
    assert glucose(bundled.predict_batch(FRAMES[frame](rows))) == [bundled.predict(SIX).glucose_mg_dl]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("heading", ["Talla (m)", "Glucosa ayunas (mmol/L)", "peso (lb)", "hba1c (mmol/mol)"])
def test_another_unit_is_an_error_that_names_column_and_unit(bundled, frame, heading):
    rows = [{**SIX, heading: 5.5}]
    with pytest.raises(diabetes.DiabetesError) as caught:
        bundled.predict_batch(FRAMES[frame](rows))
    assert caught.value.code == "unreadable_table"
    assert f'column "{heading}" is in another unit' in str(caught.value)


@pytest.mark.parametrize("frame", FRAMES)
def test_two_headings_of_one_field_are_an_error_that_names_both(bundled, frame):
    with pytest.raises(diabetes.DiabetesError, match='"Edad" and "edad"') as caught:
        bundled.predict_batch(FRAMES[frame]([{"Edad": 45, **SIX}]))
    assert caught.value.code == "unreadable_table"


def test_keys_of_records_are_exact_and_told_the_nearest_field(bundled):
    answer = bundled.predict({**SIX, "Género": "M"}, locale="en")
    assert [warning["field"] for warning in answer.warnings] == ["Género"]
    assert answer.warnings[0]["message"].endswith("The nearest is sexo (sex).")
    assert "edad" in [error.field for error in diabetes.validate({**SIX, "edad": None, "Edad": 45})]


def test_the_target_and_other_named_columns_are_found_under_their_headings(bundled):
    generated = pa.table(diabetes.generate(400, seed=2))
    expected = diabetes.train(generated)
    capitals = generated.rename_columns([name.upper() for name in generated.column_names])
    assert diabetes.train(capitals) == expected
    assert diabetes.train(capitals, target="RESULTADO") == expected
    other = capitals.rename_columns(
        [name if name != "RESULTADO" else "Glucemia" for name in capitals.column_names]
    )
    assert diabetes.train(other, target="Glucemia") == expected
    other_unit = [name if name != "Glucemia" else "Glucemia (mmol/L)" for name in other.column_names]
    with pytest.raises(diabetes.DiabetesError, match="another unit"):
        diabetes.train(other.rename_columns(other_unit), target="Glucemia (mmol/L)")
    with pytest.raises(diabetes.TrainingError, match="not fasting glucose"):
        diabetes.train(capitals, target="IMC")
    # A column of weights is no body weight because it is called so.
    weighted = generated.append_column("Peso", pa.array([1.5] * 400))
    assert diabetes.train(weighted, weights="Peso").info["training"]["skipped"] == {}
    for name in ("sexo", "SEXO"):
        found = diabetes.evaluate(bundled, capitals, by=[name], resamples=0).to_dict()
        assert {group["level"] for group in found["subgroups"] if group["by"] == name} == {"M", "F"}


def zipped():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("[Content_Types].xml", "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\n \r\n", "only blanks"),
        (b";;\n1;2;3\n", "no headings"),
        (zipped(), r"\.xlsx"),
        (gzip.compress(b"edad;sexo\n45;M\n"), r"\.gz"),
        ("edad;sexo\n45;M\n".encode("utf-16-le"), "UTF-16"),
        ("edad;sexo\n45;M\n".encode("utf-16-be"), "UTF-16"),
        (bytes(range(1, 9)) * 9, "not text"),
        (b"PAR1" + bytes(20), "Parquet"),
        ("Nombre;Género\nx;M\n".encode(), r"Género \(nearest known: sexo\)"),
        (b"45;M;28,5\n51;F;30\n", "headings are missing"),
    ],
)
def test_what_is_no_csv_of_patients_is_told_by_what_it_is(content, reason):
    with pytest.raises(diabetes.DiabetesError, match=reason) as caught:
        read(content)
    assert caught.value.code == "unreadable_table"
    assert "28,5" not in str(caught.value)


CLINIC = "Nombre;Años cumplidos;Género;Talla (m)\nAna;45;Femenino;1,58\nLuis;51;H;1,70\n;28;m;1,60\n".encode(
    "cp1252"
)


def test_a_file_with_other_headings_is_previewed_and_read_as_a_person_says():
    columns = diabetes.preview_csv(io.BytesIO(CLINIC))["columns"]
    assert [column["suggestion"]["field"] for column in columns] == [None, "edad", "sexo", "talla"]
    assert [column["suggestion"]["unit"] for column in columns] == [None, None, None, "metres"]
    assert columns[1]["samples"] == ["45", "51", "28"]
    read = diabetes.read_csv(io.BytesIO(CLINIC), [None, "edad", "sexo", None])
    assert read.column_names == ["Nombre", "edad", "sexo", "Talla (m)"]
    # Where a man is H, M is a woman.
    assert read.column("sexo") == ["F", "M", "F"]
    assert read.column("Talla (m)") == ["1,58", "1,70", "1,60"]
    assert read.dialect == (";", "windows-1252")
    # No field: the cells as they are.
    assert diabetes.read_csv(io.BytesIO(CLINIC), [None] * 4).column("Género") == ["Femenino", "H", "m"]


@pytest.mark.parametrize("fields", [["edad"], ["edad", "edad", None, None]])
def test_fields_that_do_not_fit_the_columns_are_refused(fields):
    with pytest.raises(diabetes.DiabetesError):
        diabetes.read_csv(io.BytesIO(CLINIC), fields)
    with pytest.raises(ValueError, match="names of fields"):
        diabetes.read_csv(io.BytesIO(CLINIC), ["age", None, None, None])
