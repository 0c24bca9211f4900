"""`diabetes-stack up` against real servers: PostgreSQL, MLflow, the API, the dashboard in a browser."""

from __future__ import annotations

import json
import math
import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import diabetes
import httpx
import pytest
from servers import Up

from diabetes_stack.example import EXAMPLE
from diabetes_stack.run.smoke import smoke

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def up(postgres, tmp_path_factory):
    from sqlalchemy import create_engine, text
    from sqlalchemy.engine import make_url

    url = make_url(postgres).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE up"))
    admin.dispose()
    address = url.set(database="up", drivername="postgresql").render_as_string(hide_password=False)
    running = Up(tmp_path_factory.mktemp("up"), address)
    yield running
    running.stop()


def predict(up, record, **options):
    return httpx.post(f"{up.api}/predict", json=record, timeout=60, **options)


def test_everything_answers(up):
    failed = [check for check in smoke(up.api, up.dashboard, up.mlflow) if not check.passed]
    assert failed == []


def test_mlflow_answers_by_the_names_that_it_was_told(up):
    for host, status in (
        ("diabetes-mlflow:5000", 200),
        ("mlflow.example.org", 200),
        ("localhost", 200),
        ("elsewhere.example.org", 403),
    ):
        for scheme in ("http", "https"):
            answer = httpx.post(
                f"{up.mlflow}/api/2.0/mlflow/experiments/search",
                json={"max_results": 1},
                headers={"Host": host, "Origin": f"{scheme}://{host}"},
                timeout=60,
            )
            assert answer.status_code == status, (host, answer.text)


def test_the_answer_is_the_librarys(up):
    answer = predict(up, EXAMPLE).json()
    expected = diabetes.Model.bundled().predict(EXAMPLE).to_dict()
    # JSON has no tuples.
    assert {key: answer[key] for key in expected} == json.loads(json.dumps(expected))


def test_a_batch_of_five_keeps_its_good_rows(up):
    records = [EXAMPLE, {**EXAMPLE, "edad": 70}, {**EXAMPLE, "tas": 5}, {**EXAMPLE, "sexo": "F"}, {}]
    body = httpx.post(f"{up.api}/predict/batch", json=records, timeout=60).json()
    assert body["total_patients"] == 5
    assert ["errors" in row for row in body["results"]] == [False, False, True, False, True]


def test_missing_and_invalid_data_get_every_error(up):
    answer = predict(up, {**{key: EXAMPLE[key] for key in ("edad", "sexo", "imc")}, "tas": 700, "tad": "x"})
    assert answer.status_code == 422
    found = {(error["field"], error["code"]) for error in answer.json()["errors"]}
    assert found == {("perimetro_abdominal", "missing"), ("tas", "out_of_range"), ("tad", "not_a_number")}


def test_ten_at_once(up):
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda age: predict(up, {**EXAMPLE, "edad": 30 + age}), range(10)))
    assert [answer.status_code for answer in answers] == [200] * 10
    model = diabetes.Model.bundled()
    for age, answer in enumerate(answers):
        assert answer.json()["glucose_mg_dl"] == model.predict({**EXAMPLE, "edad": 30 + age}).glucose_mg_dl
    assert len({answer.json()["prediction_id"] for answer in answers}) == 10


#: Keys and types of the contract; a figure may be null where the estimate does not apply.
NUMBER, TEXT, OBJECT = (float, int), (str,), (dict,)
ANSWER = {
    "glucose_mg_dl": NUMBER,
    "interval": (list,),
    "category": TEXT,
    "confidence": TEXT,
    "probabilities": OBJECT,
    "risk_level": TEXT,
    "risk_interval": (list,),
    "test_advised": (bool,),
    "interpretation": TEXT,
    "imputed": OBJECT,
    "warnings": (list,),
    "measured": OBJECT,
    "not_applicable": TEXT,
    "prediction_id": TEXT,
    "timestamp": TEXT,
    "model_version": TEXT,
    "processing_time_ms": NUMBER,
}
FIGURES = (
    "glucose_mg_dl",
    "interval",
    "category",
    "confidence",
    "probabilities",
    "risk_level",
    "risk_interval",
    "test_advised",
)


