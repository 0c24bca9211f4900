"""Answers as FHIR: resources of R4, with the figures of the plain answer."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import diabetes
import pytest
from fhir.resources.R4B.riskassessment import RiskAssessment
from starlette.testclient import TestClient

from diabetes_stack.api.app import create_app
from diabetes_stack.example import EXAMPLE
from diabetes_stack.settings import Settings

MEASURED = {**EXAMPLE, "talla": "170", "peso": 82.4, "glucosa_ayunas": " nan", "hba1c": 6.7}


@pytest.fixture
def ask(tmp_path):
    """The resource for a record, once its form is checked against the definition of R4."""
    chosen = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path)
    with TestClient(create_app(chosen)) as client:

        def asked(record, **headers):
            answer = client.post(
                "/predict", json=record, headers={"Accept": "application/fhir+json", **headers}
            )
            assert answer.headers["content-type"] == "application/fhir+json"
            resource = answer.json()
            again = RiskAssessment.model_validate(resource)
            assert again.occurrenceDateTime == datetime.fromisoformat(resource["occurrenceDateTime"])
            written = json.loads(again.model_dump_json())
            assert {**written, "occurrenceDateTime": resource["occurrenceDateTime"]} == resource
            return resource

        yield asked


def values(resource):
    """LOINC's code and the value of every observation and component."""
    parts = [part for one in resource["contained"] for part in one.get("component", [one])]
    return {
        part["code"]["coding"][0]["code"]: (part["valueQuantity"]["value"], part["valueQuantity"]["code"])
        for part in parts
    }


def test_the_figures_are_those_of_the_answer_in_percent(ask):
    resource = ask(EXAMPLE, **{"Accept-Language": "en"})
    plain = diabetes.Model.bundled().predict(EXAMPLE, locale="en")
    risk, prediabetes = resource["prediction"]
    assert risk["probabilityDecimal"] == pytest.approx(100 * plain.probabilities["Diabetes"], abs=1e-4)
    assert prediabetes["probabilityDecimal"] == pytest.approx(
        100 * plain.probabilities["Prediabetes"], abs=1e-4
    )
    assert risk["outcome"]["coding"][0]["code"] == "44054006"
    level = risk["qualitativeRisk"]
    assert (level["coding"][0]["code"], level["text"]) == ("25594002", plain.risk_level)
    assert resource["status"] == "final"
    assert resource["note"][0]["text"] == plain.interpretation
    assert "not a diagnosis" in resource["note"][1]["text"]
    assert resource["mitigation"] == plain.next_step["text"]


def test_the_basis_is_what_was_measured(ask):
    resource = ask(MEASURED)
    assert values(resource) == {
        "8480-6": (135, "mm[Hg]"),
        "8462-4": (85, "mm[Hg]"),
        "8302-2": (170, "cm"),
        "29463-7": (82.4, "kg"),
        "39156-5": (28.5, "kg/m2"),
        "8280-0": (95, "cm"),
        "8867-4": (75, "/min"),
        "4548-4": (6.7, "%"),
    }
    assert [one["reference"] for one in resource["basis"]] == [
        f"#{one['id']}" for one in resource["contained"]
    ]


def test_the_subject_is_whom_the_caller_names(ask):
    named = ask(EXAMPLE, **{"X-Patient-Reference": "CC 7"})
    assert named["subject"] == {"type": "Patient", "identifier": {"value": "CC 7"}}
    assert named["contained"][0]["subject"] == named["subject"]
    (absent,) = ask(EXAMPLE)["subject"]["extension"]
    assert absent["valueCode"] == "unknown"


def test_where_the_estimate_does_not_apply_nothing_is_predicted(ask):
    pregnant = {**MEASURED, "sexo": "F", "embarazo": "Si"}
    for hba1c, advice in [
        (5.9, "En el embarazo la glucosa se valora con otras pruebas"),
        (6.7, "En el embarazo, un resultado en el rango de la diabetes no espera"),
    ]:
        resource = ask({**pregnant, "hba1c": hba1c})
        assert resource["status"] == "cancelled"
        assert "prediction" not in resource
        assert resource["mitigation"].startswith(advice)
        assert "no es un diagnóstico" in resource["note"][1]["text"]


