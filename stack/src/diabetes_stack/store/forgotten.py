"""Whom the database was told to forget, so that neither a restored database nor an old spool brings them back.

The ledger beside the database says it, and the audit table, which a service on another machine can read too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, and_, delete, not_, select

from . import holds, ledger
from .audit import note, wait_for_others
from .predictions import Row
from .retention import CLINICAL
from .tables import audit, predictions

__all__ = ["ACTION", "deletable", "replay", "without"]

#: The action of a deletion in the audit table; its detail says ``until`` when the patient's predictions are forgotten.
ACTION = "forget"
_BY = "ledger"
_P = predictions.c
#: Ids per statement.
_IDS = 500


def deletable() -> ColumnElement[bool]:
    """Whether a prediction may be deleted at a patient's request, for a WHERE: it is not held, nor part of a clinical
    record."""
    return and_(_P.retention.is_distinct_from(CLINICAL), not_(holds.is_held()))


def replay(connection: Connection, folder: Path) -> int:
    """Apply the ledger to a database that may be older than it: put back holds, then delete again what was to be
    forgotten, by id, and by patient up to the time of the deletion. What belongs to a clinical record or a held patient
    stays. Returns how many were deleted; a second call deletes none. ``folder`` is the ledger's. The caller commits."""
    wait_for_others(connection)
    holds.replay(connection, folder)
    until = _until(connection)
    total = 0
    for one in ledger.deletions(folder):
        count = 0
        for start in range(0, len(one.predictions), _IDS):
            count += _delete(connection, _P.id.in_(one.predictions[start : start + _IDS]))
        count += _delete(connection, and_(_P.patient == one.patient, _P.at <= one.at))
        total += count
        if count or one.patient not in until or until[one.patient] < one.at:
            detail = {"predictions": count, "until": one.at.isoformat(), "replayed": True}
            note(connection, _BY, ACTION, one.patient, detail)
    return total


def without(connection: Connection, rows: Sequence[Row]) -> list[Row]:
    """These rows without those of patients who were forgotten after them: rows that waited in a spool."""
    until = _until(connection, {row.patient for row in rows if row.patient})
    return [
        row
        for row in rows
        if row.patient not in until or row.at > until[row.patient] or row.retention == CLINICAL
    ]


def _until(connection: Connection, patients: Iterable[str] | None = None) -> dict[str, datetime]:
    """Until when the predictions of patients are forgotten, by the audit table."""
    query = select(audit.c.subject, audit.c.at, audit.c.detail).where(audit.c.action == ACTION)
    if patients is not None:
        chosen = sorted(patients)
        if not chosen:
            return {}
        query = query.where(audit.c.subject.in_(chosen))
    found: dict[str, datetime] = {}
    for patient, at, detail in connection.execute(query):
        end = datetime.fromisoformat(detail["until"]) if "until" in detail else at
        found[patient] = max(end, found.get(patient, end))
    return found


def _delete(connection: Connection, which: ColumnElement[bool]) -> int:
    return connection.execute(delete(predictions).where(which, deletable())).rowcount
