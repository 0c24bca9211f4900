"""Makes an archive of everything that must survive."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

import diabetes
from sqlalchemy import Connection
from sqlalchemy.engine import make_url

from .. import __version__
from ..settings import Settings
from ..store import audit, ledger
from ..store.sqlite_file import is_missing
from ..store.tables import utc_now
from . import archive, database, described, mlflow, models, space, sqlite_copy, unfinished, waiting
from .errors import BackupError
from .facts import facts
from .keys import fingerprint
from .manifest import DatabaseFacts, Manifest
from .places import Archive, alone, archives, find, folder, free_name
from .replay import ACTION
from .work import OPERATIONS, noted, working_folder

__all__ = ["Created", "create"]

#: In which order an archive has its files: models first, because the next backup may take one from it.
_ORDER = (
    models.FOLDER, described.NAME, described.INSTALLED, ledger.FOLDER, waiting.SPOOL, mlflow.FOLDER, OPERATIONS,
    "database",
)  # fmt: skip


class Created(NamedTuple):
    """An archive that was made."""

    archive: Archive
    manifest: Manifest
    bytes: int
    seconds: float
    #: Whether the audit trail says so.
    recorded: bool


def create(settings: Settings, by: str, another: bool = False) -> Created:
    """Make an archive in the data folder, whole or not at all. A database without tables gets them first. Unless
    ``another`` allows it, a file that is gone, and another database than the one in the newest archive, are refused: a
    backup of an empty database would take the place of the good ones. Raises BackupError, ToolMissingError and
    SQLAlchemyError."""
    place = folder(settings)
    with alone(place), space.full_disk_said():
        begin = time.monotonic()
        unfinished.settle(settings)
        url = make_url(settings.sqlalchemy_url)
        if not another and is_missing(url) and archives(place):
            raise BackupError("no_database", file=url.database)
        database.create_tables(settings)
        space.check(place, database.size(settings) + mlflow.size(settings))
        with working_folder(place) as staging:
            manifest = _stage(settings, staging, archives(place), another)
            target = place / free_name(place, manifest.created)
            archive.write(target, staging, manifest)
        made = find(settings, str(target))
        size = target.stat().st_size
        detail = {
            "bytes": size,
            "predictions": manifest.predictions,
            "library": manifest.library,
            "findrisc_cut": manifest.findrisc_cut,
        }
        recorded = noted(settings, by, ACTION, made.name, detail)
        return Created(made, manifest, size, time.monotonic() - begin, recorded)


def _stage(settings: Settings, staging: Path, earlier: list[Archive], another: bool) -> Manifest:
    """Copy everything into ``staging``, and describe it."""
    created = utc_now()
    # Before the database: what leaves these goes there.
    waiting.copy(settings.folder(), staging)
    left_out = mlflow.copy(settings, staging)
    operations = settings.folder() / OPERATIONS
    if operations.exists() and not sqlite_copy.is_sound(operations):
        left_out[OPERATIONS] = "damaged"
    elif operations.exists():
        sqlite_copy.copy(operations, staging / OPERATIONS)
    (staging / described.NAME).write_bytes(described.described(settings))
    (staging / described.INSTALLED).write_bytes(described.installed())
    with database.copied(settings, staging) as (connection, server):
        found = facts(connection, server)
        if not another:
            _same(connection, found, earlier)
        collected = models.collect(connection, settings, staging)
    found = found.model_copy(update={"counts": {**found.counts, **mlflow.counted(staging)}})
    # After the database: a deletion is in the ledger before it is there.
    ledger.merge(staging / ledger.FOLDER, settings.folder() / ledger.FOLDER)
    carried = models.carry_over(earlier, collected.versions, staging)
    kept = collected.versions | carried
    return Manifest(
        created=created,
        stack=__version__,
        library=diabetes.__version__,
        database=found,
        champion=collected.champion,
        models=tuple(sorted(kept)),
        missing_models=tuple(sorted(found.versions.keys() - kept)),
        key=fingerprint(settings),
        findrisc_cut=settings.findrisc_cut,
        left_out=left_out,
        files={name: archive.member_of(staging / name) for name in _names(staging)},
    )


def _same(connection: Connection, found: DatabaseFacts, earlier: list[Archive]) -> None:
    """Refuse a database that does not continue the audit trail of the newest archive, and was not restored either."""
    newest = next((one for one in reversed(earlier) if not one.is_encrypted), None)
    manifest = None if newest is None else archive.readable(newest.file)
    if newest is None or manifest is None or not manifest.predictions:
        return
    head = manifest.database.audit
    if head is None:
        continued = found.total > 0
    elif found.audit is None:
        continued = False
    else:
        known = audit.Head(head.id, head.chain)
        continued = not audit.missing(connection, [known]).unexplained or audit.has(connection, audit.RESTORE)
    if not continued:
        raise BackupError(
            "another_database", archive=newest.name, earlier=manifest.predictions, here=found.total
        )


def _names(staging: Path) -> list[str]:
    names = [file.relative_to(staging).as_posix() for file in staging.rglob("*") if file.is_file()]
    return sorted(names, key=lambda name: (_ORDER.index(name.partition("/")[0]), name))
