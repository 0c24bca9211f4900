"""Legal holds: patients whose data may not be deleted, by order of a court or an authority.

They are in the database and in the ledger beside it, so that a restored database still has them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, insert, select, update

from . import ledger
from .audit import note, wait_for_others
from .ledger import Hold
from .tables import holds, predictions, utc_now

__all__ = ["LONGEST_REASON", "hold", "in_force", "is_held", "listed", "release", "replay", "rows"]

#: Maximum number of characters of a reason.
LONGEST_REASON = 200
_H = holds.c
_COLUMNS = (_H.patient, _H.reason, _H.at, _H.by, _H.released_at)


def hold(connection: Connection, folder: Path, patient: str, reason: str, by: str) -> bool:
    """Hold the data of the patient with this hash. False if it is held for this reason already, and nothing changes.
    ``folder`` is the ledger's. The caller commits. Raises OSError."""
    wait_for_others(connection)
    if any(one.reason == reason for one in in_force(connection, patient)):
        return False
    new = Hold(patient, reason, utc_now(), by[:100])
    ledger.keep_hold(folder, new)
    connection.execute(insert(holds).values(new._asdict()))
    note(connection, by, "hold", patient, {"reason": reason})
    return True


def release(connection: Connection, folder: Path, patient: str, by: str) -> int:
    """End the holds of a patient; returns how many there were. The caller commits. Raises OSError."""
    wait_for_others(connection)
    count = len(in_force(connection, patient))
    if count:
        at = utc_now()
        ledger.keep_release(folder, patient, at)
        ours = (_H.patient == patient, _H.released_at.is_(None))
        connection.execute(update(holds).where(*ours).values(released_at=at))
        note(connection, by, "release", patient, {"holds": count})
    return count


def in_force(connection: Connection, patient: str) -> list[Hold]:
    """The holds of a patient that are in force, oldest first."""
    return _read(connection, select(*_COLUMNS).where(_H.patient == patient, _H.released_at.is_(None)))


def listed(connection: Connection, over: bool = False) -> list[Hold]:
    """The holds in force, oldest first; with ``over`` also those that have ended."""
    query = select(*_COLUMNS)
    return _read(connection, query if over else query.where(_H.released_at.is_(None)))


def rows(connection: Connection, patient: str) -> int:
    """The number of predictions of a patient."""
    count = select(func.count()).select_from(predictions).where(predictions.c.patient == patient)
    return connection.scalar(count) or 0


def is_held() -> ColumnElement[bool]:
    """Whether a prediction belongs to a patient whose data is held, for a WHERE."""
    return exists().where(_H.patient == predictions.c.patient, _H.released_at.is_(None))


def replay(connection: Connection, folder: Path) -> None:
    """Put the holds of the ledger, and their ends, into a database that lacks them. The caller commits."""
    known = {(one.patient, one.at): one for one in listed(connection, over=True)}
    for one in ledger.holds(folder):
        found = known.get((one.patient, one.at))
        if found is None:
            connection.execute(insert(holds).values(one._asdict()))
        elif found.released_at is None and one.released_at is not None:
            same = (_H.patient == one.patient, _H.at == one.at)
            connection.execute(update(holds).where(*same).values(released_at=one.released_at))


def _read(connection: Connection, query: Select[Any]) -> list[Hold]:
    return [Hold(*row) for row in connection.execute(query.order_by(_H.at, _H.id))]
