"""The controls of the hazard log that no other test looks at, and the log itself."""

import re
from itertools import product
from pathlib import Path

import diabetes
import pandas as pd
import pytest
from common import EXAMPLE, codes, synthetic_frame, warned, without

ROOT = Path(__file__).resolve().parents[2]
LOG = (ROOT / "docs" / "hazard-log.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (H\d\d) [^\n]+\n\n(.+?)(?=^##|\Z)", LOG, re.MULTILINE | re.DOTALL))
ROWS = {"cause", "effect", "initial risk", "control", "residual risk", "to act"}
FILES = re.compile(r"`([\w./-]+\.m?js)`")
NAMED = re.compile(r"`([\w./-]+\.(?:py|rs))::(\w+)`")


def rows(section):
    """The rows of a hazard's table by their first cell."""
    found = re.findall(r"^\| \*\*(.+?)\*\* \| (.+) \|$", section, re.MULTILINE)
    assert len(found) == len(dict(found))
    return dict(found)


def matrix():
    """The risk of each pair of severity and likelihood, from the table of the log."""
    lines = LOG.split("## Risk\n")[1].split("\n## ")[0].splitlines()
    head, _, *body = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:1] == "|"]
    return {(sev, line[0]): risk for line in body for sev, risk in zip(head[1:], line[1:], strict=True)}


def test_the_hazards_are_numbered_from_one_without_gaps():
    assert list(SECTIONS) == [f"H{number:02}" for number in range(1, len(SECTIONS) + 1)]
    assert len(SECTIONS) >= 20


@pytest.mark.parametrize("hazard", SECTIONS)
def test_a_hazard_is_told_whole_and_its_risk_is_that_of_the_matrix(hazard):
    table = rows(SECTIONS[hazard])
    assert set(table) == ROWS
    for kind in ("initial risk", "residual risk"):
        severity, likelihood, risk = re.match(r"(\w+), ([\w ]+): (\d)", table[kind]).groups()
        assert matrix()[severity, likelihood] == risk, kind
    assert NAMED.search(table["control"]) or "**Open**" in table["control"]
    assert re.match("deployer|clinician|maintainer", table["to act"])


@pytest.mark.parametrize("path", sorted(set(FILES.findall(LOG))))
def test_a_file_of_tests_that_the_hazard_log_names_exists(path):
    assert re.search(r"\btest\(|\bit\(|\binBrowser\(", (ROOT / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED.findall(LOG))))
def test_a_test_that_the_hazard_log_names_exists(path, name):
    folder = "" if "/" in path else "diabetes-py/tests" if path.endswith(".py") else "diabetes-core/tests"
    text = (ROOT / folder / path).read_text(encoding="utf-8")
    assert re.search(rf"^\s*(?:def|fn) {name}\(", text, re.MULTILINE)


def test_the_matrix_grows_with_severity_and_likelihood():
    table = matrix()
    severities, likelihoods = (list(dict.fromkeys(pair[end] for pair in table)) for end in (0, 1))
    assert (len(severities), len(likelihoods)) == (5, 5)
    for (i, severity), (j, likelihood) in product(enumerate(severities), enumerate(likelihoods)):
        assert table[severity, likelihood] >= table[severities[max(i - 1, 0)], likelihood]
        # The likeliest stands first.
        assert table[severity, likelihood] <= table[severity, likelihoods[max(j - 1, 0)]]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"glucosa_ayunas": 5.5}, [("out_of_range", "glucosa_ayunas")]),  # mmol/L
        ({"hba1c": 48}, [("out_of_range", "hba1c")]),  # mmol/mol
        ({"talla": 1.7, "peso": 82}, [("out_of_range", "talla")]),  # m
        ({"talla": 67, "peso": 82}, [("out_of_range", "talla")]),  # in
        ({"talla": 170, "peso": 180}, [("imc_mismatch", "imc")]),  # lb
        ({"perimetro_abdominal": 37}, [("out_of_range", "perimetro_abdominal")]),  # in
        ({"perimetro_abdominal": 0.95}, [("out_of_range", "perimetro_abdominal")]),  # m
        ({"hba1c": 0.07}, [("out_of_range", "hba1c")]),  # a proportion
        ({"glucosa_ayunas": 1.26}, [("out_of_range", "glucosa_ayunas")]),  # g/L
        ({"peso": 70_000}, [("out_of_range", "peso")]),  # g
        ({"talla": 5.6}, [("out_of_range", "talla")]),  # ft
        ({"tas": 18, "tad": 11}, [("out_of_range", "tas"), ("out_of_range", "tad")]),  # kPa
        ({"edad": 1980}, [("out_of_range", "edad")]),  # a year of birth
        ({"riesgo_cardiovascular": 40}, [("out_of_range", "riesgo_cardiovascular")]),  # %
    ],
)
def test_a_value_in_another_unit_is_refused(changes, expected):
    assert codes(diabetes.validate({**EXAMPLE, **changes})) == expected


