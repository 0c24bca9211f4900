"""Predictions and outcomes of made-up people, for tests."""

from __future__ import annotations

import json
import random
from datetime import datetime, timezone

import diabetes
import pyarrow as pa

from diabetes_stack.store import outcomes
from diabetes_stack.store.predictions import Row, insert

NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
PATIENT = {"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}


def predict(connection, records, patient=None, at=NOON, model=None):
    """Store the answers to these records as the API does; gives their ids."""
    model = model or diabetes.Model.bundled()
    version = model.info["version"]
    rows = []
    for number, record in enumerate(records):
        inputs = json.dumps(record)
        outputs = model.predict_json(inputs.encode()).decode()
        level = json.loads(outputs)["risk_level"]
        id = f"{at:%Y%m%d%H%M}-{patient or 'anonymous'}-{number}"[:36]
        rows.append(Row(id, at, version, inputs, outputs, level, 1.0, patient))
    insert(connection, rows)
    return [row.id for row in rows]


def made_up(count, seed=1, shift=0.0):
    """Records and their Resultado, from the odds of the bundled model moved by ``shift`` in mg/dL."""
    dice = random.Random(seed)
    records = [
        {
            "edad": dice.randint(25, 80),
            "sexo": dice.choice("MF"),
            "imc": round(dice.gauss(29, 5), 1),
            "perimetro_abdominal": round(dice.gauss(98, 12), 1),
            "tas": round(dice.gauss(130, 15)),
            "tad": 70,
        }
        for _ in range(count)
    ]
    estimates = [answer.glucose_mg_dl for answer in diabetes.Model.bundled().predict_batch(records)]
    results = [round(max(60.0, estimate + shift + dice.gauss(0, 14)), 1) for estimate in estimates]
    return records, results


def store_measured(connection, source, count=400, seed=1, shift=0.0, at=NOON):
    """Predictions of made-up people with their outcomes, as a named set."""
    records, results = made_up(count, seed, shift)
    ids = predict(connection, records, at=at)
    for id, result in zip(ids, results, strict=True):
        outcomes.add(connection, id, "2026-03-02", {"Resultado": result}, source)
    return ids


def measured_table(count, seed, wrong=0.0):
    """Made-up people with both tests; a share of the second ones is wrong."""
    dice = random.Random(seed)
    records, results = made_up(count, seed)
    rows = []
    for record, glucose in zip(records, results, strict=True):
        hba1c = 9.0 if dice.random() < wrong else round(3.0 + glucose / 40 + dice.gauss(0, 0.15), 1)
        rows.append({**record, "Resultado": glucose, "hba1c": max(hba1c, 3.5)})
    return pa.Table.from_pylist(rows)
