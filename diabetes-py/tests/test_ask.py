"""The command ``diabetes ask``: one person's questions, one after another, then the answer."""

import io
import json
import re

import diabetes
import pytest
from diabetes._cli import main

# Known diabetes no, not pregnant, 52 years, a man, no height, no weight, their index, waist, pressures.
FIRST = ["2", "2", "52", "1", "", "", "28,5", "98,5", "130", "85"]
RECORD = {"edad": 52, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 98.5, "tas": 130, "tad": 85}
NO = {"diabetes_diagnosticada": "No", "embarazo": "No"}


@pytest.fixture
def ask(monkeypatch, capsys):
    """Run the command with answers typed; gives its status, its output and what it asked."""

    def run(answers, *args, language="es_CO.UTF-8"):
        typed = "".join(f"{answer}\n" for answer in answers)
        monkeypatch.setenv("LC_ALL", language)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        status = main(("ask", *args))
        done = capsys.readouterr()
        return status, done.out, done.err

    return run


def test_the_answer_is_that_of_the_record_that_was_typed(ask, bundled):
    status, out, _ = ask([*FIRST, *[""] * 20], "--json")
    assert status == 0
    told = json.loads(out)
    assert told["answer"] == json.loads(json.dumps(bundled.predict({**RECORD, **NO}, locale="es").to_dict()))
    assert {name: told["record"][name] for name in NO} == NO
    status, out, _ = ask([*FIRST, *[""] * 20])
    shown = " ".join(out.split())
    assert bundled.predict({**RECORD, **NO}, locale="es").interpretation in shown
    assert "Sin dato: " in shown


def test_what_decides_most_is_asked_first_and_units_are_in_the_question(ask):
    _, _, asked = ask([*FIRST, *[""] * 20])
    order = ["diagnosticó diabetes", "embarazada", "Edad", "Sexo", "Talla", "Peso", "masa corporal",
             "Perímetro", "sistólica", "diastólica", "azúcar alto"]  # fmt: skip
    places = [asked.index(words) for words in order]
    assert places == sorted(places)
    assert "Perímetro abdominal [cm; 40 a 220]" in asked
    assert "[1 Hombre, 2 Mujer]" in asked


def test_a_mistake_is_said_at_the_question_which_is_asked_again(ask):
    answers = [
        "2",
        "2",
        "520",
        "52",
        "3",
        "m",
        "hombre",
        "",
        "",
        "28,5",
        "x",
        "98,5",
        "130",
        "135",
        "85",
        *[""] * 20,
    ]
    status, out, asked = ask(answers, "--json")
    assert status == 0
    record = json.loads(out)["record"]
    assert (record["edad"], record["sexo"], record["perimetro_abdominal"], record["tad"]) == (
        "52",
        "M",
        "98.5",
        "85",
    )
    assert len(re.findall(r"^Edad ", asked, re.MULTILINE)) == 2
    # M is a man to the library, but also how Mujer begins.
    assert "«m» no es una de las respuestas" in asked
    [fault] = [error for error in diabetes.validate({"tas": 130, "tad": 135}, "es") if error.field == "tad"]
    assert fault.message in asked


def test_a_required_answer_that_is_blank_is_asked_again(ask):
    answers = ["", "", "", "52", "1", "", "", "", "28,5", "98,5", "130", "85", *[""] * 20]
    status, _, asked = ask(answers)
    assert status == 0
    assert len(re.findall(r"^Edad ", asked, re.MULTILINE)) == 2
    # The index may be left out only where height and weight give it.
    assert len(re.findall(r"^Índice de masa corporal ", asked, re.MULTILINE)) == 2


def test_height_and_weight_stand_for_the_index_and_a_question_follows_from_another(ask):
    answers = [
        "2",
        "2",
        "52",
        "2",
        "158",
        "78,5",
        "98,5",
        "130",
        "85",
        "",
        "",
        "",
        "",
        "",
        "1",
        "padres",
        "2",
        *[""] * 9,
    ]
    status, out, asked = ask(answers, "--json")
    assert status == 0
    record = json.loads(out)["record"]
    assert (record["talla"], record["peso"], record["historia_familiar_dm"]) == ("158", "78.5", "Si")
    assert record["grado_familiar_dm"] == "Primero"
    assert "Índice de masa corporal" not in asked
    assert "¿Tuvo diabetes en un embarazo?" in asked
    assert "Fecha" not in asked


def test_a_measured_value_has_a_day_and_leads_the_answer(ask):
    status, out, asked = ask([*FIRST, "", "", "", "7,2", "20/11/2026", *[""] * 20], "--json")
    assert status == 0
    answer = json.loads(out)["answer"]
    assert answer["measured"]["hba1c"]["category"] == "Diabetes"
    assert json.loads(out)["record"]["fecha_hba1c"] == "2026-11-20"
    assert "Fecha de la HbA1c" in asked
    assert "Fecha de la glucosa" not in asked


def test_known_diabetes_is_told_at_once_and_no_estimate_is_given(ask):
    status, out, asked = ask(["1", *FIRST[1:], *[""] * 20])
    assert status == 0
    assert asked.index("La estimación no se aplica") < asked.index("¿Está embarazada?")
    assert "de cada 100" not in out


def test_the_end_of_the_answers_and_ctrl_c_are_clean(ask, monkeypatch):
    status, out, asked = ask(["2", "2"])
    assert (status, out) == (1, "")
    assert asked.splitlines()[-1].startswith("diabetes: error: se acabaron las respuestas")

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("diabetes._cli.questions.Dialogue.record", interrupt)
    status, out, asked = ask([])
    assert (status, out) == (130, "")
    assert "Traceback" not in asked


def test_the_language_and_the_model_can_be_chosen(ask, tmp_path):
    path = tmp_path / "model.json"
    diabetes.train(diabetes.generate(600, seed=4), name="mine").save(path)
    answers = [*FIRST, *[""] * 25]
    status, out, asked = ask(answers, "--locale", "en", "--model", str(path))
    assert status == 0
    assert "Waist circumference [cm; 40 to 220]" in asked
    assert "Socioeconomic stratum" in asked
    assert "Model mine, version" in out
    status, _, asked = ask(answers, "--model", "-")
    assert status == 2
    assert "indique el modelo con un archivo" in asked
