"""Every call writes a line that says who asked what, with which status and how long, and nothing of a patient."""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime, timedelta

import pytest
from prometheus_client import REGISTRY
from raw import Raw
from servers import ApiProcess
from starlette.testclient import TestClient

from diabetes_stack import tokens
from diabetes_stack.api.app import create_app
from diabetes_stack.example import EXAMPLE
from diabetes_stack.settings import Settings

KEY = "0f3b9a6d51c87e24a90b6fd3358e7c12d4a1"


def lines(text):
    found = [json.loads(line) for line in text.splitlines() if '"event": "call"' in line]
    return [line for line in found if datetime.fromisoformat(line["at"])]


def test_a_line_a_call(tmp_path, capsys):
    chosen = Settings(
        _env_file=None,
        DIABETES_DATA_DIR=tmp_path,
        store_predictions=False,
        require_token=True,
        jwt_secret_key=KEY,
    )
    token = tokens.issue(chosen, 'sala "3"\nñ', timedelta(days=1))
    with TestClient(create_app(chosen)) as client:
        known = {"Authorization": f"Bearer {token}", "X-Request-ID": "ward-3.17"}
        private = {"X-Patient-Reference": "CC-99887766"}
        record = {**EXAMPLE, "edad": 44.125, "nombre": "Nadie"}
        answers = [
            client.post("/predict?explain=glucose&cc=99887766", json=record, headers={**known, **private}),
            client.post("/models/CC-99887766/predict", json=record, headers={**known, "X-Request-ID": "a b"}),
            client.post("/predictions/CC-99887766/outcome", json={"hba1c": 6.125}, headers=known),
            client.get("/CC-99887766", headers=known),
            client.post("/predict", json=record),
            client.head("/health"),
        ]
    said = capsys.readouterr().out
    found = [
        (line["method"], line["call"], line["status"], line["holder"], line["role"], line["reason"])
        for line in lines(said)
    ]
    holder = ('sala "3"\nñ', "operator")
    assert found == [
        ("POST", "/predict", 200, *holder, None),
        ("POST", "/models/{name}/predict", 503, *holder, None),
        ("POST", "/predictions/{prediction_id}/outcome", 422, *holder, None),
        ("GET", "other", 404, *holder, None),
        ("POST", "/predict", 401, None, None, "no_token"),
        ("HEAD", "/health", 200, None, None, None),
    ]
    assert {line["address"] for line in lines(said)} == {"testclient"}
    numbers = [answer.headers["x-request-id"] for answer in answers]
    assert [line["request"] for line in lines(said)] == numbers
    assert numbers[0] == "ward-3.17"
    assert numbers[1] != "a b"
    assert all(line["ms"] > 0 for line in lines(said))
    for secret in ("99887766", "44.125", "6.125", "Nadie", token):
        assert secret not in said


@pytest.mark.parametrize(("level", "written"), [("INFO", True), ("WARNING", False)])
def test_what_the_server_refuses_has_a_line_too(level, written, tmp_path):
    api = ApiProcess(tmp_path, STORE_PREDICTIONS="false", LOG_LEVEL=level)
    with Raw(api.port) as raw:
        raw.send(b"no http\r\n\r\n")
        assert raw.answer().status == 400
    api.stop()
    found = [line for line in lines(api.log.read_text()) if line["status"] == 400]
    assert [(line["call"], line["address"]) for line in found] == ([(None, "127.0.0.1")] if written else [])


class Full:
    """Standard output of a disk that is full."""

    def write(self, _text):
        raise OSError(28, "No space left on device")

    def flush(self):
        pass


def test_lines_that_nobody_takes_are_counted_and_told_and_the_calls_go_on(tmp_path, monkeypatch):
    def until(failing):
        for _ in range(1_200):
            client.get("/ready")
            if client.get("/health").json()["failing"] == failing:
                return
            time.sleep(0.05)
        raise AssertionError(client.get("/health").json())

    chosen = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path, store_predictions=False)
    with TestClient(create_app(chosen)) as client:
        until([])
        before = REGISTRY.get_sample_value("diabetes_access_lines_lost_total")
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", Full())
            until(["access_lines"])
            assert client.post("/predict", json=EXAMPLE).status_code == 200
        until([])
        assert REGISTRY.get_sample_value("diabetes_access_lines_lost_total") > before