def recorded(count):
    """Requests as the existing system gets them: whole, with fields missing, with bad values."""
    dice = random.Random(20261124)
    table = diabetes.generate(count, seed=7)
    columns = {name: table.column(name) for name in table.column_names if name != "Resultado"}
    for row in range(count):
        record = {name: values[row] for name, values in columns.items()}
        for name in dice.sample(sorted(record), dice.choice((0, 0, 1, 3))):
            del record[name]
        if dice.random() < 0.1:
            record[dice.choice(("edad", "tas", "imc"))] = dice.choice((-1, "alto", None, 1e9, True))
        if dice.random() < 0.05:
            record["embarazo"] = "Si"
        yield record


def test_a_thousand_recorded_requests_get_the_contracts_keys_and_types(up):
    seen = {200: 0, 422: 0}
    with httpx.Client(base_url=up.api, timeout=60) as client:
        for record in recorded(1000):
            answer = client.post("/predict", json=record)
            seen[answer.status_code] += 1
            body = answer.json()
            if answer.status_code == 422:
                assert all({"code", "field", "message", "limits"} <= error.keys() for error in body["errors"])
                continue
            assert body.keys() >= ANSWER.keys()
            applies = body["not_applicable"] is None
            for key, kinds in ANSWER.items():
                if key == "not_applicable" or (key in FIGURES and not applies):
                    assert (body[key] is None) == (applies if key == "not_applicable" else True)
                else:
                    assert isinstance(body[key], kinds), (key, body[key])
            if applies:
                assert math.isclose(sum(body["probabilities"].values()), 1)
                assert body["interval"][0] <= body["glucose_mg_dl"] <= body["interval"][1]
    assert min(seen.values()) > 100


def test_two_different_models(up, tmp_path):
    records = tmp_path / "records.csv"
    records.write_bytes(diabetes.generate(2000, seed=3).to_csv())
    trained = up.command("model", "train", "--data", str(records), "--experiment-name", "Two_Models")
    assert trained.returncode == 0, trained.stdout + trained.stderr
    listed = httpx.get(f"{up.api}/models", timeout=60).json()["models"]
    others = [model for model in listed if model["version"] != predict(up, EXAMPLE).json()["model_version"]]
    assert others
    other = httpx.post(f"{up.api}/models/{others[0]['version']}/predict", json=EXAMPLE, timeout=60).json()
    assert other["model_version"] == others[0]["version"]
    assert other["glucose_mg_dl"] != predict(up, EXAMPLE).json()["glucose_mg_dl"]
    assert other["synthetic"] is True


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_the_dashboards_four_pages(up):
    from playwright.sync_api import sync_playwright

    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        page = browser.new_page()
        page.goto(up.dashboard)
        for name in ("Análisis Batch", "Visualizaciones", "Información", "Predicción Individual"):
            page.get_by_role("link", name=name).click()
            page.get_by_role("heading", name=name).first.wait_for(timeout=120_000)
            assert page.get_by_text("Traceback").count() == 0
        browser.close()


def test_predictions_outlive_a_restart(up):
    before = httpx.get(f"{up.api}/health", timeout=60).json()["total_predictions"]
    assert before > 500
    up.stop()
    up.start()
    assert httpx.get(f"{up.api}/health", timeout=60).json()["total_predictions"] == before


def test_a_port_in_use_is_named(up):
    second = subprocess.run(
        [sys.executable, "-m", "diabetes_stack", "up"],
        env=up.environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert second.returncode == 1
    assert f"something already listens on {up.mlflow} (MLFLOW_PORT)" in second.stderr
