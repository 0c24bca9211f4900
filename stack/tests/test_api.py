"""Every call of the contract, answered by the library's own words."""

from __future__ import annotations

import json
from pathlib import Path

import diabetes
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from diabetes_stack.api.app import create_app
from diabetes_stack.example import EXAMPLE, EXAMPLES
from diabetes_stack.settings import Settings
from diabetes_stack.store.patients import reference_hash
from diabetes_stack.store.tables import outcomes, predictions

CASES = Path(__file__).parents[2] / "fixtures" / "cases"
ADDED = {"synthetic", "prediction_id", "timestamp", "model_version", "processing_time_ms"}


@pytest.fixture
def client(stack_settings):
    with TestClient(create_app(stack_settings)) as client:
        yield client


@pytest.fixture
def quick(tmp_path):
    """Without a store: what is answered, not what is kept."""
    chosen = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path, store_predictions=False)
    with TestClient(create_app(chosen)) as client:
        yield client


def cases(name):
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def test_the_corpus_bit_for_bit(quick):
    """Every body of the corpus has the library's answer, byte for byte but for what the API adds."""
    asked = 0
    for case in cases("bodies.json"):
        if case["model"] != "nhanes" or "body" not in case or case["body"].lstrip().startswith("["):
            continue
        for locale in ("es", "en"):
            answer = quick.post(
                "/predict", content=case["body"].encode(),
                headers={"Accept-Language": locale, "Content-Type": "application/json"},
            )  # fmt: skip
            assert answer.headers["content-language"] == locale
            expected = case[locale]
            if expected.startswith('{"errors"'):
                assert answer.status_code == 422
                assert answer.text.startswith(expected[:-1] + ',"detail":[')
            else:
                assert answer.status_code == 200
                assert answer.text.startswith(expected[:-1] + ',"synthetic":')
            asked += 1
    assert asked


def test_the_refusals_of_the_corpus(quick):
    asked = 0
    for case in cases("refusals.json"):
        if case["strict"]:
            continue
        for locale in ("es", "en"):
            answer = quick.post("/predict", json=case["record"], headers={"Accept-Language": locale})
            assert answer.status_code == 422
            assert answer.json()["errors"] == case[locale]
            asked += 1
    assert asked > 50


def test_an_answer_is_stored_as_it_was_sent(client, engine, stack_settings):
    answer = client.post("/predict", json=EXAMPLE, headers={"X-Patient-Reference": "ana"}).json()
    with engine.connect() as connection:
        row = connection.execute(select(predictions)).one()
    assert row.id == answer["prediction_id"]
    assert row.patient == reference_hash(stack_settings, "ana")
    assert json.loads(row.inputs) == EXAMPLE
    assert json.loads(row.outputs) == {key: value for key, value in answer.items() if key not in ADDED}
    assert (row.risk_level, row.model_version) == (answer["risk_level"], answer["model_version"])
    assert client.get("/health").json()["total_predictions"] == 1


def test_fixed_records_are_answered_as_any_other_and_not_stored(client, engine):
    for locale in ("es", "en"):
        found = client.get("/model/examples", headers={"Accept-Language": locale}).json()
        for record, answer in zip(EXAMPLES, found["answers"], strict=True):
            asked = client.post("/predict", json=record, headers={"Accept-Language": locale}).json()
            assert answer == {name: value for name, value in asked.items() if name not in ADDED}
        assert found["model_version"] == asked["model_version"]
    with engine.connect() as connection:
        assert len(connection.execute(select(predictions.c.id)).all()) == 2 * len(EXAMPLES)


