"""Usage and shifts, read from the store."""

from __future__ import annotations

import json
from datetime import timedelta

import diabetes
import pyarrow as pa
import pytest

from diabetes_stack.store.drift import FEWEST, shifts
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.tables import predictions, utc_now
from diabetes_stack.store.usage import recent_inputs, usage

MODEL = diabetes.Model.bundled()


def row(place, record, days_ago=1.0, level="Bajo", latency=3.0):
    return {
        "id": f"id-{place}",
        "at": utc_now() - timedelta(days=days_ago),
        "model_version": MODEL.info["version"],
        "inputs": json.dumps(record),
        "outputs": "{}",
        "risk_level": level,
        "latency_ms": latency,
    }


@pytest.fixture
def connection(engine):
    upgrade(engine)
    with engine.connect() as connection:
        yield connection


def test_an_empty_store_has_no_usage(connection):
    assert usage(connection, 30) == []
    assert recent_inputs(connection, 30, 10) == []


def test_usage_counts_by_day_model_and_level(connection):
    rows = [
        row(1, {"edad": 1}),
        row(2, {"edad": 2}, latency=6000),
        row(3, {"edad": 3}, level=None),
        row(4, {"edad": 4}, days_ago=40),
    ]
    connection.execute(predictions.insert(), rows)
    found = {entry.risk_level: entry for entry in usage(connection, 30)}
    assert {level: entry.count for level, entry in found.items()} == {"Bajo": 2, None: 1}
    assert found["Bajo"].latency_classes[-1] == 1
    assert found["Bajo"].latency_classes[2] == 1
    assert found["Bajo"].latency_sum == 6003
    assert found["Bajo"].day == rows[0]["at"].date().isoformat()


def test_the_most_recent_records_are_read_and_no_more(connection):
    connection.execute(predictions.insert(), [row(n, {"edad": 20 + n}, days_ago=n / 10) for n in range(1, 8)])
    assert recent_inputs(connection, 30, 3) == [{"edad": 21}, {"edad": 22}, {"edad": 23}]


def people(n, **changed):
    """Records whose numbers lie as in training, but for those that are changed."""
    fields = [f for f in MODEL.info["fields"] if f["used"] and "number" in f["training"]["distribution"]]
    numbers = {f["field"]: f["training"]["distribution"]["number"]["quantiles"] for f in fields}
    records = []
    for place in range(n):
        record = {name: q[1 + place % 19] for name, q in numbers.items()}
        record |= {"sexo": "MF"[place % 2], "tad": numbers["tad"][3], **changed}
        records.append(record)
    return records


def test_people_like_those_of_training_are_stable():
    found = {shift.field: shift for shift in shifts(MODEL, people(380))}
    assert found["edad"].state == found["imc"].state == found["sexo"].state == "stable"
    assert sum(found["edad"].training) == pytest.approx(1)
    assert sum(found["edad"].now) == pytest.approx(1)
    assert found["fuma"].known == 0
    assert found["fuma"].state == "unknown"


def test_another_population_is_seen_in_the_field_that_changed():
    found = {shift.field: shift for shift in shifts(MODEL, people(380, edad=82))}
    assert found["edad"].state == "review"
    assert found["imc"].state == "stable"
    assert found["edad"].mean_now == 82


def test_few_people_are_not_compared():
    assert all(shift.psi is None for shift in shifts(MODEL, people(FEWEST - 1)))


def test_records_are_read_as_the_library_reads_them():
    record = {
        "edad": "45",
        "sexo": "m",
        "talla": 170,
        "peso": 80,
        "perimetro_abdominal": 95,
        "tas": 135,
        "tad": 85,
    }
    found = {shift.field: shift for shift in shifts(MODEL, [record, {"edad": "viejo"}])}
    assert found["imc"].mean_now == pytest.approx(80 / 1.7**2)
    assert found["sexo"].now == (1.0, 0.0)
    assert found["edad"].known == 1


def test_generated_people_shift(connection):
    records = pa.table(diabetes.generate(500)).to_pylist()
    assert any(shift.state == "review" for shift in shifts(MODEL, records))
