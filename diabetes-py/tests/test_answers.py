"""What an answer says: figures that agree, warnings, measured values, no answer where none fits."""

import math
import re

import diabetes
import numpy as np
import pytest
from common import EXAMPLE, FIGURES, NUMBERS, SCORED, figures, synthetic_frame, warned, without

RISK = {"Normal": "Bajo", "Prediabetes": "Moderado", "Diabetes": "Alto"}
GLUCOSE = [
    (54, "Normal"),
    (math.nextafter(100, 0), "Normal"),
    (100, "Prediabetes"),
    (math.nextafter(126, 0), "Prediabetes"),
    (126, "Diabetes"),
    (1000, "Diabetes"),
]
HBA1C = [
    (3, "Normal"),
    (math.nextafter(5.7, 0), "Normal"),
    (5.7, "Prediabetes"),
    (math.nextafter(6.5, 0), "Prediabetes"),
    (6.5, "Diabetes"),
    (20, "Diabetes"),
]
MEASURED = [("glucosa_ayunas", *case) for case in GLUCOSE] + [("hba1c", *case) for case in HBA1C]
CLASSIFY = {"glucosa_ayunas": diabetes.classify_glucose, "hba1c": diabetes.classify_hba1c}


@pytest.mark.parametrize(("field", "value", "category"), MEASURED)
def test_a_measured_value_falls_in_the_ada_category(bundled, field, value, category):
    found = CLASSIFY[field](value)
    assert (found.category, found.risk_level) == (category, RISK[category])
    assert found.confirm is (category != "Normal")
    answer = bundled.predict({**EXAMPLE, field: value}).to_dict()
    assert answer["measured"] == {
        field: {"category": category, "risk_level": RISK[category], "confirm": found.confirm}
    }


@pytest.mark.parametrize("value", [20, 40, math.nextafter(54, 0)])
def test_a_measured_glucose_that_is_too_low_is_in_no_category(bundled, value):
    answer = bundled.predict({**EXAMPLE, "glucosa_ayunas": value}).to_dict()
    nothing = {"category": None, "risk_level": None, "confirm": None}
    assert answer["measured"] == {"glucosa_ayunas": nothing}
    assert answer["urgent"] == ["glucose_low"]


@pytest.mark.parametrize("field", CLASSIFY)
def test_an_impossible_measured_value_is_refused(field):
    low, high = NUMBERS[field]
    outside = (math.nextafter(low, -math.inf), math.nextafter(high, math.inf))
    for value in (*outside, math.inf, -math.inf, math.nan):
        with pytest.raises(diabetes.ValidationError):
            CLASSIFY[field](value)


@pytest.mark.parametrize(("locale", "measured"), [("es", "medid"), ("en", "measured")])
@pytest.mark.parametrize("values", [{"glucosa_ayunas": 212}, {"hba1c": 5.1}])
def test_a_measured_value_leads_the_text_and_moves_no_figure(bundled, locale, measured, values):
    plain = bundled.predict(EXAMPLE, locale=locale)
    answer = bundled.predict({**EXAMPLE, **values}, locale=locale)
    text = answer.interpretation.lower()
    assert figures(answer) == figures(plain)
    assert measured in text
    assert "estimad" not in text[: text.index(measured)]
    assert "estimated" not in text[: text.index(measured)]
    assert plain.to_dict()["measured"] == {}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"embarazo": "Si"}, "pregnant"),
        ({"diabetes_diagnosticada": "Si"}, "known_diabetes"),
        ({"embarazo": True, "diabetes_diagnosticada": "sí"}, "known_diabetes"),
    ],
)
def test_pregnancy_and_known_diabetes_get_a_reason_and_no_figure(bundled, changes, reason):
    record = {**without(EXAMPLE, "diabetes_gestacional"), "sexo": "F", **changes}
    texts = set()
    assert figures(bundled.predict(record)) == dict.fromkeys(FIGURES)
    for locale in ("es", "en"):
        answer = bundled.predict({**record, "hba1c": 6.6}, locale=locale)
        assert answer.not_applicable == reason
        assert figures(answer) == {**dict.fromkeys(FIGURES), "test_advised": answer.test_advised}
        # In pregnancy the range of diabetes is the same; where diabetes is known nothing is left to confirm.
        found = answer.measured["hba1c"]
        assert found["category"] == "Diabetes"
        assert found["confirm"] is (True if reason == "pregnant" else None)
        step = (answer.next_step["code"], answer.test_advised)
        assert step == (("clinician", False) if reason == "pregnant" else ("own_care", None))
        texts.add(answer.interpretation)
    assert len(texts) == 2
    assert all(texts)