def test_a_batch_is_answered_in_its_form(client):
    one = diabetes.Model.bundled().predict(EXAMPLE).to_dict()
    body = client.post("/predict/batch", json=[EXAMPLE, {"edad": 1}, EXAMPLE]).json()
    assert body["total_patients"] == 3
    assert [row.get("glucose_mg_dl") for row in body["results"]] == [
        one["glucose_mg_dl"],
        None,
        one["glucose_mg_dl"],
    ]
    assert body["results"][1]["errors"][0]["code"] == "out_of_range"

    lines = "\n".join([json.dumps(EXAMPLE), "", "broken", "[1]"])
    answer = client.post("/predict/batch", content=lines, headers={"Content-Type": "application/x-ndjson"})
    first, broken, listed = (json.loads(line) for line in answer.text.splitlines())
    assert first["glucose_mg_dl"] == one["glucose_mg_dl"]
    assert broken["errors"][0]["code"] == "invalid_json"
    assert listed["errors"][0]["code"] == "not_a_record"

    table = "edad;sexo;imc;tas;tad;perimetro_abdominal\n45;M;28,5;135;85;95\n1;=M;28,5;135;85;95\n"
    answer = client.post("/predict/batch", content=table, headers={"Content-Type": "text/csv"})
    header, good, bad = answer.text.splitlines()
    assert header.startswith("prediction_id;glucose_mg_dl;interval_low")
    assert (
        float(good.split(";")[1].replace(",", "."))
        == diabetes.Model.bundled()
        .predict({"edad": 45, "sexo": "M", "imc": 28.5, "tas": 135, "tad": 85, "perimetro_abdominal": 95})
        .glucose_mg_dl
    )
    assert bad.startswith(";;")
    assert bad.endswith('"out_of_range:edad;not_allowed:sexo"')
    assert client.get("/health").json()["total_predictions"] == 4


def test_only_fields_of_the_schema_are_stored(client, engine):
    named = {**EXAMPLE, "nombre": "Ana Roa"}
    assert client.post("/predict", json=named).json()["warnings"][0]["field"] == "nombre"
    client.post("/predict/batch", json=[named])
    lines = {"Content-Type": "application/x-ndjson"}
    client.post("/predict/batch", content=json.dumps(named), headers=lines)
    table = "nombre;edad;sexo;imc;tas;tad;perimetro_abdominal\nAna Roa;45;M;28,5;135;85;95\n"
    client.post("/predict/batch", content=table, headers={"Content-Type": "text/csv"})
    with engine.connect() as connection:
        rows = connection.execute(select(predictions.c.inputs, predictions.c.outputs)).all()
    assert len(rows) == 4
    for inputs, outputs in rows:
        assert "Ana Roa" not in inputs
        # What is stored can be asked again: the same answer, in the one form.
        again = json.loads(diabetes.Model.bundled().predict_json(inputs.encode()))
        assert {**json.loads(outputs), "warnings": []} == again


def test_columns_that_are_no_fields_are_told_to_the_caller_alone(quick, caplog, recwarn):
    caplog.set_level("DEBUG")
    table = "Ana Roa;edad;ímx;sexo;imc;tas;tad;perimetro_abdominal;\nx;45;y;M;28,5;135;85;95;\n45\n"
    headers = {"Content-Type": "text/csv", "Accept": "application/x-ndjson"}
    answer = quick.post("/predict/batch", content=table, headers=headers)
    assert answer.headers["ignored-columns"] == "Ana%20Roa, %C3%ADmx"
    good, short = (json.loads(line) for line in answer.text.splitlines())
    assert (good["warnings"], short["errors"]) == (None, "cell_count")
    assert "columns ignored" in caplog.text
    assert "Ana" not in caplog.text
    assert len(recwarn) == 0
    whole = quick.post("/predict/batch", content="edad,sexo\n", headers=headers)
    assert "ignored-columns" not in whole.headers


