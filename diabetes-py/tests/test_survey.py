"""The script that makes the recipe's file from the survey's own files, on small ones of the same form."""

import importlib.util
import sys
from pathlib import Path

import diabetes
import pandas as pd
import pytest

pyreadstat = pytest.importorskip("pyreadstat")

SCRIPT = Path(__file__).parents[2] / "diabetes-core/models/survey.py"
SPEC = importlib.util.spec_from_file_location("survey", SCRIPT)
survey = importlib.util.module_from_spec(SPEC)
sys.modules["survey"] = survey
SPEC.loader.exec_module(survey)

NEVER = float("nan")
# A woman under medication who was told, a man told borderline, a pregnant woman who did not fast, a child,
# a man who was not examined.
PEOPLE = {
    "DEMO": {
        "RIDSTATR": [2, 2, 2, 2, 1],
        "RIDAGEYR": [61, 50, 31, 12, 44],
        "RIAGENDR": [2, 1, 2, 1, 1],
        "RIDEXPRG": [3, NEVER, 1, NEVER, NEVER],
        "SDMVPSU": [1, 2, 1, 2, 1],
        "SDMVSTRA": [75, 75, 76, 76, 77],
    },
    "BMX": {
        "BMXBMI": [31.2, 24.0, 27.5, 19.0, NEVER],
        "BMXHT": [160.1, 175.0, 158.0, 150.0, NEVER],
        "BMXWT": [80.0, 73.5, 68.6, 42.7, NEVER],
        "BMXWAIST": [101.5, 90.0, NEVER, 60.0, NEVER],
    },
    "BPX": {
        "BPXSY1": [141, 120, 110, 100, NEVER],
        "BPXSY2": [139, 121, NEVER, 100, NEVER],
        "BPXDI1": [80, 0, 70, 60, NEVER],
        "BPXDI2": [83, 76, NEVER, 60, NEVER],
        "BPXPLS": [72, 64, 90, 80, NEVER],
    },
    "PAQ": {"PAQ650": [2, 1, 2, 1, 2], "PAQ665": [2, 2, 9, 1, 2]},
    "SMQ": {"SMQ020": [1, 2, 1, NEVER, 1], "SMQ040": [3, NEVER, 2, NEVER, 1]},
    "BPQ": {
        "BPQ020": [1, 2, 2, NEVER, 1],
        "BPQ040A": [1, NEVER, NEVER, NEVER, 2],
        "BPQ050A": [1, NEVER, NEVER, NEVER, NEVER],
    },
    "MCQ": {"MCQ300C": [1, 2, 9, NEVER, 2]},
    "DIQ": {"DIQ010": [2, 3, 2, 2, 1], "DIQ160": [1, NEVER, 2, NEVER, NEVER]},
    "HBA1C": {"LBXGH": [6.6, 5.5, 5.1, 5.0, NEVER]},
    "GLUCOSE": {"LBXGLU": [131, 97, 250, 90, NEVER], "WTSAF2YR": [20_000.5, 31_000, 0, 1, NEVER]},
}
EXPECTED = """\
seqn,ciclo,edad,sexo,imc,talla,peso,perimetro_abdominal,tas,tad,realiza_ejercicio,fuma,medicamentos_hta,hipertension,\
historia_familiar_dm,diabetes_diagnosticada,embarazo,hba1c,Resultado,peso_muestral_ayunas,upm,estrato_muestral,\
antecedente_glucosa_alta,frecuencia_cardiaca
1,2009,61,F,31.2,160.1,80.0,101.5,140.0,81.5,No,No,Si,Si,Si,No,,6.6,131.0,20000.5,1.0,75.0,Si,72
2,2009,50,M,24.0,175.0,73.5,90.0,120.5,76.0,Si,No,No,No,No,Limite,No,5.5,97.0,31000.0,2.0,75.0,Si,64
3,2009,31,F,27.5,158.0,68.6,,110.0,70.0,,Si,No,No,,No,Si,5.1,,0.0,1.0,76.0,No,90
"""


@pytest.fixture
def folder(tmp_path):
    for kind, name in survey.Cycle(2009, "_F").files().items():
        frame = pd.DataFrame({"SEQN": [1.0, 2.0, 3.0, 4.0, 5.0], **PEOPLE[kind]}).astype(float)
        pyreadstat.write_xport(
            frame, str(tmp_path / f"{name.lower()}.xpt"), table_name=name, file_format_version=5
        )
    return tmp_path


def test_the_examined_adults_get_the_columns_of_the_recipe(folder, capsys):
    survey.main([str(folder), str(folder / "people.csv"), "--cycles", "2009"])
    assert (folder / "people.csv").read_text() == EXPECTED
    assert capsys.readouterr().out == "2009: 3 adults, 2 with fasting glucose\n"


def test_its_columns_are_fields_and_its_values_are_read(folder):
    survey.main([str(folder), str(folder / "people.csv"), "--cycles", "2009"])
    people = pd.read_csv(folder / "people.csv", keep_default_na=False)
    fields = [name for name in people if name in diabetes.schema()["properties"]]
    assert len(fields) == 18
    read = people[fields].replace({"Limite": "No"})
    errors = diabetes.Model.bundled().predict_batch(read)["errors"]
    assert errors.astype(object).fillna("").tolist() == ["", "", "missing:perimetro_abdominal"]


def test_all_missing_files_are_named_at_once(folder):
    (folder / "bmx_f.xpt").unlink()
    (folder / "glu_f.xpt").unlink()
    with pytest.raises(SystemExit, match=r"missing: BMX_F\.XPT, GLU_F\.XPT"):
        survey.main([str(folder), str(folder / "people.csv"), "--cycles", "2009"])


def test_a_variable_that_is_not_there_is_named(folder):
    frame = pd.DataFrame({"SEQN": [1.0, 2.0, 3.0, 4.0, 5.0]})
    pyreadstat.write_xport(frame, str(folder / "mcq_f.xpt"), table_name="MCQ_F", file_format_version=5)
    with pytest.raises(SystemExit, match="2009 has no variable MCQ300C"):
        survey.main([str(folder), str(folder / "people.csv"), "--cycles", "2009"])


def test_a_file_of_another_form_is_named(folder):
    (folder / "bmx_f.xpt").write_bytes(b"<html>")
    with pytest.raises(SystemExit, match="bmx_f"):
        survey.main([str(folder), str(folder / "people.csv"), "--cycles", "2009"])
    assert not (folder / "people.csv").exists()
