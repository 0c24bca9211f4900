"""The corpus of cases that every language reads: answers bit for bit, errors and texts in both languages."""

import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

import diabetes
import pytest

CORPUS = Path(__file__).resolve().parents[2] / "fixtures"


def read(*parts):
    return json.loads(CORPUS.joinpath(*parts).read_text(encoding="utf-8"))


def cases(kind):
    """The cases of a kind, each a parameter with the case's name."""
    return [pytest.param(case, id=case.get("name")) for case in read("cases", f"{kind}.json")]


LOCALES = ("es", "en")
PREDICTIONS = cases("predictions")
SCORES = [score["name"] for score in diabetes.scores()]
CLASSIFY = {"glucosa_ayunas": diabetes.classify_glucose, "hba1c": diabetes.classify_hba1c}


@pytest.fixture(scope="module")
def models(bundled):
    return {"nhanes": bundled, "tiny": diabetes.Model.load(CORPUS / "models" / "tiny.json")}


def exact(value):
    """A value in which every number is written with all its bits."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return float(value).hex()
    if isinstance(value, Mapping):
        return {key: exact(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [exact(inner) for inner in value]
    raise TypeError(type(value))


def in_language(case, locale):
    """The answer of a case in a language: only its texts differ."""
    return case["answer"] if locale == "es" else {**case["answer"], **case["en"]}


def wire(errors):
    """Errors as they stand on the wire."""
    return [
        {name: getattr(error, name) for name in ("code", "field", "message", "limits")} for error in errors
    ]


@pytest.mark.parametrize("case", PREDICTIONS)
def test_an_answer_is_the_one_of_the_corpus_to_the_last_bit(models, case):
    model = models[case["model"]]
    advised = {"findrisc_cut": case["findrisc_cut"], "today": case["today"]}
    for locale in LOCALES:
        answer = model.predict(case["record"], locale=locale, strict=case["strict"], **advised)
        assert exact(answer.to_dict()) == exact(in_language(case, locale))
        assert list(answer.to_dict()["probabilities"] or {}) in ([], ["Normal", "Prediabetes", "Diabetes"])
        body = json.dumps(case["record"]).encode()
        assert exact(json.loads(model.predict_json(body, locale=locale, **advised))) == exact(
            in_language(case, locale)
        )
    assert diabetes.validate(case["record"]) == []


@pytest.mark.parametrize("case", [one for one in PREDICTIONS if one.values[0]["explain"]])
def test_contributions_are_those_of_the_corpus_and_add_up(models, case):
    for output, expected in case["explain"].items():
        found = models[case["model"]].explain(case["record"], output=output)
        assert [(one.field, one.points.hex()) for one in found] == [
            (f, points.hex()) for f, points in expected
        ]


@pytest.mark.parametrize("name", ["tiny", "nhanes"])
def test_a_list_of_people_gets_the_answers_they_get_alone(models, name):
    chosen = [case.values[0] for case in PREDICTIONS if case.values[0]["model"] == name]
    chosen = [case for case in chosen if case["today"] is None and case["findrisc_cut"] is None]
    answers = models[name].predict_batch([case["record"] for case in chosen])
    assert len(answers) == len(chosen) > 5
    for answer, case in zip(answers, chosen, strict=True):
        assert exact(answer.to_dict()) == exact(case["answer"]), case["name"]


@pytest.mark.parametrize("case", cases("refusals"))
def test_a_bad_record_is_refused_as_in_the_corpus(models, case):
    for locale in LOCALES:
        with pytest.raises(diabetes.ValidationError) as caught:
            models["tiny"].predict(case["record"], locale=locale, strict=case["strict"])
        assert exact(wire(caught.value.errors)) == exact(case[locale])
        assert caught.value.code == case[locale][0]["code"]
    if not case["strict"]:
        found = [(error.code, error.field) for error in diabetes.validate(case["record"])]
        assert found == [(error["code"], error["field"]) for error in case["es"]]


@pytest.mark.parametrize("score", SCORES)
@pytest.mark.parametrize("case", cases("scores"))
def test_a_score_is_the_one_of_the_corpus(case, score):
    found = diabetes.score(score, case["record"])
    assert exact(asdict(found)) == exact(case["scores"][score])


@pytest.mark.parametrize("case", [one for one in cases("scores") if one.values[0]["referrals"]])
def test_a_referral_is_the_one_of_the_corpus(case):
    for one in case["referrals"]:
        found = diabetes.score(one["score"], case["record"], cut=one["cut"]).referral
        assert exact(found) == exact(one["referral"])


@pytest.mark.parametrize("case", cases("measured"))
def test_a_measured_value_is_classified_as_in_the_corpus(case):
    classify = CLASSIFY[case["field"]]
    if "answer" in case:
        found = classify(case["value"])
        assert {name: getattr(found, name) for name in case["answer"]} == case["answer"]
        return
    with pytest.raises(diabetes.ValidationError) as caught:
        classify(case["value"])
    assert exact(wire(caught.value.errors)) == exact(case["es"])


@pytest.mark.parametrize("case", cases("bodies"))
def test_bytes_get_the_bytes_of_the_corpus(models, case):
    body = bytes.fromhex(case["hex"]) if "hex" in case else case["body"].encode()
    for locale in LOCALES:
        assert models[case["model"]].predict_json(body, locale=locale) == case[locale].encode()


@pytest.mark.parametrize("case", cases("csv"))
def test_the_rows_of_a_file_get_the_answers_of_the_corpus(models, case):
    body = bytes.fromhex(case["hex"]) if "hex" in case else case["body"].encode()
    if "error" in case:
        with pytest.raises(diabetes.DiabetesError) as caught:
            diabetes.read_csv(io.BytesIO(body))
        assert caught.value.code == case["error"]
        return
    answers = models[case["model"]].predict_batch(diabetes.read_csv(io.BytesIO(body)))
    columns = {name: answers.column(name) for name in case["rows"][0]}
    found = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    assert exact(found) == exact(case["rows"])


@pytest.mark.parametrize(
    "entry", [pytest.param(e, id=e["file"]) for e in read("models", "damaged", "index.json")]
)
def test_a_damaged_newer_or_foreign_model_file_is_refused_as_what_it_is(entry):
    with pytest.raises(diabetes.ModelFileError) as caught:
        diabetes.Model.load(CORPUS / "models" / "damaged" / entry["file"])
    assert caught.value.code == entry["code"]


def test_an_old_model_file_loads_and_is_saved_as_the_same_bytes(models, tmp_path):
    old = (CORPUS / "models" / "tiny.json").read_bytes()
    models["tiny"].save(tmp_path / "saved.json")
    assert (tmp_path / "saved.json").read_bytes() == old
    assert models["tiny"].to_json().encode() == old
    assert diabetes.Model.from_json(old.decode()).to_json().encode() == old


def test_a_recalibration_gives_the_model_of_the_corpus_to_the_last_byte(models):
    records, expected = read("cases", "recalibration.json"), CORPUS / "models" / "recalibrated.json"
    local = models["tiny"].recalibrate(records, source="made by a rule", date="2026-11-24")
    assert local.to_json() == expected.read_text(encoding="utf-8")
    assert diabetes.Model.load(expected) == local


@pytest.mark.parametrize("case", cases("fhir"))
def test_a_bundle_is_read_as_in_the_corpus(case):
    for locale in LOCALES:
        expected = case[locale]
        if "code" in expected:
            with pytest.raises(diabetes.ValidationError) as caught:
                diabetes.Record.from_fhir(case["bundle"], locale, date.fromisoformat(case["today"]))
            (error,) = caught.value.errors
            assert {"code": error.code, "message": error.message} == expected
            continue
        record = diabetes.Record.from_fhir(case["bundle"], locale, date.fromisoformat(case["today"]))
        assert exact(dict(record)) == exact(expected["record"])
        assert {name: asdict(source) for name, source in record.sources.items()} == expected["sources"]
        assert [asdict(note) for note in record.notes] == expected["notes"]
