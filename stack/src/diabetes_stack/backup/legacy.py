"""Archives of the manual's script, ``backup_TIME.tar.gz``: a folder named by the time, with models, MLflow's runs and
two files of settings, without a manifest or a database.

Such an archive proves nothing about itself, and its ``*.joblib`` could run any code when they are opened. So it is only
unpacked, into a folder of its own; model files of this system that are found in it are registered.
"""

from __future__ import annotations

import os
import tarfile
from pathlib import Path
from typing import NamedTuple

import diabetes

from ..models import registry
from ..settings import Settings
from ..store import audit, ledger
from ..store.migrate import upgrade
from . import space
from .archive import DAMAGE, opened
from .database import opened as database_opened
from .errors import BackupError, DamagedError
from .manifest import is_safe
from .places import Archive

__all__ = ["Old", "look", "restore"]

#: The folder in the data folder.
_FOLDER = "restored"
#: The most files and bytes that are unpacked: far above a folder of models and runs, far below a disk.
_FILES, _BYTES = 100_000, 20 << 30
_MODEL_BYTES = 16 << 20
_PIECE = 1 << 20


class Old(NamedTuple):
    """What is in an archive of the manual's script."""

    files: int
    bytes: int
    #: Files of models by the old system, which are never opened.
    joblib: list[str]
    #: Links and special files, which are not unpacked.
    left_out: list[str]
    #: Where it was unpacked; None if it was only looked at.
    folder: str | None = None
    #: Versions of model files of this system that were in it.
    registered: tuple[str, ...] = ()


def look(archive: Archive) -> Old:
    """List what is in it. Raises DamagedError."""
    return _pass(archive, None)


def restore(settings: Settings, archive: Archive, by: str) -> Old:
    """Unpack it into a folder of its own, and register the model files of this system in it. Raises BackupError,
    DamagedError, and SQLAlchemyError."""
    found = look(archive)
    target = settings.folder() / _FOLDER / archive.name
    if target.exists():
        raise BackupError("already_unpacked", folder=target)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with space.full_disk_said():
        space.check(target.parent, found.bytes)
        target.mkdir(mode=0o700)
        _pass(archive, target)
    versions = _register(settings, archive, target, by)
    return found._replace(folder=str(target), registered=tuple(versions))


def _pass(archive: Archive, into: Path | None) -> Old:
    count = size = 0
    joblib: list[str] = []
    left_out: list[str] = []
    try:
        with opened(archive.file) as (tar, _):
            while (entry := tar.next()) is not None:
                name = entry.name.removeprefix("./").rstrip("/")
                if name in ("", "."):
                    continue
                if not is_safe(name):
                    raise DamagedError("unsafe_name", name=ascii(name))
                count, size = count + 1, size + (entry.size if entry.isreg() else 0)
                if count > _FILES or size > _BYTES:
                    raise DamagedError("too_much", files=_FILES, bytes=_BYTES)
                if not entry.isdir() and (not entry.isreg() or entry.issparse()):
                    left_out.append(name)
                elif entry.isreg():
                    if name.endswith((".joblib", ".pkl", ".pickle")):
                        joblib.append(name)
                    if into is not None:
                        _copy(tar, entry, into / name)
    except DAMAGE as problem:
        raise DamagedError("damaged", name=archive.file.name, cause=type(problem).__name__) from problem
    return Old(count, size, joblib, left_out)


def _copy(tar: tarfile.TarFile, entry: tarfile.TarInfo, target: Path) -> None:
    source = tar.extractfile(entry)
    assert source is not None
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as stream:
        while piece := source.read(_PIECE):
            stream.write(piece)


def _register(settings: Settings, archive: Archive, folder: Path, by: str) -> list[str]:
    """Register every file that is a model of this system."""
    models = [content for file in sorted(folder.rglob("*.json")) if (content := _model(file)) is not None]
    if not models:
        return []
    with database_opened(settings) as engine:
        upgrade(engine)
        with engine.begin() as connection:
            versions = [registry.register(connection, content).version for content in models]
            audit.note(connection, by, "restore_models", archive.name, {"versions": versions})
            head: audit.Head = connection.info.pop(audit.HEAD)
    ledger.keep_head(settings.folder() / ledger.FOLDER, head)
    return versions


def _model(file: Path) -> bytes | None:
    if file.stat().st_size > _MODEL_BYTES:
        return None
    content = file.read_bytes()
    try:
        diabetes.Model.from_json(content.decode())
    except (UnicodeDecodeError, diabetes.DiabetesError):
        return None
    return content
