"""Bytes in, bytes out: the answer of predict, and never an exception whatever the bytes."""

import json

import diabetes
import pytest
from common import CHOICES, EXAMPLE, NUMBERS
from hypothesis import given, settings
from hypothesis import strategies as st

BODY = json.dumps(EXAMPLE).encode()
short = settings(max_examples=80)


def refuse_constant(name):
    raise AssertionError(f"{name} is not JSON")


def answer_of(model, body, **options):
    """The parsed answer, which must be strict JSON in bytes."""
    answer = model.predict_json(body, **options)
    assert isinstance(answer, bytes)
    return json.loads(answer, parse_constant=refuse_constant)


def error_codes(answer):
    assert answer.keys() == {"errors"}
    for error in answer["errors"]:
        assert error.keys() == {"code", "field", "message", "limits"}
        assert error["message"]
    return [(error["code"], error["field"]) for error in answer["errors"]]


@pytest.mark.parametrize("locale", ["es", "en"])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"fuma": None, "edda": 3},
        {"hba1c": 6.1},
        {"embarazo": "Si", "sexo": "F"},
        {"puntaje_findrisc": 0},
        {"edad": "45", "fuma": "sí", "medicamentos_hta": True},
    ],
)
def test_the_answer_is_that_of_predict(bundled, changes, locale):
    record = {**EXAMPLE, **changes}
    answer = answer_of(bundled, json.dumps(record).encode(), locale=locale)
    expected = bundled.predict(record, locale=locale).to_dict()
    assert answer == json.loads(json.dumps(expected))


def test_accents_pass_both_ways_unescaped_or_not(bundled):
    record = {**EXAMPLE, "fuma": "Sí"}
    plain = answer_of(bundled, json.dumps(record, ensure_ascii=False).encode())
    assert plain == answer_of(bundled, json.dumps(record).encode())
    assert plain == answer_of(bundled, json.dumps({**EXAMPLE, "fuma": "Si"}).encode())


def test_spanish_is_the_default(bundled):
    assert answer_of(bundled, BODY) == answer_of(bundled, BODY, locale="es")
    english = answer_of(bundled, BODY, locale="en")
    assert english["interpretation"] != answer_of(bundled, BODY)["interpretation"]


def test_a_list_gives_a_list_and_a_bad_record_does_not_lose_the_others(bundled):
    bad = {**EXAMPLE, "edad": 17, "sexo": "H"}
    first, second, third = answer_of(bundled, json.dumps([EXAMPLE, bad, EXAMPLE]).encode())
    assert first == third == answer_of(bundled, BODY)
    assert error_codes(second) == [("out_of_range", "edad"), ("not_allowed", "sexo")]
    assert second["errors"][0]["limits"] == {"min": 18, "max": 120}
    assert second["errors"][1]["limits"] == {"allowed": ["M", "F"]}
    assert answer_of(bundled, b"[]") == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b"hello",
        BODY[:-1],
        BODY + b"}",
        BODY.replace(b"45", b"NaN", 1),
        BODY.replace(b"45", b"Infinity", 1),
        BODY.replace(b"Ocasional", b"\xff\xfe", 1),
        BODY.replace(b"45", b"045", 1),
        b"\xef\xbb\xbf{",
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
    ids=range(13),
)
def test_what_is_no_json_is_one_error(bundled, body):
    for locale in ("es", "en"):
        answer = answer_of(bundled, body, locale=locale)
        assert error_codes(answer) == [("invalid_json", None)]
        assert answer["errors"][0]["limits"] is None


@pytest.mark.parametrize("body", [b"5", b'"text"', b"null", b"true", b"1.5"])
def test_json_that_is_no_record_is_one_error(bundled, body):
    assert error_codes(answer_of(bundled, body)) == [("not_a_record", None)]
    inside = answer_of(bundled, b"[" + BODY + b"," + body + b"]")
    assert inside[0] == answer_of(bundled, BODY)
    assert error_codes(inside[1]) == [("not_a_record", None)]


def test_a_list_in_a_list_is_no_record(bundled):
    (inside,) = answer_of(bundled, b"[[]]")
    assert error_codes(inside) == [("not_a_record", None)]


@pytest.mark.parametrize("number", [b"1e999", b"-1e999", b"1" * 400])
def test_a_number_too_large_for_a_computer_is_an_error(bundled, number):
    ((code, field),) = error_codes(answer_of(bundled, BODY.replace(b"45", number, 1)))
    assert (code, field) in [
        ("not_finite", "edad"),
        ("out_of_range", "edad"),
        ("invalid_json", None),
    ]