@pytest.mark.parametrize(
    ("field", "value", "spanish", "english"),
    [
        ("talla", 1.58, "metros", "metres"),
        ("talla", 62, "pulgadas", "inches"),
        ("talla", 5.2, "pies", "feet"),
        ("glucosa_ayunas", 5.6, "mmol/L", "mmol/L"),
        ("glucosa_ayunas", 0.98, "g/L", "g/L"),
        ("hba1c", 48, "mmol/mol", "mmol/mol"),
        ("perimetro_abdominal", 36, "pulgadas", "inches"),
        ("peso", 500, "libras", "pounds"),
        ("tas", 16, "cmHg o kPa", "cmHg or kPa"),
        ("riesgo_cardiovascular", 40, "porcentaje", "per cent"),
        ("edad", 1980, "año de nacimiento", "year of birth"),
    ],
)
def test_the_error_names_the_unit_that_was_probably_meant_and_no_value(field, value, spanish, english):
    record = {**EXAMPLE, field: value}
    for locale, unit in (("es", spanish), ("en", english)):
        messages = [e.message for e in diabetes.validate(record, locale=locale) if e.field == field]
        assert len(messages) == 1
        assert messages[0].endswith(f"{unit}?")
        assert str(value) not in messages[0]
    # What is in no unit that people use has the range alone.
    assert "?" not in diabetes.validate({**EXAMPLE, "talla": 20})[0].message


@pytest.mark.parametrize(
    ("changes", "field", "unit"),
    [
        ({"glucosa_ayunas": 22}, "glucosa_ayunas", "mmol/L"),
        ({"hba1c": 16}, "hba1c", "mmol/mol"),
        ({"perimetro_abdominal": 42}, "perimetro_abdominal", "inches"),
        ({"imc": None, "talla": 170, "peso": 180}, "peso", "pounds"),
        ({"imc": None, "talla": 155, "peso": 125}, "peso", "pounds"),
    ],
)
def test_a_value_whose_unit_is_doubtful_is_answered_and_asked_about(bundled, changes, field, unit):
    answer = bundled.predict({**EXAMPLE, **changes}, locale="en")
    found = [w for w in answer.warnings if w["code"] == "unit_doubtful"]
    assert [(w["field"], w["message"].endswith(f"Is it in {unit}?")) for w in found] == [(field, True)]
    assert answer.glucose_mg_dl is not None
    # With a body mass index that agrees a heavy person is one.
    agreed = bundled.predict({**EXAMPLE, "imc": 62.2, "talla": 170, "peso": 180})
    assert "unit_doubtful" not in [code for code, _ in warned(agreed)]


def test_a_waist_in_inches_within_the_range_is_flagged(bundled):
    answer = bundled.predict({**EXAMPLE, "perimetro_abdominal": 45})
    assert ("outside_training_range", "perimetro_abdominal") in warned(answer)


