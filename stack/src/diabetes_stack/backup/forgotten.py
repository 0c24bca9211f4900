"""Applies the deletions in a ledger to a restored database, so that a forgotten patient does not come back."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, delete, or_

from ..store import ledger
from ..store.tables import predictions

__all__ = ["forget_again"]

#: Ids per statement.
_IDS = 500
_ROWS = predictions.c


def forget_again(connection: Connection, folder: Path) -> int:
    """Delete what the ledger says was deleted; returns the number of predictions. The caller commits.

    What a patient's deletion named goes by id. What it could not see, because it waited in a spool or had been lost,
    goes by the patient's hash if it is older than the deletion; answers that came later stay, and so do those of a
    clinical record, which a deletion leaves.
    """
    gone = 0
    for one in ledger.deletions(folder):
        for start in range(0, len(one.predictions), _IDS):
            named = _ROWS.id.in_(one.predictions[start : start + _IDS])
            gone += connection.execute(delete(predictions).where(named)).rowcount
        older = delete(predictions).where(
            _ROWS.patient == one.patient,
            _ROWS.at <= one.at,
            or_(_ROWS.retention.is_(None), _ROWS.retention != "clinical"),
        )
        gone += connection.execute(older).rowcount
    return gone
