"""What a record may look like, what it then means, and what is filled in."""

import math
from collections import UserDict
from types import MappingProxyType

import diabetes
import numpy as np
import pandas as pd
import pytest
from common import (
    COMPLETE,
    EXAMPLE,
    REQUIRED,
    codes,
    errors_of,
    figures,
    synthetic_frame,
    warned,
    without,
)

YES = ["Si", "Sí", "si", "sí", "SI", "SÍ", " Si ", "true", "True", True, np.bool_(True)]
NO = ["No", "no", "NO", " no ", "false", "FALSE", False, np.bool_(False), np.str_("No")]
NUMBER = [45, 45.0, "45", " 45 ", "45.0", "4.5e1", np.int64(45), np.float32(45), np.float64(45)]
MISSING = [None, math.nan, np.float32("nan"), pd.NA, pd.NaT, "", "  ", "nan", "NaN"]


@pytest.mark.parametrize("field", ["realiza_ejercicio", "fuma", "medicamentos_hta"])
@pytest.mark.parametrize(("form", "level"), [(form, "Si") for form in YES] + [(form, "No") for form in NO])
def test_yes_and_no_are_read_in_any_spelling(synthetic, field, form, level):
    other = {"Si": "No", "No": "Si"}[level]
    read = synthetic.predict({**COMPLETE, field: form})
    assert figures(read) == figures(synthetic.predict({**COMPLETE, field: level}))
    assert read.glucose_mg_dl != synthetic.predict({**COMPLETE, field: other}).glucose_mg_dl
    assert read.imputed == {}


@pytest.mark.parametrize("value", [0, 1, 0.0, 1.0, "0", "1", np.int64(1)])
@pytest.mark.parametrize("field", ["fuma", "embarazo", "diabetes_diagnosticada"])
def test_zero_and_one_are_neither_yes_nor_no(field, value):
    assert codes(diabetes.validate({**EXAMPLE, field: value})) == [("not_allowed", field)]


@pytest.mark.parametrize(
    ("field", "form", "level", "other"),
    [
        ("consume_alcohol", " OCASIONAL ", "Ocasional", "Nunca"),
        ("consume_alcohol", "frecuente", "Frecuente", "Nunca"),
        ("consume_alcohol", "nunca", "Nunca", "Frecuente"),
        ("zona_residencia", "URBANA", "Urbana", "Rural"),
        ("zona_residencia", " rural", "Rural", "Urbana"),
        ("sexo", "m", "M", "F"),
        ("sexo", " f ", "F", "M"),
    ],
)
def test_choices_are_read_without_regard_to_case_and_blanks(synthetic, field, form, level, other):
    read = figures(synthetic.predict({**COMPLETE, field: form}))
    assert read == figures(synthetic.predict({**COMPLETE, field: level}))
    assert read != figures(synthetic.predict({**COMPLETE, field: other}))


@pytest.mark.parametrize(
    "value", ["H", "h", "Mujer", "Hombre", "Masculino", 0, 1, "0", "1", True, np.int64(0)]
)
@pytest.mark.parametrize("locale", ["es", "en"])
def test_other_words_for_the_sex_are_refused_with_the_letters_to_use(bundled, value, locale):
    (error,) = errors_of(bundled, {**EXAMPLE, "sexo": value}, locale=locale)
    assert (error.code, error.field) == ("not_allowed", "sexo")
    assert error.limits == {"allowed": ["M", "F"]}
    assert "M" in error.message
    assert "F" in error.message


@pytest.mark.parametrize("form", NUMBER)
def test_a_number_is_read_in_any_form(synthetic, form):
    read = synthetic.predict({**COMPLETE, "edad": form})
    assert figures(read) == figures(synthetic.predict({**COMPLETE, "edad": 45.0}))
    assert read.glucose_mg_dl != synthetic.predict({**COMPLETE, "edad": 46}).glucose_mg_dl


