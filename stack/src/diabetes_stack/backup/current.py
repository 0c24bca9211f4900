"""The database in service, as a restore finds it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from ..settings import Settings
from ..store import predictions
from ..store import tables as store
from . import postgres_copy, sqlite_copy
from .database import opened
from .manifest import Manifest

__all__ = ["Current", "current", "is_readable"]


class Current(NamedTuple):
    """What is in service."""

    #: Predictions ever stored.
    total: int
    #: The time of the oldest prediction that is newer than the archive.
    oldest: datetime | None
    #: Entries of the audit trail after those of the archive, without the one about making it.
    entries: int


def is_readable(settings: Settings) -> bool:
    """Whether there is a database in service that is not damaged. Raises BackupError if the server is away."""
    url = make_url(settings.sqlalchemy_url)
    if url.get_backend_name() == "sqlite":
        file = Path(url.database or "")
        return file.exists() and sqlite_copy.is_sound(file)
    return postgres_copy.exists(url)


def current(settings: Settings, manifest: Manifest, archive: str) -> Current | None:
    """The database in service, compared with an archive; None if there is none that can be read. Raises BackupError if
    the server is away."""
    if not is_readable(settings):
        return None
    row, entry = store.predictions.c, store.audit.c
    last = manifest.database.audit.id if manifest.database.audit is not None else 0
    since = manifest.database.newest or manifest.created
    try:
        with opened(settings) as engine, engine.connect() as connection:
            oldest = connection.scalar(select(func.min(row.at)).where(row.at > since))
            later = select(func.count()).where(entry.id > last, entry.subject != archive)
            return Current(predictions.total(connection), oldest, connection.scalar(later) or 0)
    except SQLAlchemyError:
        return None  # Its tables are missing, or of another version.
