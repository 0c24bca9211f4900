"""A restore changes several files. The database is changed last but one, at one moment; what comes after it is done by
the next command if the restore was killed in between, and what came before it is undone."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import inspect, select

from ..settings import Settings
from ..store import audit as audit_trail
from ..store.tables import audit
from . import database, mlflow, sqlite_copy, waiting
from .current import is_readable
from .places import sync_folder
from .work import OPERATIONS

__all__ = ["ACTION", "Plan", "begin", "finish", "settle", "staging_of", "unpacked_of"]

#: The action of the audit entry of a restore; its detail has the ``id`` of the plan.
ACTION = audit_trail.RESTORE
_STAGING = ".restoring"
_PLAN = "plan.json"


class Plan(NamedTuple):
    """A restore under way."""

    id: str
    archive: str
    #: The folder that keeps what is replaced.
    replaced: str


def staging_of(settings: Settings) -> Path:
    """The folder of the restore under way."""
    return settings.folder() / _STAGING


def unpacked_of(settings: Settings) -> Path:
    """The folder in it with the files of the archive."""
    return staging_of(settings) / "archive"


def begin(settings: Settings, plan: Plan) -> None:
    """Write down that the database is about to be replaced."""
    handle = os.open(staging_of(settings) / _PLAN, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(plan._asdict(), stream)
        stream.flush()
        os.fsync(stream.fileno())
    sync_folder(staging_of(settings))


def settle(settings: Settings) -> Plan | None:
    """Finish a restore that was killed after it replaced the database, or undo one that was killed before; returns the
    one that was finished."""
    staging = staging_of(settings)
    if not staging.exists():
        return None
    plan = _plan(staging)
    if plan is not None and _is_in_service(settings, plan.id):
        finish(settings, plan)
        return plan
    if plan is not None and is_readable(settings):
        # Copies of what is in service. Of a damaged database these may be parts.
        shutil.rmtree(plan.replaced, ignore_errors=True)
    shutil.rmtree(staging)
    return None


def finish(settings: Settings, plan: Plan) -> None:
    """Everything that follows the database; can be done again."""
    unpacked, replaced = unpacked_of(settings), Path(plan.replaced)
    restored = unpacked / mlflow.DATABASE
    if restored.exists():
        sqlite_copy.put_in_service(restored, mlflow.database_file(settings), _unused(replaced / "mlflow.db"))
    operations = settings.folder() / OPERATIONS
    if (unpacked / OPERATIONS).exists() and not operations.exists():
        os.rename(unpacked / OPERATIONS, operations)
    aside = unpacked / waiting.ASIDE
    for file in sorted(aside.iterdir()) if aside.is_dir() else []:
        target = settings.folder() / waiting.ASIDE / file.name
        if not target.exists():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.rename(file, target)
    if replaced.is_dir() and not any(replaced.iterdir()):
        replaced.rmdir()
    shutil.rmtree(staging_of(settings))


def _is_in_service(settings: Settings, id: str) -> bool:
    """Whether the database in service is the one of this restore."""
    if not is_readable(settings):
        return False
    with database.opened(settings) as engine, engine.connect() as connection:
        if not inspect(connection).has_table(audit.name):
            return False
        details = connection.scalars(select(audit.c.detail).where(audit.c.action == ACTION))
        return any(detail.get("id") == id for detail in details)


def _plan(staging: Path) -> Plan | None:
    try:
        return Plan(**json.loads((staging / _PLAN).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _unused(file: Path) -> Path:
    """The file's name, or the next one with a number that does not exist."""
    names = (file if number == 1 else file.with_stem(f"{file.stem}-{number}") for number in range(1, 1000))
    return next(name for name in names if not name.exists())