def test_an_outcome_in_mmol_per_litre_trains_nothing():
    frame = synthetic_frame(300, seed=3)
    frame["Resultado"] /= 18.0
    with pytest.raises(diabetes.TrainingError, match="out_of_range 300") as caught:
        diabetes.train(frame)
    assert caught.value.code == "too_few_rows"


def test_a_number_that_a_spreadsheet_turned_into_a_date_is_refused():
    for turned in ("28-may", "may-28", "2028-05-01", "28/05/2026", "1,5E+02", "#¡NUM!"):
        assert codes(diabetes.validate({**EXAMPLE, "imc": turned})) == [("not_a_number", "imc")], turned


def test_pregnant_people_and_those_with_known_diabetes_train_nothing():
    frame = synthetic_frame(600, seed=4)
    frame.loc[:4, "diabetes_diagnosticada"] = "Si"
    frame.loc[5:7, ["sexo", "embarazo"]] = ["F", "Si"]
    trained = diabetes.train(frame, test_size=0)
    assert trained.info["training"]["skipped"] == {"known_diabetes": 5, "pregnant": 3}
    assert trained.info["training"]["rows"] == 600 - 8


def test_a_copy_of_a_training_row_is_never_held_out():
    frame = synthetic_frame(600, seed=5)
    once, twice = (
        diabetes.train(rows).info["training"]
        for rows in (frame, pd.concat([frame, frame.sample(frac=1, random_state=1)]))
    )
    assert once["held_out"] > 50
    assert (twice["rows"], twice["held_out"]) == (2 * once["rows"], 2 * once["held_out"])


def test_a_model_of_generated_records_says_so_after_a_detour_through_a_file(tmp_path):
    synthetic_frame(600, seed=6).to_csv(tmp_path / "people.csv", index=False)
    model = diabetes.train(pd.read_csv(tmp_path / "people.csv"), source="Hospital, 2020 to 2025")
    model.save(tmp_path / "model.json")
    assert diabetes.Model.load(tmp_path / "model.json").info["synthetic"]


def test_of_what_may_know_the_answer_the_bundled_model_reads_one_question_alone(bundled):
    used = {field["field"] for field in bundled.info["fields"] if field["used"]}
    assert len(used) >= 6
    knowing = {
        "puntaje_findrisc",
        "antecedente_glucosa_alta",
        "riesgo_cardiovascular",
        "glucosa_ayunas",
        "hba1c",
        "Resultado",
    }
    assert used & knowing == {"antecedente_glucosa_alta"}


def test_the_bundled_model_is_of_real_people_and_names_them(bundled):
    assert not bundled.info["synthetic"]
    assert "NHANES" in bundled.info["training"]["source"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", bundled.info["created"])
    assert re.fullmatch("[0-9a-f]{12}", bundled.info["version"])


def test_the_text_columns_of_an_answer_hold_no_text_of_the_sender(bundled):
    formula = '=HYPERLINK("http://x.example")'
    sent = [
        {**EXAMPLE, "fuma": formula, formula: formula},
        {**EXAMPLE, "sexo": formula},
        without(EXAMPLE, "fuma"),
    ]
    with pytest.warns(UserWarning, match="ignored"):
        answers = bundled.predict_batch(pd.DataFrame(sent))
    columns = ("category", "confidence", "risk_level", "imputed", "warnings", "errors")
    texts = [text for column in columns for text in answers[column].dropna()]
    assert len(texts) >= 6
    assert all(re.fullmatch("[a-z_;:0-9]+", text, re.IGNORECASE) for text in texts), texts


def test_a_low_risk_is_told_as_a_number_of_people_and_as_an_estimate(bundled):
    answer = bundled.predict({**EXAMPLE, "edad": 30}, locale="en")
    assert answer.risk_level == "Bajo"
    assert re.search(r"^\d+ of 100 people like this have undiagnosed diabetes", answer.interpretation)
    assert "This is an estimate, not a diagnosis." in answer.interpretation
