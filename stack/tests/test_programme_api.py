"""The programme over HTTP: who may look and who may set, what is refused and that it changes nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from closed import client_of, closed_settings, code, contents, signed

from diabetes_stack.example import EXAMPLE
from diabetes_stack.roles import Role
from diabetes_stack.store.patients import reference_hash

ANA = {"X-Patient-Reference": "CC-1", "X-Site": "Sede Norte", "X-Insurer": "Nueva EPS"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return closed_settings(tmp_path_factory.mktemp("programme"), lock_failures=0)


@pytest.fixture(scope="module")
def client(settings):
    with client_of(settings) as client:
        client.post("/predict", json=EXAMPLE, headers=signed(settings) | ANA).raise_for_status()
        yield client


@pytest.fixture
def reader(settings):
    return signed(settings, Role.READER)


@pytest.fixture
def operator(settings):
    return signed(settings)


def test_a_reader_sees_whom_to_call_and_why_in_the_language_asked_for(client, settings, reader):
    found = client.get("/worklist", headers=reader | {"Accept-Language": "en"}).json()
    [person] = found["people"]
    assert (found["total"], person["state"], person["overdue"]) == (1, "advised", 0)
    assert person["patient"] == reference_hash(settings, "CC-1")
    assert (person["site"], person["insurer"]) == ("Sede Norte", "Nueva EPS")
    assert person["why"].startswith("A laboratory test is advised")
    assert client.get("/worklist", params={"site": "Sur"}, headers=reader).json()["total"] == 0
    lines = client.get("/worklist", headers=reader | {"Accept": "text/csv"}).text.splitlines()
    assert (len(lines), lines[0].split(";")[4]) == (2, "Estado")


def test_a_step_is_set_once_told_with_the_state_that_follows_and_undone(client, reader, operator):
    step = {"state": "ordered", "date": str(date.today() - timedelta(days=30))}
    patient = operator | {"X-Patient-Reference": "CC-1"}
    first, again = (client.post("/worklist/steps", json=step, headers=patient).json() for _ in range(2))
    # The answer is of today, so the order of March was about an answer before.
    assert (first["new"], again["new"], again["step"]) == (True, False, first["step"])
    [person] = client.get("/worklist", headers=reader).json()["people"]
    now = client.post(
        "/worklist/steps",
        json={"state": "declined", "prediction_id": person["prediction_id"]},
        headers=operator,
    )
    assert now.json()["state"] == "declined"
    assert client.get("/worklist", headers=reader).json()["total"] == 0
    undone = client.post("/worklist/steps", json={"undoes": now.json()["step"]}, headers=operator).json()
    assert (undone["new"], undone["state"]) == (True, "ordered")


def test_a_result_that_arrives_sets_its_state_by_itself_and_counts(client, reader, operator):
    made = client.post("/predict", json=EXAMPLE, headers=operator | {"X-Patient-Reference": "CC-2"}).json()
    path = f"/predictions/{made['prediction_id']}/outcome"
    for _ in range(2):
        client.post(
            path, json={"date": made["timestamp"][:10], "hba1c": 7.1}, headers=operator
        ).raise_for_status()
    [person] = client.get("/worklist", params={"state": "resulted"}, headers=reader).json()["people"]
    assert person["prediction_id"] == made["prediction_id"]
    assert "rango de la diabetes" in person["why"]
    other = operator | {"X-Patient-Reference": "CC-1"}
    refused = client.post(path, json={"date": made["timestamp"][:10], "hba1c": 5.1}, headers=other)
    assert (refused.status_code, code(refused)) == (422, "two_patients")
    step = client.post(
        "/worklist/steps", json={"state": "ordered", "date": str(date.today()), "prediction_id": made["prediction_id"]},
        headers=operator,
    ).json()["step"]  # fmt: skip
    undo = client.post("/worklist/steps", json={"undoes": step}, headers=other)
    assert (undo.status_code, code(undo)) == (422, "two_patients")
    report = client.get("/worklist/indicators", params={"by": "site"}, headers=reader).json()
    assert (report["total"]["covered"], report["total"]["tested"]["people"]) == (2, 1)
    assert report["total"]["number_needed"]["value"] == 1
    assert {*report["definitions"]} >= {"yield", "observed_expected"}


@pytest.mark.parametrize(
    ("body", "headers", "status", "refused"),
    [
        ({"state": "ordered"}, {}, 422, "not_a_step"),
        ([], {}, 422, "not_a_step"),
        ({"state": "cured"}, ANA, 422, "bad_parameter"),
        ({"state": "assessed"}, ANA, 422, "bad_parameter"),
        ({"state": 1}, ANA, 422, "bad_parameter"),
        ({"state": "told", "date": "05/03/2026"}, ANA, 422, "bad_date"),
        ({"state": "told", "date": "2999-01-01"}, ANA, 422, "bad_date"),
        ({"state": "told", "date": "2001-01-01"}, ANA, 422, "long_before"),
        ({"state": "told", "site": "1020304050"}, ANA, 422, "bad_place"),
        ({"state": "told"}, {"X-Patient-Reference": "nobody"}, 404, "no_prediction"),
        ({"state": "told", "prediction_id": "nothing"}, {}, 404, "unknown_prediction"),
        ({"undoes": 10**9}, {}, 404, "unknown_step"),
        ({"undoes": "1"}, {}, 422, "not_a_step"),
        ({"undoes": 1, "state": "told"}, ANA, 422, "not_a_step"),
        ({"state": "told"}, {"X-Site": "Norte"}, 422, "place_without_reference"),
    ],
)
def test_what_is_no_step_is_refused_with_its_code_and_changes_nothing(
    client, operator, body, headers, status, refused
):
    before = contents(client)
    answer = client.post("/worklist/steps", json=body, headers=operator | headers)
    assert (answer.status_code, code(answer)) == (status, refused)
    assert contents(client) == before


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=501", "limit=x", "state=cured", "overdue=-1", "site=1", "offset=1&offset=2"]
)
def test_a_query_that_is_not_valid_is_refused(client, reader, query):
    assert client.get(f"/worklist?{query}", headers=reader).status_code == 422


def test_a_reader_sets_nothing(client, reader):
    answer = client.post("/worklist/steps", json={"state": "told"}, headers=reader | ANA)
    assert (answer.status_code, code(answer)) == (403, "not_allowed")
    assert client.get("/worklist").status_code == 401