def test_a_field_given_twice_is_an_error_even_when_both_agree(bundled):
    for second in (b"46", b"45"):
        body = b'{"edad":' + second + b"," + BODY[1:]
        assert error_codes(answer_of(bundled, body)) == [("duplicate_field", "edad")]
        first, twice = answer_of(bundled, b"[" + BODY + b"," + body + b"]")
        assert first == answer_of(bundled, BODY)
        assert error_codes(twice) == [("duplicate_field", "edad")]


def test_no_message_shows_a_value(bundled):
    body = json.dumps({**EXAMPLE, "edad": 17.4321, "sexo": "Hzq", "imc": "zq81"}).encode()
    text = bundled.predict_json(body).decode()
    assert not any(secret in text for secret in ("17.43", "Hzq", "zq81"))


@short
@given(body=st.binary(max_size=120))
def test_any_bytes_get_an_answer(bundled, body):
    answer_of(bundled, body)


@short
@given(place=st.integers(0, len(BODY) - 1), byte=st.integers(0, 255), cut=st.booleans())
def test_a_record_with_one_wrong_byte_gets_an_answer(bundled, place, byte, cut):
    body = BODY[:place] + bytes([byte]) + (b"" if cut else BODY[place + 1 :])
    answer = answer_of(bundled, body)
    assert ("errors" in answer) != ("glucose_mg_dl" in answer)


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from([level for levels in CHOICES.values() for level in levels])
)
keys = st.sampled_from([*NUMBERS, *CHOICES, "edda", "", "Resultado"]) | st.text(max_size=5)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)


@short
@given(changes=st.dictionaries(keys, values, max_size=8), wrap=st.booleans())
def test_any_json_record_gets_figures_or_errors(bundled, changes, wrap):
    record = {**EXAMPLE, **changes}
    answer = answer_of(bundled, json.dumps([record] if wrap else record).encode())
    answer = answer[0] if wrap else answer
    assert ("errors" in answer) != ("glucose_mg_dl" in answer)


@short
@given(value=values)
def test_any_json_gets_an_answer(bundled, value):
    answer = answer_of(bundled, json.dumps(value).encode())
    assert isinstance(answer, list if isinstance(value, list) else dict)


def test_the_bytes_of_a_record_are_read_like_a_body():
    body = b'{"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}'
    model = diabetes.Model.bundled()
    assert model.predict(body) == model.predict(json.loads(body))
    assert model.explain(body) == model.explain(json.loads(body))
    assert diabetes.score("findrisc", body) == diabetes.score("findrisc", json.loads(body))
    for bad, code in ((b'{"edad": 45, "edad": 60}', "duplicate_field"), (b'{"edad": NaN}', "invalid_json")):
        for call in (model.predict, model.explain, diabetes.findrisc):
            with pytest.raises(diabetes.ValidationError) as refused:
                call(bad)
            assert refused.value.errors[0].code == code


@short
@given(changes=st.dictionaries(keys, values, max_size=8))
def test_an_answer_says_what_its_json_says(bundled, changes):
    body = json.dumps({**EXAMPLE, **changes}).encode()
    answer = bundled.answer_record(body, "en")
    said = json.loads(answer.json)
    assert answer.json == bundled.predict_json(body, "en")
    assert answer.refused == ("errors" in said)
    assert answer.risk_level == said.get("risk_level")
    assert answer.not_applicable == said.get("not_applicable")
    if answer.refused:
        assert (answer.record, answer.given, answer.prediction) == (None, None, None)
    else:
        assert answer.prediction == bundled.predict(body, "en")
        assert answer.given == json.loads(answer.record)
        assert bundled.answer_record(answer.record, "en").record == answer.record
        assert bundled.explain(answer, "diabetes") == bundled.explain(body, "diabetes")


def test_the_errors_of_an_answer_are_raised_where_it_is_explained(bundled):
    with pytest.raises(diabetes.ValidationError) as refused:
        bundled.explain(bundled.answer_record(b"[]"))
    assert [error.code for error in refused.value.errors] == ["not_a_record"]


def test_members_stand_at_the_end_and_are_json(bundled):
    answer = bundled.answer_record(BODY)
    members = {'"': 'é"\n', "yes": True, "no": False, "none": None, "part": b'{"a": 1.50}'}
    added = b',"\\"":"\xc3\xa9\\"\\n","yes":true,"no":false,"none":null,"part":{"a": 1.50}}'
    assert answer.with_members(members) == answer.json[:-1] + added
    assert answer.with_members({}) == answer.json
    for wrong in ({"a": 7}, {7: "a"}):
        with pytest.raises(TypeError):
            answer.with_members(wrong)