def test_a_field_without_measure_is_unknown_and_no_more(quick):
    deep = json.dumps(EXAMPLE)[:-1] + ',"x":' + "[" * 7_000 + "]" * 7_000 + "}"
    for path, body in (
        ("/predict", deep),
        ("/predict?explain=glucose", deep),
        ("/predict/batch", f"[{deep}]"),
    ):
        answer = quick.post(path, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 200, path
        [found] = answer.json().get("results", [answer.json()])
        assert [(one["code"], one["field"]) for one in found["warnings"]] == [("unknown_field", "x")]
    # The library reads the body of a score, and no further into what it does not know.
    scored = quick.post("/scores/findrisc", content=deep, headers={"Content-Type": "application/json"})
    assert scored.json()["points_min"] == diabetes.findrisc(EXAMPLE).points_min


def test_every_get_answers_head_and_names_what_there_is(quick):
    for path in (
        "/health",
        "/ready",
        "/metrics",
        "/model/info",
        "/models",
        "/categories",
        "/features",
        "/scores",
    ):
        whole, head = quick.get(path), quick.head(path)
        assert whole.status_code == head.status_code == 200
        assert head.content == b""
    info = quick.get("/model/info").json()
    assert {
        "model_name",
        "r2_score",
        "training_date",
        "n_features",
        "feature_columns",
        "status",
    } <= info.keys()
    assert info["n_features"] == len(info["feature_columns"])
    categories = quick.get("/categories", headers={"Accept-Language": "en-GB, es;q=0.5"}).json()
    assert [row["range"]["max"] for row in categories["categories"].values()] == [100, 126, None]
    assert categories["categories"]["Normal"]["description"] == "Normal fasting glucose."
    assert categories["risk_cutoffs"] == info["cutoffs"]
    used = {row["name"] for row in quick.get("/features").json()["features"] if row["used"]}
    assert used == set(info["feature_columns"])


def test_an_explanation_adds_up(quick):
    answer = quick.post("/predict?explain=glucose,diabetes", json=EXAMPLE).json()
    assert set(answer["explanation"]) == {"glucose", "diabetes"}
    total = 0.0
    for part in answer["explanation"]["glucose"]:
        total += part["points"]
    assert total == answer["glucose_mg_dl"]
    refused = quick.post("/predict?explain=luck", json=EXAMPLE)
    assert refused.json()["errors"][0]["code"] == "unknown_output"


def test_scores(quick):
    result = quick.post("/scores/findrisc", json=EXAMPLE).json()
    assert result["points_min"] == diabetes.findrisc(EXAMPLE).points_min
    assert quick.post("/scores/astrology", json=EXAMPLE).status_code == 404
    assert quick.post("/scores/findrisc", json={"edad": 1}).json()["errors"][0]["code"] == "out_of_range"
    for body, code in (
        ("{", "invalid_json"),
        ("[1]", "not_a_record"),
        ("7", "not_a_record"),
        ('{"edad": NaN}', "invalid_json"),
        ('{"edad": 45, "edad": 60}', "duplicate_field"),
        ('{"edad": 1' + "0" * 400 + "}", "not_finite"),
        ('{"edad": "1_0"}', "not_a_number"),
        ('{"sexo": "\\ud800"}', "not_allowed"),
        ('{"edad": [45]}', "not_a_number"),
    ):
        headers = {"Content-Type": "application/json"}
        answers = [
            quick.post(path, content=body, headers=headers) for path in ("/scores/findrisc", "/predict")
        ]
        # In the words of POST /predict, which may find more.
        [error], others = (answer.json()["errors"] for answer in answers)
        assert (answers[0].status_code, error["code"]) == (422, code)
        assert error in others


def test_outcomes_are_kept_once(client, engine):
    number = client.post("/predict", json=EXAMPLE).json()["prediction_id"]
    result = {"date": "2026-01-02", "Resultado": 131, "hba1c": 6.1}
    assert client.post(f"/predictions/{number}/outcome", json=result).json()["stored"] == 2
    assert client.post(f"/predictions/{number}/outcome", json=result).json()["stored"] == 0
    other = client.post(f"/predictions/{number}/outcome", json={**result, "hba1c": 7})
    assert (other.status_code, other.json()["errors"][0]["code"]) == (409, "conflict")
    assert client.post("/predictions/none/outcome", json=result).status_code == 404
    assert client.post(f"/predictions/{number}/outcome", json={"date": "x", "hba1c": 6}).status_code == 422
    with engine.connect() as connection:
        assert connection.execute(select(outcomes.c.value)).scalars().all() == [131, 6.1]
    # Ours in both languages, and the library's.
    for body, es, en in (
        ("{", "JSON válido", "valid JSON"),
        ("[]", "se espera un objeto", "an object with date"),
        ('{"date": 3, "hba1c": 6}', "AAAA-MM-DD", "YYYY-MM-DD"),
        ('{"date": "2026-01-02"}', "falta el resultado", "result is missing"),
        ('{"date": "2026-01-02", "hba1c": 21}', "fuera de rango", "out of range"),
        ('{"date": "2026-01-02", "hba1c": 7}', "otro resultado", "another result"),
        ('{"date": "2026-01-02", "hba1c": 7, "hba1c": 6.1}', "más de una vez", "more than once"),
    ):
        for locale, words in (("es", es), ("en", en)):
            headers = {"Accept-Language": locale, "Content-Type": "application/json"}
            refused = client.post(f"/predictions/{number}/outcome", content=body, headers=headers)
            assert words in refused.json()["errors"][0]["message"]
            assert refused.headers["content-language"] == locale


HUGE = "1" + "0" * 400
RESULT = '"date": "2026-01-02", "hba1c": 6'


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        (f'{{"date": "2026-01-02", "hba1c": {HUGE}}}', "not_finite", "hba1c"),
        (f'{{"date": "2026-01-02", "hba1c": {"9" * 5000}}}', "not_finite", "hba1c"),
        ('{"date": "2026-01-02", "hba1c": 1e400}', "not_finite", "hba1c"),
        ('{"date": "2026-01-02", "hba1c": NaN}', "invalid_json", None),
        ('{"date": "2026-01-02", "hba1c": "1_0"}', "not_a_number", "hba1c"),
        ('{"date": "2026-01-02", "hba1c": "６"}', "not_a_number", "hba1c"),
        ('{"date": "2026-01-02", "hba1c": true}', "not_a_number", "hba1c"),
        ('{"date": "2026-01-02", "hba1c": [6]}', "not_a_number", "hba1c"),
        ('{"date": "2026-01-02", "hba1c": {"a": 6}}', "not_a_number", "hba1c"),
        ('{"date": "2026-01-02", "Resultado": "1\\u0000"}', "not_a_number", "Resultado"),
        ('{"date": "2026-01-02 nonsense", "hba1c": 6}', "bad_date", "date"),
        ('{"date": "1900-01-01", "hba1c": 6}', "bad_date", "date"),
        ('{"date": "２０２６-01-02", "hba1c": 6}', "bad_date", "date"),
        ('{"date": "20260102", "hba1c": 6}', "bad_date", "date"),
        ('{"date": "2026-W01-5", "hba1c": 6}', "bad_date", "date"),
        ('{"date": "2026-02-30", "hba1c": 6}', "bad_date", "date"),
        ('{"date": 20260102, "hba1c": 6}', "bad_date", "date"),
        (f'{{{RESULT}, "source": "\\ud800"}}', "bad_source", "source"),
        (f'{{{RESULT}, "source": "a\\u0000"}}', "bad_source", "source"),
        (f'{{{RESULT}, "source": "  "}}', "bad_source", "source"),
        (f'{{{RESULT}, "source": 7}}', "bad_source", "source"),
        (f'{{{RESULT}, "hba1c": 6}}', "duplicate_field", "hba1c"),
        (f'{{{RESULT}, "\\ud800": 1, "\\ud800": 2}}', "duplicate_field", "?"),
    ],
)  # fmt: skip
def test_a_result_is_read_in_one_way_or_refused(client, engine, body, code, field):
    number = client.post("/predict", json=EXAMPLE).json()["prediction_id"]
    refused = client.post(
        f"/predictions/{number}/outcome", content=body.encode(), headers={"Content-Type": "application/json"}
    )
    [error] = refused.json()["errors"]
    assert (refused.status_code, error["code"], error["field"]) == (422, code, field)
    with engine.connect() as connection:
        assert connection.execute(select(outcomes)).all() == []


