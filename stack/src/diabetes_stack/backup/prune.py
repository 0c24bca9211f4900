"""Deletes old archives: seven days are kept, always the newest that proved itself, and every version of a model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import inspect, select
from sqlalchemy.exc import SQLAlchemyError

from ..settings import Settings
from ..store import tables as store
from ..store.tables import utc_now
from .archive import is_old, readable
from .current import is_readable
from .database import opened
from .errors import BackupError
from .places import Archive, alone, archives, folder
from .verify import proof_of
from .work import noted

__all__ = ["KEPT", "Pruned", "prune"]

#: How long archives are kept.
KEPT = timedelta(days=7)


class Pruned(NamedTuple):
    """What became of an archive: deleted, or kept and why."""

    archive: Archive
    #: ``old`` if it is deleted; ``recent``, ``verified``, ``newest``, ``models`` or ``manual`` if it is kept.
    reason: str

    @property
    def deleted(self) -> bool:
        """Whether it is deleted."""
        return self.reason == "old"


def prune(settings: Settings, by: str, dry_run: bool = False) -> list[Pruned]:
    """Delete old archives here and in BACKUP_TO; with ``dry_run`` only say which. Raises BackupError and OSError."""
    place = folder(settings)
    with alone(place):
        done = _judged(archives(place), _registered(settings))
        away = settings.backup_to
        if away is not None and away.is_dir():
            kept_here = {one.archive.name for one in done if not one.deleted}
            copies = archives(away)
            done += [
                one._replace(reason="recent") if one.deleted and one.archive.name in kept_here else one
                for one in _judged(copies, None)
            ]
        gone = [one.archive for one in done if one.deleted]
        if not dry_run:
            for archive in gone:
                archive.file.unlink(missing_ok=True)
                archive.proof.unlink(missing_ok=True)
    if gone and not dry_run:
        noted(settings, by, "prune", "backups", {"archives": sorted({archive.name for archive in gone})})
    return done


def _judged(found: Sequence[Archive], registered: set[str] | None) -> list[Pruned]:
    """The reason for each archive, oldest first. ``registered`` are the versions in the database; None where the
    manifests cannot be read."""
    now = utc_now()
    reasons = {archive: _reason(archive, now) for archive in found}
    for one, reason in ((_newest_good(found), "verified"), (next(reversed(found), None), "newest")):
        if one is not None and reasons[one] == "old":
            reasons[one] = reason
    if registered is not None:
        known = set(registered)
        for archive in found:
            if reasons[archive] != "old":
                known |= _versions(archive.file)
        # The newest of those that have a version is kept for it.
        for archive in reversed(found):
            if reasons[archive] == "old" and (versions := _versions(archive.file)) - known:
                reasons[archive] = "models"
                known |= versions
    return [Pruned(archive, reasons[archive]) for archive in found]


def _newest_good(found: Sequence[Archive]) -> Archive | None:
    """The newest archive that proved itself and, read again, is still as it was then."""
    proofs = ((archive, proof_of(archive, reread=True)) for archive in reversed(found))
    return next((archive for archive, proof in proofs if proof is not None and proof.good), None)


def _reason(archive: Archive, now: datetime) -> str:
    if now - archive.at <= KEPT:
        return "recent"
    return "manual" if not archive.is_encrypted and is_old(archive.file) else "old"


def _versions(file: Path) -> set[str]:
    """The model versions in an archive; none if it cannot be read."""
    manifest = readable(file)
    return set() if manifest is None else set(manifest.models)


def _registered(settings: Settings) -> set[str]:
    """The model versions in the database; none if it cannot be read, so that archives are kept for them."""
    try:
        if not is_readable(settings):
            return set()
        with opened(settings) as engine, engine.connect() as connection:
            if not inspect(connection).has_table(store.models.name):
                return set()
            return set(connection.scalars(select(store.models.c.version)))
    except (SQLAlchemyError, BackupError):
        return set()
