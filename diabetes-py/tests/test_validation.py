"""Which records are refused, where, and with what words."""

import math
import re
from types import SimpleNamespace

import diabetes
import pyarrow as pa
import pytest
from common import (
    CHOICES,
    EXAMPLE,
    NUMBERS,
    REQUIRED,
    codes,
    errors_of,
    synthetic_frame,
    without,
)

INF = math.inf


def record_with(field, value):
    """A valid record but for the one field, with blood pressures that leave it room."""
    room = {"tas": {"tad": 20}, "tad": {"tas": 300}}.get(field, {})
    return {**EXAMPLE, **room, field: value}


# Their values are whole numbers.
WHOLE = ("estrato", "puntaje_findrisc")


def limits_of(field):
    """The limits that every error about a field carries."""
    if field in NUMBERS:
        low, high = NUMBERS[field]
        return {"min": low, "max": high}
    return {"allowed": CHOICES[field]}


def edges(field):
    """The two ends, and the numbers next to them inside and outside."""
    low, high = NUMBERS[field]
    if field in WHOLE:
        return SimpleNamespace(inside=(low, low + 1, high - 1, high), outside=(low - 1, high + 1))
    return SimpleNamespace(
        inside=(low, math.nextafter(low, INF), math.nextafter(high, -INF), high),
        outside=(math.nextafter(low, -INF), math.nextafter(high, INF)),
    )


INSIDE = [(field, value) for field in NUMBERS for value in edges(field).inside]
OUTSIDE = [(field, value) for field in NUMBERS for value in edges(field).outside]
FAR = [(field, value) for field in NUMBERS for value in (-1, 1e308, -1e308, 100_000)]


def test_the_example_patient_is_valid():
    assert diabetes.validate(EXAMPLE) == []


@pytest.mark.parametrize(("field", "value"), INSIDE)
def test_a_number_up_to_the_end_of_its_range_is_accepted(field, value):
    assert diabetes.validate(record_with(field, value)) == []


@pytest.mark.parametrize(("field", "value"), OUTSIDE + FAR)
def test_a_number_outside_its_range_is_refused_with_the_range(field, value):
    (error,) = diabetes.validate(record_with(field, value))
    assert (error.code, error.field) == ("out_of_range", field)
    assert error.limits == limits_of(field)


@pytest.mark.parametrize(
    ("field", "level"), [(field, level) for field, levels in CHOICES.items() for level in levels]
)
def test_each_choice_is_accepted(field, level):
    record = {**EXAMPLE, field: level}
    if field in ("sexo", "diabetes_gestacional"):
        record = {**without(record, "diabetes_gestacional"), "sexo": "F", field: level}
    assert diabetes.validate(record) == []


@pytest.mark.parametrize("field", CHOICES)
@pytest.mark.parametrize("value", ["Tal vez", "X", 2, 0.5, ["Si"], {"Si": 1}])
def test_anything_but_the_choices_is_refused_with_the_choices(field, value):
    (error,) = diabetes.validate({**EXAMPLE, field: value})
    assert (error.code, error.field) == ("not_allowed", field)
    allowed = error.limits["allowed"]
    assert error.limits.keys() == {"allowed"}
    assert allowed[: len(CHOICES[field])] == CHOICES[field]
    assert len(allowed) == len(CHOICES[field]) or field == "diabetes_diagnosticada"


@pytest.mark.parametrize("field", NUMBERS)
@pytest.mark.parametrize("value", ["abc", "4_5", "0x2d", "45 kg", True, False, [45], {"a": 1}])
def test_what_is_no_number_is_refused(field, value):
    (error,) = diabetes.validate({**EXAMPLE, field: value})
    assert (error.code, error.field) == ("not_a_number", field)
    assert error.limits == limits_of(field)


@pytest.mark.parametrize("field", NUMBERS)
@pytest.mark.parametrize("value", [INF, -INF, "inf", "Infinity", "-Infinity"])
def test_infinity_is_refused(field, value):
    (error,) = diabetes.validate({**EXAMPLE, field: value})
    assert (error.code, error.field) == ("not_finite", field)


@pytest.mark.parametrize("field", WHOLE)
@pytest.mark.parametrize("value", [1.5, 5.999, "2.5", 1.0000000000000002])
def test_a_stratum_or_a_score_between_two_is_refused_alone_and_in_a_table(field, value):
    record = {**EXAMPLE, field: value}
    assert codes(diabetes.validate(record)) == [("not_whole", field)]
    table = diabetes.Model.bundled().predict_batch(pa.Table.from_pylist([record]))
    assert table["errors"].to_pylist() == [f"not_whole:{field}"]


def test_a_table_that_trains_may_have_fractions_of_findrisc_points():
    frame = synthetic_frame(600, seed=4)
    frame["puntaje_findrisc"] = (frame["puntaje_findrisc"] + 0.25).clip(0, 26)
    assert diabetes.train(frame).info["training"]["skipped"] == {}


@pytest.mark.parametrize("field", REQUIRED)
def test_each_required_field_is_asked_for_by_name(field):
    (error,) = diabetes.validate(without(EXAMPLE, field))
    assert (error.code, error.field) == ("missing", field)
    assert error.limits == limits_of(field)


def test_an_empty_record_lists_the_six_required_fields_in_the_order_of_the_table():
    assert codes(diabetes.validate({})) == [("missing", field) for field in REQUIRED]


def test_the_six_required_fields_alone_are_enough():
    assert diabetes.validate({field: EXAMPLE[field] for field in REQUIRED}) == []


