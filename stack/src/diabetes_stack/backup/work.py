"""What backups, verifications and restores have in common: folders for unfinished work, and entries in the audit
trail."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from ..settings import Settings
from ..store import audit, ledger
from ..store.engine import Service
from ..store.logs import record
from ..store.migrate import is_current
from ..store.refused import cause_of
from .database import opened

__all__ = ["OPERATIONS", "noted", "working_folder"]

_log = logging.getLogger(__name__)
#: The monitor's own record, in the data folder and in archives.
OPERATIONS = "operations.db"
_WORK = ".work-"
_PART = ".part"


@contextmanager
def working_folder(place: Path) -> Iterator[Path]:
    """An empty folder beside the archives, which only its owner can read; it is removed afterwards, like those of
    commands that were killed. Only for commands that are :func:`alone <diabetes_stack.backup.places.alone>`."""
    for left in place.iterdir():
        if left.name.startswith(_WORK):
            shutil.rmtree(left, ignore_errors=True)
        elif left.name.startswith(".") and left.suffix == _PART:
            left.unlink(missing_ok=True)
    work = Path(mkdtemp(prefix=_WORK, dir=place))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def noted(settings: Settings, by: str, action: str, subject: str, detail: Mapping[str, Any]) -> bool:
    """Record an action in the audit trail and the log of the database; False if its tables are of another version, or
    it cannot be reached."""
    try:
        with opened(settings) as engine:
            if not is_current(engine):
                return False
            with engine.begin() as connection:
                audit.note(connection, by, action, subject, detail)
                record(connection, Service.COMMAND, action, {"subject": subject, **detail})
                head: audit.Head = connection.info.pop(audit.HEAD)
        ledger.keep_head(settings.folder() / ledger.FOLDER, head)
    except SQLAlchemyError as problem:
        _log.error("an action was not recorded", extra={"action": action, "cause": cause_of(problem)})
        return False
    return True