@pytest.mark.filterwarnings("ignore::diabetes.TrainingWarning")
def test_an_answer_of_a_synthetic_model_is_test_data(tmp_path, monkeypatch, request):
    model = diabetes.train(diabetes.generate(2000, seed=1), target="Resultado")
    file = tmp_path / "synthetic.json"
    model.save(file)
    monkeypatch.setenv("DIABETES_MODEL", str(file))
    resource = request.getfixturevalue("ask")(EXAMPLE)
    assert resource["meta"]["security"][0]["code"] == "HTEST"


LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"


def _observation(id, code, value, unit, **more):
    return {
        "resourceType": "Observation", "id": id, "status": "final",
        "effectiveDateTime": (datetime.now() - timedelta(days=9)).date().isoformat(),
        "code": {"coding": [{"system": LOINC, "code": code}]},
        "valueQuantity": {"value": value, "unit": unit, "system": UCUM, "code": unit}, **more,
    }  # fmt: skip


def _bundle(*more):
    born = datetime.now().year - 46
    patient = {"resourceType": "Patient", "id": "p9", "gender": "male", "birthDate": f"{born}-01-01"}
    found = [
        patient, _observation("o1", "8480-6", 135, "mm[Hg]"), _observation("o2", "8462-4", 85, "mm[Hg]"),
        _observation("o3", "39156-5", 28.5, "kg/m2"), _observation("o4", "8280-0", 95, "cm"), *more,
    ]  # fmt: skip
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in found]}


@pytest.fixture
def client(tmp_path):
    with TestClient(create_app(Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path))) as client:
        yield client


def _post(client, document, **headers):
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return client.post(
        "/predict", content=content, headers={"Content-Type": "application/fhir+json", **headers}
    )


def test_a_bundle_is_answered_like_the_record_of_the_same_person(client):
    waist = _observation("o5", "8280-0", 40, "[stone_av]")
    answer = _post(client, _bundle(waist), **{"Accept-Language": "es"}).json()
    record = {"edad": 46, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}
    plain = client.post("/predict", json=record, headers={"Accept-Language": "es"}).json()
    own = ("sources", "notes", "prediction_id", "timestamp", "processing_time_ms")
    assert {key: value for key, value in answer.items() if key not in own} == {
        key: value for key, value in plain.items() if key not in own
    }
    assert answer["sources"]["tas"]["resource"] == "Observation/o1"
    assert answer["sources"]["imc"]["unit"] == "kg/m2"
    (note,) = answer["notes"]
    assert (note["code"], note["field"], note["resource"]) == (
        "unknown_unit",
        "perimetro_abdominal",
        "Observation/o5",
    )


def test_the_basis_refers_to_what_was_read(client):
    unnamed = _observation("", "4548-4", 6.7, "%")
    resource = _post(client, _bundle(unnamed), Accept="application/fhir+json").json()
    RiskAssessment.model_validate(resource)
    assert resource["subject"] == {"type": "Patient", "reference": "Patient/p9"}
    references = [one["reference"] for one in resource["basis"]]
    assert references == ["Observation/o3", "Observation/o4", "Observation/o1", "Observation/o2", "#hba1c"]
    assert [one["id"] for one in resource["contained"]] == ["hba1c"]
    named = _post(client, _bundle(), Accept="application/fhir+json", **{"X-Patient-Reference": "CC 7"}).json()
    assert named["subject"] == {"type": "Patient", "identifier": {"value": "CC 7"}}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "invalid_json"),
        (b'{"edad": 45}', "not_fhir"),
        ({"resourceType": "Patient", "deceasedBoolean": True}, "deceased"),
        ({"resourceType": "Patient", "gender": "male"}, "missing"),
        (b'{"resourceType": "Bundle", "x": "' + b"x" * 2**22 + b'"}', "too_large"),
    ],
)
def test_a_bundle_without_a_record_is_refused_by_name(client, body, code):
    answer = _post(client, body)
    assert answer.status_code == (413 if code == "too_large" else 422)
    assert answer.json()["errors"][0]["code"] == code
