"""A patient's rights: a copy of the data stored about them, and its deletion (Ley 1581 de 2012).

What the law says must be kept is kept, and is named. Both rights are recorded in the audit table, which only keeps the
keyed hash of the reference.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, select

from . import forgotten, holds, ledger, tables
from .audit import note, wait_for_others
from .retention import CLINICAL, class_of
from .tables import audit, outcomes, predictions, utc_now

__all__ = ["Forgotten", "Kept", "export", "forget", "forgettable"]

#: Why predictions are kept in spite of a request, and the law that says so.
CLINICAL_RECORD, LEGAL_HOLD = "clinical_record", "legal_hold"
LAWS = {
    CLINICAL_RECORD: "Resolución 1995 de 1999; Resolución 839 de 2017, artículo 3",
    LEGAL_HOLD: "Decreto 1377 de 2013, artículo 9",
}
_P = predictions.c
_F = tables.feedback.c
_S = tables.steps.c


@dataclass(frozen=True)
class Kept:
    """Predictions that may not be deleted: why, and how many."""

    reason: str
    rows: int

    @property
    def law(self) -> str:
        """The rule that says so."""
        return LAWS[self.reason]


@dataclass(frozen=True)
class Forgotten:
    """What was deleted for a patient, or would be, and what was kept."""

    deleted: int
    kept: tuple[Kept, ...]


def export(connection: Connection, patient: str, by: str) -> dict[str, Any]:
    """Everything stored about the patient with this hash: predictions, oldest first, with their class of retention,
    laboratory results and steps in the programme; holds in force; and what was done with the data before. The caller
    commits."""
    rows = connection.execute(select(predictions).where(_P.patient == patient).order_by(_P.at, _P.id)).all()
    done = select(audit.c.at, audit.c.action, audit.c.by).where(audit.c.subject == patient)
    history = [
        {"at": at.isoformat(), "action": action, "by": who}
        for at, action, who in connection.execute(done.order_by(audit.c.id))
    ]
    note(connection, by, "export", patient, {"predictions": len(rows)})
    return {
        "exported_at": utc_now().isoformat(),
        "patient": patient,
        "predictions": [_prediction(connection, row) for row in rows],
        "holds": [
            {"since": one.at.isoformat(), "reason": one.reason, "by": one.by}
            for one in holds.in_force(connection, patient)
        ],
        "history": history,
    }


def forgettable(connection: Connection, patient: str) -> Forgotten:
    """What :func:`forget` would delete and keep."""
    count = func.count()
    clinical = select(count).where(_P.patient == patient, _P.retention == CLINICAL)
    every = select(count).where(_P.patient == patient)
    total, kept = (connection.scalar(query.select_from(predictions)) or 0 for query in (every, clinical))
    if holds.in_force(connection, patient):
        return Forgotten(0, (Kept(LEGAL_HOLD, total),))
    return Forgotten(total - kept, (Kept(CLINICAL_RECORD, kept),) if kept else ())


def forget(connection: Connection, folder: Path, patient: str, by: str) -> Forgotten:
    """Delete the predictions of the patient with this hash, and their results, except those that must be kept. The
    ledger in ``folder`` has it first. The caller commits. Raises OSError."""
    wait_for_others(connection)
    plan = forgettable(connection, patient)
    kept = {one.reason: one.rows for one in plan.kept}
    if LEGAL_HOLD in kept:
        note(connection, by, "forget_refused", patient, {"kept": kept})
        return plan
    ours = and_(_P.patient == patient, forgotten.deletable())
    entry = ledger.keep_deletion(folder, patient, connection.scalars(select(_P.id).where(ours)).all())
    deleted = connection.execute(delete(predictions).where(ours)).rowcount
    detail = {"predictions": deleted, "kept": kept, "until": entry.at.isoformat()}
    note(connection, by, forgotten.ACTION, patient, detail)
    return Forgotten(deleted, plan.kept)


def _prediction(connection: Connection, row: Row[Any]) -> dict[str, Any]:
    version = tables.learned.c.model_version
    used = select(version).where(tables.learned.c.prediction_id == row.id).order_by(version)
    return {
        "prediction_id": row.id,
        "timestamp": row.at.isoformat(),
        "model_version": row.model_version,
        "retention": class_of(row.patient, row.retention).value,
        "inputs": json.loads(row.inputs),
        "outputs": json.loads(row.outputs),
        "risk_level": row.risk_level,
        "latency_ms": row.latency_ms,
        "outcomes": _outcomes(connection, row.id),
        "feedback": _feedback(connection, row.id),
        "steps": _steps(connection, row.id),
        "recalibrated": connection.scalars(used).all(),
    }


def _feedback(connection: Connection, prediction_id: str) -> list[dict[str, Any]]:
    columns = (_F.acted_at, _F.outcome, _F.reason, _F.comment)
    chosen = select(*columns).where(_F.prediction_id == prediction_id).order_by(_F.acted_at)
    return [{**row, "acted_at": row["acted_at"].isoformat()} for row in connection.execute(chosen).mappings()]


def _steps(connection: Connection, prediction_id: str) -> list[dict[str, Any]]:
    columns = (_S.id, _S.state, _S.day, _S.at, _S.by, _S.source, _S.site, _S.insurer, _S.undoes)
    chosen = select(*columns).where(_S.prediction_id == prediction_id).order_by(_S.id)
    return [{**row, "at": row["at"].isoformat()} for row in connection.execute(chosen).mappings()]


def _outcomes(connection: Connection, prediction_id: str) -> list[dict[str, Any]]:
    columns = (outcomes.c.test, outcomes.c.value, outcomes.c.taken_on, outcomes.c.source)
    chosen = select(*columns).where(outcomes.c.prediction_id == prediction_id).order_by(outcomes.c.taken_on)
    return [dict(row) for row in connection.execute(chosen).mappings()]
