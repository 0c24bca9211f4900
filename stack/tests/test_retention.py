"""A prediction that belongs to a clinical record is marked by its caller, and kept."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from diabetes_stack.api.app import create_app
from diabetes_stack.api.openapi import document
from diabetes_stack.bounds import Bounds
from diabetes_stack.example import EXAMPLE
from diabetes_stack.store.retention import CLINICAL
from diabetes_stack.store.tables import predictions

WHO, MARK = "X-Patient-Reference", "X-Clinical-Record"
CALLS = ("/predict", "/predict/batch", "/models/nhanes/predict")


@pytest.fixture
def client(stack_settings):
    with TestClient(create_app(stack_settings)) as client:
        yield client


def kept(engine):
    with engine.connect() as connection:
        return [
            tuple(row) for row in connection.execute(select(predictions.c.patient, predictions.c.retention))
        ]


def body(path):
    return [EXAMPLE, EXAMPLE] if path == "/predict/batch" else EXAMPLE


@pytest.mark.parametrize("path", CALLS)
def test_what_the_caller_marks_is_of_the_clinical_record(client, engine, path):
    answer = client.post(path, json=body(path), headers={WHO: "ana", MARK: "true"})
    assert answer.status_code == 200, answer.text
    client.post("/predict", json=EXAMPLE, headers={WHO: "ana"})
    client.post("/predict", json=EXAMPLE)
    marked = [retention for patient, retention in kept(engine) if patient is not None]
    assert sorted(marked, key=str) == [None, *[CLINICAL] * (2 if path == "/predict/batch" else 1)]
    assert [retention for patient, retention in kept(engine) if patient is None] == [None]


@pytest.mark.parametrize("path", CALLS)
def test_a_mark_without_a_patient_or_with_another_value_is_refused(client, engine, path):
    refused = (
        ({MARK: "true"}, "no_reference", None),
        *(
            ({WHO: "ana", MARK: value}, "bad_clinical_record", {"allowed": ["true"]})
            for value in ("false", "1", "True", "")
        ),
    )
    for headers, code, limits in refused:
        answer = client.post(path, json=body(path), headers={**headers, "Accept-Language": "es"})
        assert answer.status_code == 422, headers
        [error] = answer.json()["errors"]
        assert (error["code"], error["limits"]) == (code, limits)
        assert MARK in error["message"]
    assert kept(engine) == []


def test_files_are_marked_too(client, engine):
    names = list(EXAMPLE)
    table = ",".join(names) + "\n" + ",".join(str(EXAMPLE[name]) for name in names) + "\n"
    for kind, content in (("text/csv", table), ("application/x-ndjson", json.dumps(EXAMPLE))):
        headers = {WHO: "ana", MARK: "true", "Content-Type": kind}
        assert client.post("/predict/batch", content=content, headers=headers).status_code == 200
    assert [retention for _, retention in kept(engine)] == [CLINICAL, CLINICAL]


def test_the_document_describes_the_mark():
    paths = document("", Bounds())["paths"]
    for path in ("/predict", "/predict/batch", "/models/{name}/predict"):
        [described] = [one for one in paths[path]["post"]["parameters"] if one["name"] == MARK]
        assert described["schema"] == {"enum": ["true"]}
        assert WHO in described["description"]
        assert "422" in paths[path]["post"]["responses"]


def test_clinical_records_outlive_forgetting_and_cleaning(client, command, engine):
    client.post("/predict", json=EXAMPLE, headers={WHO: "ana", MARK: "true"})
    client.post("/predict", json=EXAMPLE, headers={WHO: "ana"})
    assert command("db", "forget", "--patient", "ana", "--yes").exit_code == 1
    assert [retention for _, retention in kept(engine)] == [CLINICAL]
