"""Compares a restored database with the manifest of its archive, and replays a sample of its answers."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import diabetes
from sqlalchemy import Connection, select

from ..store import audit
from ..store import tables as store
from ..store.migrate import SchemaError, upgrade
from . import database, mlflow, models, sqlite_copy
from .errors import Problem
from .facts import differences, facts
from .manifest import Manifest
from .replay import Replayed, replay

__all__ = ["Checked", "check"]


class Checked(NamedTuple):
    """What was found, and the models of the archive by version."""

    problems: list[Problem]
    replayed: Replayed
    models: dict[str, diabetes.Model]


def check(beside: database.Restored, staging: Path, manifest: Manifest, sample: int) -> Checked:
    """Check a database that was restored from an unpacked archive: figures, tables, audit trail, models, answers. Its
    tables are then those of this version."""
    known, problems = models.load(staging, manifest)
    file = staging / database.FILES["sqlite"]
    if file.exists() and not sqlite_copy.is_sound(file):
        return Checked([*problems, Problem.of("database_damaged")], Replayed(), known)
    with beside.engine() as engine:
        with engine.connect() as connection:
            found = facts(connection, manifest.database.server)
        counts = {**found.counts, **mlflow.counted(staging)}
        problems += differences(manifest.database, found.model_copy(update={"counts": counts}))
        try:
            upgrade(engine)
        except SchemaError:
            return Checked(
                [*problems, Problem.of("newer_schema", revision=found.revision)], Replayed(), known
            )
        with engine.connect() as connection:
            broken = audit.verify(connection)
            if broken is not None:
                problems.append(Problem.of("audit_broken", entry=broken))
            problems += _other_files(connection, known)
            return Checked(problems, replay(connection, known, manifest, sample), known)


def _other_files(connection: Connection, known: dict[str, diabetes.Model]) -> list[Problem]:
    """Registered models that are not the files of the archive."""
    row = store.models.c
    return [
        Problem.of("model_differs", version=version)
        for version, hash in connection.execute(select(row.version, row.hash).order_by(row.version))
        if version not in known or known[version].info["hash"] != hash
    ]
