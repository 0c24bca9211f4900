"""A patient's rights: a copy of the data stored about them, and its deletion (Ley 1581 de 2012).

Both are recorded in the audit table, which only keeps the keyed hash of the reference.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, delete, select

from .audit import note
from .tables import outcomes, predictions

__all__ = ["export", "forget"]


def export(connection: Connection, patient: str, by: str) -> list[dict[str, Any]]:
    """All predictions of the patient with this hash, oldest first, with their laboratory results."""
    rows = connection.execute(
        select(predictions)
        .where(predictions.c.patient == patient)
        .order_by(predictions.c.at, predictions.c.id)
    ).mappings()
    found = [
        {
            "prediction_id": row["id"],
            "timestamp": row["at"].isoformat(),
            "model_version": row["model_version"],
            "inputs": json.loads(row["inputs"]),
            "outputs": json.loads(row["outputs"]),
            "outcomes": _outcomes(connection, row["id"]),
        }
        for row in rows
    ]
    note(connection, by, "export", patient, {"predictions": len(found)})
    return found


def forget(connection: Connection, patient: str, by: str) -> int:
    """Delete all predictions of the patient with this hash, and their results; returns how many there were."""
    deleted = connection.execute(delete(predictions).where(predictions.c.patient == patient)).rowcount
    note(connection, by, "forget", patient, {"predictions": deleted})
    return deleted


def _outcomes(connection: Connection, prediction_id: str) -> list[dict[str, Any]]:
    columns = (outcomes.c.test, outcomes.c.value, outcomes.c.taken_on, outcomes.c.source)
    chosen = select(*columns).where(outcomes.c.prediction_id == prediction_id).order_by(outcomes.c.taken_on)
    return [dict(row) for row in connection.execute(chosen).mappings()]