@pytest.mark.parametrize("field", ["embarazo", "diabetes_diagnosticada"])
def test_no_pregnancy_and_no_known_diabetes_change_nothing(bundled, field):
    answer = bundled.predict({**EXAMPLE, field: "No"})
    assert answer.not_applicable is None
    assert figures(answer) == figures(bundled.predict(EXAMPLE))


def test_a_pregnant_man_is_flagged(bundled):
    answer = bundled.predict({**EXAMPLE, "embarazo": "Si"})
    assert "pregnant_man" in [code for code, _ in warned(answer)]
    assert answer.not_applicable == "pregnant"


@pytest.mark.parametrize(("typed", "flagged"), [(11, False), (10, True), (12, True)])
def test_a_typed_findrisc_score_that_differs_from_its_items_is_flagged(bundled, typed, flagged):
    answer = bundled.predict({**SCORED, "puntaje_findrisc": typed})
    assert warned(answer) == ([("findrisc_differs", "puntaje_findrisc")] if flagged else [])


@pytest.mark.parametrize(
    ("typed", "flagged"),
    # The sums leave 15 out.
    [(10, True), (11, False), (12, False), (14, False), (15, True), (16, False), (19, False), (20, True)],
)
def test_a_typed_findrisc_score_must_be_possible_where_items_are_missing(bundled, typed, flagged):
    # Known: 2 + 1 + 3 + 0 + 2; vegetables 0-1, high glucose 0-5, degree of the family 3-5.
    answer = bundled.predict({**EXAMPLE, "puntaje_findrisc": typed})
    assert (("findrisc_differs", "puntaje_findrisc") in warned(answer)) is flagged


def test_a_typed_findrisc_score_is_the_one_used(synthetic):
    typed = synthetic.predict({**SCORED, "puntaje_findrisc": 20}).glucose_mg_dl
    assert typed != synthetic.predict(SCORED).glucose_mg_dl
    computed = synthetic.predict(without(SCORED, "puntaje_findrisc")).glucose_mg_dl
    assert computed == synthetic.predict(SCORED).glucose_mg_dl


@pytest.mark.parametrize(("degree", "flagged"), [("Primero", True), ("Segundo", True), ("Ninguno", False)])
def test_a_degree_that_contradicts_no_family_history_is_flagged_and_leads(synthetic, degree, flagged):
    record = without({**SCORED, "grado_familiar_dm": degree}, "puntaje_findrisc")
    answer = synthetic.predict({**record, "historia_familiar_dm": "No"})
    alone = synthetic.predict(without(record, "historia_familiar_dm"))
    assert ("family_history_conflict" in [code for code, _ in warned(answer)]) is flagged
    assert figures(answer) == figures(alone)


@pytest.mark.parametrize(("field", "value"), [("edad", 110), ("imc", 9 + 90), ("tas", 299)])
def test_a_value_beyond_the_training_rows_is_flagged_and_still_answered(bundled, field, value):
    answer = bundled.predict({**EXAMPLE, field: value})
    assert ("outside_training_range", field) in warned(answer)
    assert math.isfinite(answer.glucose_mg_dl)
    assert "outside_training_range" not in [code for code, _ in warned(bundled.predict(EXAMPLE))]