@pytest.mark.parametrize("text", ["28,5", "1.000", "2 8", "28.5.1"])
def test_a_number_that_is_unclear_outside_csv_is_refused_in_a_record(text):
    (error,) = diabetes.validate({**EXAMPLE, "imc": text})
    assert error.field == "imc"
    assert error.code in ("not_a_number", "out_of_range")


def test_an_out_of_range_text_number_is_refused_like_the_number():
    assert codes(diabetes.validate({**EXAMPLE, "edad": "17"})) == [("out_of_range", "edad")]


@pytest.mark.parametrize("form", MISSING)
@pytest.mark.parametrize("field", ["frecuencia_cardiaca", "fuma", "consume_alcohol", "estrato"])
def test_every_form_of_missing_is_imputed_like_an_absent_field(synthetic, field, form):
    read = synthetic.predict({**COMPLETE, field: form})
    absent = synthetic.predict(without(COMPLETE, field))
    assert figures(read) == figures(absent)
    assert list(read.imputed) == [field]


@pytest.mark.parametrize("form", MISSING)
@pytest.mark.parametrize("field", REQUIRED)
def test_every_form_of_missing_is_refused_in_a_required_field(field, form):
    assert codes(diabetes.validate({**EXAMPLE, field: form})) == [("missing", field)]


@pytest.mark.parametrize("field", ["fuma", "medicamentos_hta", "realiza_ejercicio"])
def test_missing_is_not_no(synthetic, field):
    absent = synthetic.predict(without(COMPLETE, field)).glucose_mg_dl
    answers = [synthetic.predict({**COMPLETE, field: a}).glucose_mg_dl for a in ("No", "Si")]
    assert min(answers) < absent < max(answers)


@pytest.mark.parametrize("wrap", [dict, UserDict, MappingProxyType, lambda d: pd.Series(d).to_dict()])
def test_any_mapping_is_a_record(synthetic, wrap):
    read = figures(synthetic.predict(wrap(COMPLETE)))
    assert read == figures(synthetic.predict(COMPLETE))


def test_a_prediction_leaves_the_record_as_it_was(synthetic):
    record = without({**COMPLETE, "fuma": " sí "}, "estrato")
    before = dict(record)
    synthetic.predict(record)
    assert record == before


def test_what_is_imputed_is_the_mean_of_the_training_rows(synthetic):
    frame = synthetic_frame(4000, seed=7)
    imputed = synthetic.predict(
        without(COMPLETE, "frecuencia_cardiaca", "fuma", "consume_alcohol", "estrato")
    ).imputed
    assert set(imputed) == {"frecuencia_cardiaca", "fuma", "consume_alcohol", "estrato"}
    assert imputed["frecuencia_cardiaca"] == pytest.approx(frame.frecuencia_cardiaca.mean(), rel=1e-9)
    assert imputed["estrato"] == pytest.approx(frame.estrato.astype(float).mean(), rel=1e-9)
    assert imputed["fuma"] == pytest.approx((frame.fuma.astype(str) == "Si").mean(), rel=1e-9)
    shares = frame.consume_alcohol.astype(str).value_counts(normalize=True)
    assert imputed["consume_alcohol"] == pytest.approx(shares.to_dict(), rel=1e-9)


def test_a_field_that_the_model_does_not_use_is_not_imputed(synthetic):
    assert synthetic.predict(COMPLETE).imputed == {}
    assert "hipertension" not in synthetic.predict({f: EXAMPLE[f] for f in REQUIRED}).imputed


def test_an_absent_value_takes_its_points_away_and_nothing_else(synthetic):
    points = {c.field: c.points for c in synthetic.explain(COMPLETE)}
    for field in ("frecuencia_cardiaca", "fuma", "estrato", "puntaje_findrisc"):
        lacking = without(COMPLETE, field)
        absent = {c.field: c.points for c in synthetic.explain(lacking)}
        assert absent.get(field, 0.0) == 0.0
        assert synthetic.predict(lacking).glucose_mg_dl == pytest.approx(
            synthetic.predict(COMPLETE).glucose_mg_dl - points[field], abs=1e-9
        )


