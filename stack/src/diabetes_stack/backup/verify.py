"""Proves that an archive brings back what was backed up, by restoring it where it disturbs nobody."""

from __future__ import annotations

import os
import time
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from ..settings import Settings
from ..store.tables import utc_now
from . import archive as files
from . import away, database, space
from .check import check
from .errors import DamagedError, Problem
from .manifest import Manifest
from .places import Archive, alone, folder, sync_folder
from .replay import SAMPLE, Replayed
from .work import working_folder

__all__ = ["Proof", "proof_of", "verify"]


class Proof(BaseModel):
    """How a verification ended; kept beside the archive."""

    at: datetime
    archive: str
    bytes: int
    #: Of the archive as it was verified, and when its file had last been written, in nanoseconds.
    sha256: str
    written: int
    good: bool
    seconds: float
    #: Rows by table, and versions of models, as restored; empty if there are problems.
    counts: dict[str, int]
    models: list[str]
    replayed: dict[str, Any]
    problems: list[tuple[str, dict[str, Any]]]


def verify(settings: Settings, archive: Archive, sample: int = SAMPLE) -> Proof:
    """Unpack an archive, compare every file with the manifest, restore the database in a scratch place, compare its
    figures, and replay ``sample`` answers. Raises BackupError and ToolMissingError if that cannot be done here."""
    place = folder(settings)
    begin = time.monotonic()
    with alone(place), space.full_disk_said(), working_folder(place) as work:
        before, sha256 = archive.file.stat(), files.member_of(archive.file).sha256
        manifest: Manifest | None = None
        replayed = Replayed()
        try:
            with away.opened(settings, archive, work) as file:
                staging = work / "unpacked"
                staging.mkdir()
                manifest, problems = files.unpack(file, staging)
            if not problems:
                with database.restored(settings, staging, manifest, "verified") as beside:
                    problems, replayed, _ = check(beside, staging, manifest, sample)
        except DamagedError as error:
            problems = error.problems
        if replayed.differing:
            problems.append(Problem.of("answers_differ", count=replayed.differing, asked=replayed.asked))
        elif replayed.proves_nothing:
            problems.append(Problem.of("nothing_replayed", asked=replayed.asked))
        proof = Proof(
            at=utc_now(),
            archive=archive.file.name,
            bytes=before.st_size,
            sha256=sha256,
            written=before.st_mtime_ns,
            good=not problems,
            seconds=round(time.monotonic() - begin, 3),
            counts=dict(manifest.database.counts) if manifest is not None and not problems else {},
            models=list(manifest.models) if manifest is not None and not problems else [],
            replayed=asdict(replayed),
            problems=[(problem.code, problem.parts) for problem in problems],
        )
        _keep(archive.proof, proof)
        return proof


def proof_of(archive: Archive, reread: bool = False) -> Proof | None:
    """How the last verification of an archive ended; None if there was none, or the archive is another one now. It is
    read again if its file was written since, or with ``reread``, which also finds what a disk lost by itself."""
    try:
        proof = Proof.model_validate_json(archive.proof.read_bytes())
        now = archive.file.stat()
        if now.st_size != proof.bytes:
            return None
        if reread or now.st_mtime_ns != proof.written:
            return proof if files.member_of(archive.file).sha256 == proof.sha256 else None
        return proof
    except (OSError, ValidationError):
        return None


def _keep(target: Path, proof: Proof) -> None:
    part = target.with_name(f".{target.name}.part")
    handle = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(proof.model_dump_json(indent=1))
        stream.flush()
        os.fsync(stream.fileno())
    os.rename(part, target)
    sync_folder(target.parent)