def test_the_figures_of_every_answer_agree_with_each_other(synthetic):
    frame = synthetic_frame(400, seed=11).drop(columns="Resultado")
    seen = set()
    for record in frame.to_dict("records"):
        answer = synthetic.predict(record)
        glucose, (low, high) = answer.glucose_mg_dl, answer.interval
        expected = "Normal" if glucose < 100 else "Prediabetes" if glucose < 126 else "Diabetes"
        assert answer.category == expected
        assert low < high
        assert answer.confidence in ("Alto", "Moderado", "Bajo")
        assert list(answer.probabilities) == ["Normal", "Prediabetes", "Diabetes"]
        assert min(answer.probabilities.values()) >= 0
        assert math.isclose(sum(answer.probabilities.values()), 1, abs_tol=1e-12)
        is_likely = 1 - answer.probabilities["Normal"] >= 0.5
        due = is_likely or answer.risk_level != "Bajo" or record["diabetes_gestacional"] == "Si"
        assert answer.next_step["code"] == ("test" if due else "usual")
        assert answer.test_advised is due
        seen.add((answer.category, answer.risk_level))
    assert {category for category, _ in seen} == {"Normal", "Prediabetes", "Diabetes"}
    assert {risk for _, risk in seen} == {"Bajo", "Moderado", "Alto"}


@pytest.mark.parametrize("which", ["bundled", "synthetic"])
def test_probabilities_stay_probabilities_for_the_strangest_valid_people(which, request):
    model = request.getfixturevalue(which)
    random = np.random.default_rng(8)
    for i in range(600):
        record = {f: random.choice(NUMBERS[f]) for f in ("edad", "imc", "perimetro_abdominal")}
        record |= {"sexo": random.choice(["M", "F"]), "tas": random.choice([201, 300])}
        record |= {"tad": random.choice(NUMBERS["tad"]), "frecuencia_cardiaca": 30 + 190 * i / 599}
        record |= {f: random.choice(NUMBERS[f]) for f in ("puntaje_findrisc", "estrato")}
        record |= {"riesgo_cardiovascular": random.random(), "fuma": random.choice(["Si", "No"])}
        answer = model.predict(record)
        shares = answer.probabilities
        assert all(0 <= share <= 1 for share in shares.values())
        assert math.isclose(sum(shares.values()), 1, abs_tol=1e-12)
        assert math.isfinite(answer.glucose_mg_dl)
        assert answer.interval[0] < answer.interval[1]


def test_the_text_leads_with_the_people_of_a_hundred_in_both_languages(bundled):
    spanish = bundled.predict(EXAMPLE)
    english = bundled.predict(EXAMPLE, locale="en")
    share = 100 * spanish.probabilities["Diabetes"]
    for text, pattern in (
        (spanish.interpretation, r"\D*(\d+) de (?:cada )?100\b"),
        (english.interpretation, r"\D*(\d+) of (?:every )?100\b"),
    ):
        found = re.match(pattern, text)
        assert found, text
        assert abs(int(found[1]) - share) <= 1
    assert "estimad" in spanish.interpretation.lower()
    assert "estimated" in english.interpretation.lower()
    assert figures(spanish) == figures(english)
    assert spanish.interpretation == bundled.predict(EXAMPLE, locale="es").interpretation


def test_a_person_at_high_risk_is_advised_a_test_and_a_person_at_low_risk_is_not(bundled):
    high = {**EXAMPLE, "edad": 70, "imc": 42, "perimetro_abdominal": 135, "tas": 165}
    low = {**EXAMPLE, "edad": 20, "sexo": "F", "imc": 20, "perimetro_abdominal": 68, "tas": 105}
    low = {**low, "tad": 65, "medicamentos_hta": "No", "historia_familiar_dm": "No"}
    assert bundled.predict(high, locale="en").risk_level == "Alto"
    assert bundled.predict(high).test_advised is True
    assert "test" in bundled.predict(high, locale="en").interpretation.lower()
    assert bundled.predict(low).risk_level == "Bajo"
    assert bundled.predict(low).test_advised is False


def test_an_answer_as_a_record_has_the_keys_and_values_of_its_attributes(bundled):
    answer = bundled.predict(EXAMPLE)
    record = answer.to_dict()
    others = {"urgent", "next_step", "interpretation", "imputed", "warnings", "measured", "not_applicable"}
    assert record.keys() == {*FIGURES, *others}
    assert record["interval"] == list(answer.interval)
    assert record["probabilities"] == answer.probabilities
    for name in ("glucose_mg_dl", "category", "confidence", "risk_level", "test_advised"):
        assert record[name] == getattr(answer, name)