def test_body_mass_index_is_worked_out_from_height_and_weight(synthetic):
    derived = synthetic.predict(without({**COMPLETE, "talla": 170, "peso": 80}, "imc"))
    given = synthetic.predict({**COMPLETE, "imc": 80 / 1.7**2})
    assert derived.glucose_mg_dl == pytest.approx(given.glucose_mg_dl, rel=1e-12)
    assert derived.imputed == {}


@pytest.mark.parametrize(("degree", "history"), [("Ninguno", "No"), ("Segundo", "Si"), ("Primero", "Si")])
def test_family_history_follows_from_its_degree(synthetic, degree, history):
    record = without(COMPLETE, "historia_familiar_dm")
    derived = synthetic.predict({**record, "grado_familiar_dm": degree})
    assert figures(derived) == figures(synthetic.predict({**record, "historia_familiar_dm": history}))
    assert "historia_familiar_dm" not in derived.imputed


def test_a_man_had_no_gestational_diabetes_and_a_woman_may(synthetic):
    man = without(COMPLETE, "diabetes_gestacional")
    assert figures(synthetic.predict(man)) == figures(synthetic.predict(COMPLETE))
    assert synthetic.predict(man).imputed == {}
    assert list(synthetic.predict({**man, "sexo": "F"}).imputed) == ["diabetes_gestacional"]


def test_the_findrisc_score_is_worked_out_when_its_items_are_known(synthetic):
    items = {
        "consume_verduras_frutas_diario": "No",
        "antecedente_glucosa_alta": "Si",
        "grado_familiar_dm": "Primero",
    }
    record = {**without(COMPLETE, "puntaje_findrisc"), **items}
    derived = synthetic.predict(record)
    # 2 (45 years) + 1 (28.5) + 3 (95 cm) + 0 + 1 + 2 + 5 + 5
    assert figures(derived) == figures(synthetic.predict({**record, "puntaje_findrisc": 19}))
    assert derived.imputed == {}
    assert "puntaje_findrisc" in synthetic.predict(without(record, "grado_familiar_dm")).imputed


def test_a_borderline_diagnosis_counts_as_none(bundled):
    read = bundled.predict({**EXAMPLE, "diabetes_diagnosticada": "Limite"})
    assert read.not_applicable is None
    assert figures(read) == figures(bundled.predict(EXAMPLE))


@pytest.mark.parametrize(("typed", "nearest"), [("edda", "edad"), ("sexoo", "sexo"), ("peros", "peso")])
@pytest.mark.parametrize("locale", ["es", "en"])
def test_an_unknown_field_is_flagged_with_the_nearest_name(bundled, typed, nearest, locale):
    read = bundled.predict({**EXAMPLE, typed: "zq81"}, locale=locale)
    (warning,) = read.to_dict()["warnings"]
    assert (warning["code"], warning["field"]) == ("unknown_field", typed)
    assert nearest in warning["message"]
    assert "zq81" not in warning["message"]
    assert figures(read) == figures(bundled.predict(EXAMPLE))


def test_an_unknown_field_is_no_error_unless_strict(bundled):
    record = {**EXAMPLE, "presion_sistolica": 135}
    assert diabetes.validate(record) == []
    assert warned(bundled.predict(record)) == [("unknown_field", "presion_sistolica")]
    (error,) = errors_of(bundled, record, strict=True)
    assert (error.code, error.field) == ("unknown_field", "presion_sistolica")
    assert error.limits is None


def test_strict_reports_unknown_fields_together_with_the_other_faults(bundled):
    errors = errors_of(bundled, {**EXAMPLE, "edad": 17, "edda": 45}, strict=True)
    assert set(codes(errors)) == {("out_of_range", "edad"), ("unknown_field", "edda")}
    assert bundled.predict(EXAMPLE, strict=True).warnings == bundled.predict(EXAMPLE).warnings
