"""The calls that pass by the layers of routes behave as the others do."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from diabetes_stack.api.app import create_app
from diabetes_stack.api.serving import Served
from diabetes_stack.example import EXAMPLE
from diabetes_stack.settings import Settings

DIRECT = {"/predict": EXAMPLE, "/predict/batch": [EXAMPLE]}
BESIDE = {"/scores/findrisc": EXAMPLE}


@pytest.fixture
def client(tmp_path):
    chosen = Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path, store_predictions=False, cors_origins="https://a.example"
    )
    with TestClient(create_app(chosen), raise_server_exceptions=False) as client:
        yield client


def counted(client, path, status):
    line = f'diabetes_requests_total{{call="{path}",status="{status}"}} '
    found = client.get("/metrics").text.partition(line)[2].partition("\n")[0]
    return float(found or 0)


def test_headers_are_those_of_every_call(client):
    origin = {"Origin": "https://a.example", "Accept-Language": "en"}
    for status, kind in ((200, "application/json"), (415, "text/plain")):
        answers = [
            client.post(path, json=body, headers={**origin, "Content-Type": kind})
            for path, body in {**DIRECT, **BESIDE}.items()
        ]
        assert {answer.status_code for answer in answers} == {status}
        assert len({answer.headers["x-request-id"] for answer in answers}) == len(answers)
        own = {"content-length": None, "x-request-id": None}
        *direct, beside = ({**answer.headers, **own} for answer in answers)
        assert all(headers == beside for headers in direct)
        assert beside["access-control-allow-origin"] == "https://a.example"
        assert beside["x-frame-options"] == "DENY"


def test_other_methods_are_refused_and_asked_for_from_elsewhere(client):
    for path in DIRECT:
        assert client.get(path).status_code == 405
        asked = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
        assert client.options(path, headers=asked).headers["access-control-allow-origin"] == asked["Origin"]


def test_every_answer_is_counted(client):
    for path, body in DIRECT.items():
        before = [counted(client, path, status) for status in (200, 422)]
        client.post(path, json=body)
        client.post(path, content=b"broken", headers={"Content-Type": "application/json"})
        assert [counted(client, path, status) for status in (200, 422)] == [one + 1 for one in before]


def test_a_fault_is_answered_counted_and_not_told(client, monkeypatch):
    def fail(*_):
        raise RuntimeError("edad 44.125")

    monkeypatch.setattr(Served, "answer", fail)
    before = counted(client, "/predict", 500)
    answer = client.post("/predict", json=EXAMPLE, headers={"Accept-Language": "en"})
    assert answer.status_code == 500
    assert [error["code"] for error in answer.json()["errors"]] == ["internal"]
    assert "44.125" not in answer.text
    assert counted(client, "/predict", 500) == before + 1