def test_what_no_database_takes_is_not_there(client):
    result = {"date": "2026-01-02", "hba1c": 6}
    for name in ("%00", "a%00b", "%ED%A0%80", "%FF"):
        assert client.post(f"/predictions/{name}/outcome", json=result).status_code == 404
        assert client.post(f"/models/{name}/predict", json=EXAMPLE).status_code == 404
        assert client.post(f"/scores/{name}", json=EXAMPLE).status_code == 404


def test_a_mistyped_result_is_named(client):
    number = client.post("/predict", json=EXAMPLE).json()["prediction_id"]
    body = {"date": "2026-01-02", "Resultado": 99, "hb1ac": 6}
    answer = client.post(f"/predictions/{number}/outcome", json=body).json()
    assert (answer["stored"], answer["ignored"]) == (1, ["hb1ac"])


def test_a_compressed_body_is_refused(quick):
    for encoding in ("gzip", "br", "deflate, gzip"):
        headers = {"Content-Encoding": encoding, "Content-Type": "application/json"}
        for path in ("/predict", "/predict/batch", "/scores/findrisc", "/predictions/x/outcome"):
            refused = quick.post(path, content=b"\x1f\x8b\x08\x00", headers=headers)
            error = refused.json()["errors"][0]
            assert (refused.status_code, error["code"]) == (415, "unsupported_content_encoding")
    identity = {"Content-Encoding": "identity"}
    assert quick.post("/predict", json=EXAMPLE, headers=identity).status_code == 200


