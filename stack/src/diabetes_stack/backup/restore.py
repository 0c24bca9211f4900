"""Restores an archive: proves it beside the database in service, applies what was forgotten since, and puts it in
service at one moment. What it replaces is kept."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import func, select

from ..settings import Settings
from ..store import audit, ledger, predictions
from ..store import forgotten as forgotten_patients
from ..store import tables as store
from ..store.engine import Service
from ..store.ids import uuid7
from ..store.logs import record
from ..store.tables import utc_now
from . import archive as files
from . import away, database, mlflow, models, space, unfinished, waiting
from .check import Checked, check
from .current import current
from .errors import BackupError, Problem
from .keys import fingerprint
from .manifest import Manifest
from .places import Archive, alone, folder
from .replay import SAMPLE
from .work import working_folder

__all__ = ["REPLACED", "Restoration", "restore"]

#: The folder in the data folder that keeps what was replaced.
REPLACED = "replaced"


class Restoration(NamedTuple):
    """What a restore did."""

    archive: str
    created: datetime
    predictions: int
    #: Predictions deleted again, because their patients were forgotten.
    forgotten: int
    #: Answers that waited in the spool when the backup was made.
    waited: int
    #: Predictions stored after the backup, which are only in what was replaced; None if that cannot be read.
    lost: int | None
    lost_since: datetime | None
    #: Entries of the audit trail after the backup, likewise.
    lost_entries: int | None
    #: Where the database that was in service is kept: a file, or a database on the same server.
    kept: str | None
    replayed: dict[str, Any]
    #: The model in service before the backup, if another one answers now.
    other_model: str | None
    seconds: dict[str, float]


def restore(
    settings: Settings,
    archive: Archive,
    by: str,
    *,
    other_key: bool = False,
    sample: int = SAMPLE,
    dry_run: bool = False,
) -> Restoration:
    """Restore an archive. Nothing is changed if it does not prove itself; ``other_key`` accepts one whose references
    were hashed with another SECRET_KEY, and ``dry_run`` stops before anything is changed. Raises BackupError,
    ToolMissingError and SQLAlchemyError."""
    place = folder(settings)
    with alone(place), space.full_disk_said(), working_folder(place) as work:
        unfinished.settle(settings)
        unfinished.unpacked_of(settings).mkdir(mode=0o700, parents=True)
        try:
            return _Restore(settings, archive, by).run(work, other_key, sample, dry_run)
        except BaseException:
            unfinished.settle(settings)
            raise


class _Restore:
    """One restore, step by step."""

    def __init__(self, settings: Settings, archive: Archive, by: str) -> None:
        self.settings = settings
        self.archive = archive
        self.by = by
        self.unpacked = unfinished.unpacked_of(settings)
        self.seconds: dict[str, float] = {}

    def run(self, work: Path, other_key: bool, sample: int, dry_run: bool) -> Restoration:
        with self._timed("unpack"), away.opened(self.settings, self.archive, work) as file:
            manifest, problems = files.unpack(file, self.unpacked)
        if problems:
            raise BackupError.of(problems)
        if manifest.key not in (None, fingerprint(self.settings)) and not other_key:
            raise BackupError("other_key" if fingerprint(self.settings) else "lost_key")
        forgotten = unfinished.staging_of(self.settings) / ledger.FOLDER
        for one in (self.settings.folder() / ledger.FOLDER, *away.ledgers(self.settings, self.archive)):
            ledger.merge(forgotten, one)
        ledger.merge(forgotten, self.unpacked / ledger.FOLDER)
        with ExitStack() as stack:
            with self._timed("load"):
                beside = stack.enter_context(
                    database.restored(self.settings, self.unpacked, manifest, "restored")
                )
            with self._timed("check"):
                checked = self._checked(beside, manifest, sample)
                done = self._complete(beside, manifest, checked, forgotten)
            if not dry_run:
                with self._timed("replace"):
                    done = self._replace(beside, forgotten, done)
        if dry_run:
            unfinished.settle(self.settings)
        return done._replace(seconds={name: round(seconds, 3) for name, seconds in self.seconds.items()})

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        begin = time.monotonic()
        yield
        self.seconds[step] = time.monotonic() - begin

    def _checked(self, beside: database.Restored, manifest: Manifest, sample: int) -> Checked:
        checked = check(beside, self.unpacked, manifest, sample)
        problems = list(checked.problems)
        if checked.replayed.differing:
            parts = {"count": checked.replayed.differing, "asked": checked.replayed.asked}
            problems.append(Problem("answers_differ", parts))
        if problems:
            raise BackupError.of(problems)
        return checked

    def _complete(
        self, beside: database.Restored, manifest: Manifest, checked: Checked, forgotten: Path
    ) -> Restoration:
        """Add to the restored database what belongs to it, and compare it with the one in service."""
        found = current(self.settings, manifest, self.archive.name)
        self.id = uuid7()
        with beside.engine() as engine, engine.begin() as connection:
            waited = waiting.store(connection, self.unpacked / waiting.SPOOL)
            gone = forgotten_patients.replay(connection, forgotten)
            models.register_missing(connection, checked.models)
            total = predictions.total(connection)
            lost = None if found is None else max(0, found.total - total)
            done = Restoration(
                archive=self.archive.file.name,
                created=manifest.created,
                predictions=connection.scalar(select(func.count()).select_from(store.predictions)) or 0,
                forgotten=gone,
                waited=waited,
                lost=lost,
                lost_since=found.oldest if found is not None and lost else None,
                lost_entries=None if found is None else found.entries,
                kept=None,
                replayed=asdict(checked.replayed),
                other_model=models.another_answers(connection, self.settings, manifest),
                seconds={},
            )
            detail = {
                "id": self.id,
                "created": manifest.created.isoformat(),
                "forgotten": gone,
                "lost": lost,
                "lost_entries": done.lost_entries,
            }
            audit.note(connection, self.by, unfinished.ACTION, self.archive.name, detail)
            record(connection, Service.COMMAND, unfinished.ACTION, {"archive": self.archive.name, **detail})
            self.head: audit.Head = connection.info.pop(audit.HEAD)
        return done

    def _replace(self, beside: database.Restored, forgotten: Path, done: Restoration) -> Restoration:
        """Put everything in service; the database at one moment."""
        own = self.settings.folder() / ledger.FOLDER
        ledger.merge(own, forgotten)
        ledger.keep_head(own, self.head)
        replaced = _new_folder(self.settings.folder() / REPLACED)
        plan = unfinished.Plan(self.id, self.archive.name, str(replaced))
        mlflow.add_artifacts(self.settings, self.unpacked)
        unfinished.begin(self.settings, plan)
        kept = beside.put_in_service(replaced)
        # A patient may have been forgotten while this was going on.
        with database.opened(self.settings) as engine:
            with engine.begin() as connection:
                late = forgotten_patients.replay(connection, own)
                head = connection.info.pop(audit.HEAD, None)
            if head is not None:
                ledger.keep_head(own, head)
        unfinished.finish(self.settings, plan)
        return done._replace(kept=kept, forgotten=done.forgotten + late, predictions=done.predictions - late)


def _new_folder(place: Path) -> Path:
    """A new folder named by the time."""
    place.mkdir(mode=0o700, exist_ok=True)
    at = utc_now()
    while (folder := place / at.strftime("%Y%m%d_%H%M%S")).exists():
        at += timedelta(seconds=1)
    folder.mkdir(mode=0o700)
    return folder