@pytest.mark.parametrize(("tas", "tad", "fine"), [(120, 119.999, True), (120, 120, False), (120, 121, False)])
def test_diastolic_pressure_must_lie_below_systolic(tas, tad, fine):
    expected = [] if fine else [("tad_not_below_tas", "tad")]
    assert codes(diabetes.validate({**EXAMPLE, "tas": tas, "tad": tad})) == expected


def test_a_diastolic_pressure_out_of_range_is_one_fault_not_two():
    record = {**EXAMPLE, "tas": 240, "tad": 250}
    assert codes(diabetes.validate(record)) == [("out_of_range", "tad")]


@pytest.mark.parametrize(
    ("imc", "fine"),
    [
        (25, True),
        (25.5, True),
        (24.5, True),
        (math.nextafter(25.5, INF), False),
        (math.nextafter(24.5, -INF), False),
    ],
)
def test_a_body_mass_index_half_a_unit_off_height_and_weight_is_refused(imc, fine):
    record = {**EXAMPLE, "talla": 200, "peso": 100, "imc": imc}
    expected = [] if fine else [("imc_mismatch", "imc")]
    assert codes(diabetes.validate(record)) == expected


@pytest.mark.parametrize("missing", ["talla", "peso"])
def test_height_or_weight_alone_does_not_contradict_the_body_mass_index(missing):
    record = without({**EXAMPLE, "talla": 200, "peso": 100, "imc": 40}, missing)
    assert diabetes.validate(record) == []


def test_height_and_weight_stand_in_for_the_body_mass_index():
    record = without({**EXAMPLE, "talla": 170, "peso": 80}, "imc")
    assert diabetes.validate(record) == []
    assert codes(diabetes.validate(without(record, "peso"))) == [("missing", "imc")]


@pytest.mark.parametrize(
    ("sexo", "gestational", "fine"),
    [("M", "No", True), ("M", "Si", False), ("M", True, False), ("F", "Si", True)],
)
def test_a_man_with_gestational_diabetes_is_refused(sexo, gestational, fine):
    record = {**EXAMPLE, "sexo": sexo, "diabetes_gestacional": gestational}
    expected = [] if fine else [("gestational_man", "diabetes_gestacional")]
    assert codes(diabetes.validate(record)) == expected


FIVE = {
    **EXAMPLE,
    "edad": 17.4321,
    "sexo": "Hzq",
    "imc": "zq81",
    "perimetro_abdominal": INF,
    "tas": 121.625,
    "tad": 131.375,
}


@pytest.mark.parametrize("locale", ["es", "en"])
def test_five_faults_are_reported_together_in_the_order_of_the_table(bundled, locale):
    errors = errors_of(bundled, FIVE, locale=locale)
    assert codes(errors) == [
        ("out_of_range", "edad"),
        ("not_allowed", "sexo"),
        ("not_a_number", "imc"),
        ("not_finite", "perimetro_abdominal"),
        ("tad_not_below_tas", "tad"),
    ]
    assert [error.limits for error in errors] == [limits_of(error.field) for error in errors]
    assert codes(diabetes.validate(FIVE)) == codes(errors)


def test_a_refusal_is_a_value_error_with_a_code_and_without_patient_values(bundled):
    with pytest.raises(ValueError, match="edad") as caught:
        bundled.predict(FIVE)
    assert isinstance(caught.value, diabetes.ValidationError)
    assert isinstance(caught.value, diabetes.DiabetesError)
    assert isinstance(caught.value.code, str)
    for secret in ("17.4", "Hzq", "zq81", "121.6", "131.3"):
        assert secret not in str(caught.value)


FAULTS = [
    ("missing", "edad", {"edad": None}, []),
    ("not_a_number", "imc", {"imc": "zq81"}, ["zq81"]),
    ("not_finite", "tas", {"tas": INF}, []),
    ("out_of_range", "edad", {"edad": 17.4321}, ["17.4"]),
    ("not_allowed", "sexo", {"sexo": "Hzq"}, ["Hzq"]),
    ("not_allowed", "fuma", {"fuma": "quiza"}, ["quiza"]),
    ("not_whole", "estrato", {"estrato": 3.625}, ["3.62"]),
    ("tad_not_below_tas", "tad", {"tas": 121.625, "tad": 131.375}, ["121.6", "131.3"]),
    ("imc_mismatch", "imc", {"imc": 33.375, "talla": 171.25, "peso": 61.75}, ["33.3", "171.2"]),
    ("gestational_man", "diabetes_gestacional", {"diabetes_gestacional": "Si"}, []),
]


@pytest.mark.parametrize(("code", "field", "changes", "secrets"), FAULTS)
def test_each_fault_is_told_in_spanish_and_english_without_the_value(bundled, code, field, changes, secrets):
    (spanish,) = errors_of(bundled, {**EXAMPLE, **changes}, locale="es")
    (english,) = errors_of(bundled, {**EXAMPLE, **changes}, locale="en")
    rules = {"missing", "imc_mismatch", "tad_not_below_tas", "gestational_man"}
    assert spanish.message != english.message
    for error, locale in ((spanish, "es"), (english, "en")):
        assert (error.code, error.field) == (code, field)
        assert error.limits == limits_of(field)
        title = diabetes.schema(locale)["properties"][field]["title"].lower()
        assert code in rules or title in error.message.lower()
        assert error.message[0].isupper()
        assert error.message.endswith((".", "?"))
        # The name on the wire is for programs.
        assert not {"imc", "tas", "tad", "diabetes_gestacional"} & set(re.findall(r"\w+", error.message))
        assert not any(secret in error.message for secret in secrets)


def test_the_message_about_a_range_tells_the_range(bundled):
    for locale in ("es", "en"):
        (error,) = errors_of(bundled, {**EXAMPLE, "edad": 17.4321}, locale=locale)
        assert "18" in error.message
        assert "120" in error.message