def test_every_answer_has_the_security_headers(quick, monkeypatch):
    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr("diabetes_stack.api.calls.scores.json_answer", fail)
    client = TestClient(quick.app, raise_server_exceptions=False)
    answers = [
        client.get("/scores"),
        client.post("/scores/findrisc", json=EXAMPLE),
        client.get("/nothing"),
        client.delete("/predict"),
        client.options("/scores"),
        client.head("/health"),
        client.post("/predict", content=b" " * 20_000),
        client.get("/openapi.json"),
        client.get("/docs"),
    ]
    assert [answer.status_code for answer in answers] == [500, 500, 404, 405, 405, 200, 413, 200, 200]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-request-id"]


def test_refusals_have_one_form(tmp_path):
    chosen = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path, store_predictions=False, record_bytes=1000)
    with TestClient(create_app(chosen)) as client:
        answers = {
            413: client.post("/predict", content=b" " * 1001, headers={"Content-Type": "application/json"}),
            415: client.post("/predict", content=b"{}", headers={"Content-Type": "application/xml"}),
            404: client.get("/nothing"),
            405: client.delete("/predict"),
            422: client.post("/predict/batch", json={}),
        }
        chunked = client.post(
            "/predict", content=iter([b" " * 600] * 2), headers={"Content-Type": "application/json"}
        )
    assert chunked.status_code == 413
    for status, answer in answers.items():
        assert answer.status_code == status
        assert {"code", "field", "message", "limits"} == answer.json()["errors"][0].keys()


def test_without_a_model_health_is_degraded_and_ready_is_not(tmp_path):
    chosen = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path, diabetes_model=tmp_path / "none.json")
    with TestClient(create_app(chosen)) as client:
        health = client.get("/health")
        assert (health.status_code, health.json()["status"], health.json()["model_loaded"]) == (
            200,
            "degraded",
            False,
        )
        assert client.get("/ready").status_code == 503
        assert client.post("/predict", json=EXAMPLE).status_code == 503


def test_a_new_champion_answers_without_a_restart(client, engine):
    from diabetes_stack.models import registry

    trained = diabetes.Model.bundled().recalibrate(cases("recalibration.json"), source="a rule")
    with engine.begin() as connection:
        version = registry.register(connection, trained.to_json().encode())
        registry.deploy(connection, version.hash, action="promote", by="test", evidence={})
    client.app.state.context.service._look()
    answer = client.post("/predict", json=EXAMPLE).json()
    assert answer["model_version"] == version.version
    bundled = client.post("/models/nhanes/predict", json=EXAMPLE).json()
    assert bundled["glucose_mg_dl"] == diabetes.Model.bundled().predict(EXAMPLE).glucose_mg_dl
    assert client.post("/models/nobody/predict", json=EXAMPLE).status_code == 404


def test_no_patient_is_named_in_logs_or_metrics(client, caplog):
    caplog.set_level("DEBUG")
    client.post("/predict", json={**EXAMPLE, "edad": 44.125}, headers={"X-Patient-Reference": "CC-99887766"})
    text = caplog.text + client.get("/metrics").text
    assert "CC-99887766" not in text
    assert "44.125" not in text
