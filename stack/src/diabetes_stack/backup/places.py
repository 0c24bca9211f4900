"""Where archives are, how they are called, and which one is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from fcntl import LOCK_EX, LOCK_NB, flock
from os import O_CLOEXEC, O_CREAT, O_RDWR, close, fsync, open
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from ..settings import Settings
from .errors import BackupError

__all__ = ["Archive", "alone", "archives", "find", "folder", "free_name", "shelf", "sync_folder"]

_FOLDER = "backups"
_NAME = re.compile(r"backup_([0-9]{8}_[0-9]{6})\.tar\.gz(\.age)?")
_TIME = "%Y%m%d_%H%M%S"
#: Seconds for which a command waits for another one that is at work on the archives.
_PATIENCE = 3600.0


class Archive(NamedTuple):
    """An archive by its file."""

    file: Path
    #: When it was made, in UTC, from its name.
    at: datetime

    @property
    def name(self) -> str:
        """The name without the endings: that of the archive and of its encrypted copies."""
        return self.file.name.partition(".")[0]

    @property
    def is_encrypted(self) -> bool:
        """Whether it needs a key to be opened."""
        return self.file.suffix == ".age"

    @property
    def proof(self) -> Path:
        """The file that says how its last verification ended."""
        return self.file.with_name(f"{self.name}.verified.json")


def folder(settings: Settings) -> Path:
    """The folder of the archives, which only its owner can read."""
    place = settings.folder() / _FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def archives(place: Path) -> list[Archive]:
    """The archives in a folder, oldest first; none if it does not exist."""
    try:
        files = sorted(place.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [found for file in files if file.is_file() and (found := _archive(file)) is not None]


def find(settings: Settings, name: str | None, place: Path | None = None) -> Archive:
    """The archive of this name, or in this file; without a name, the newest. ``place`` is another folder to search.
    Raises BackupError."""
    if name is not None and Path(name).is_file():
        file = Path(name).absolute()
        return _archive(file) or Archive(file, datetime.fromtimestamp(file.stat().st_mtime, timezone.utc))
    where = folder(settings) if place is None else place
    if not where.is_dir():
        raise BackupError("no_folder", folder=where)
    found = archives(where)
    if name is not None:
        found = [archive for archive in found if name in (archive.name, archive.file.name)]
    if not found:
        raise (
            BackupError("no_archive", folder=where)
            if name is None
            else BackupError("unknown_archive", name=name, folder=where)
        )
    return found[-1]


def free_name(place: Path, now: datetime) -> str:
    """The file name for an archive made now; a second later if that one exists already."""
    taken = {archive.name for archive in archives(place)}
    at = now.astimezone(timezone.utc)
    while (name := f"backup_{at.strftime(_TIME)}") in taken:
        at += timedelta(seconds=1)
    return f"{name}.tar.gz"


def shelf(settings: Settings) -> Path:
    """The same folder for those who only read; it may not exist."""
    return settings.place() / _FOLDER


@contextmanager
def alone(place: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Wait until no other command is at work on these archives. Raises BackupError after ``patience`` seconds."""
    handle = open(place / ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    until = monotonic() + patience
    try:
        while True:
            try:
                flock(handle, LOCK_EX | LOCK_NB)
                break
            except BlockingIOError:
                if monotonic() > until:
                    raise BackupError("busy") from None
                sleep(0.1)
        yield
    finally:
        close(handle)


def sync_folder(place: Path) -> None:
    """Bring the names in a folder to the disk."""
    handle = open(place, O_CLOEXEC)
    try:
        fsync(handle)
    finally:
        close(handle)


def _archive(file: Path) -> Archive | None:
    named = _NAME.fullmatch(file.name)
    if named is None:
        return None
    try:
        return Archive(file, datetime.strptime(named[1], _TIME).replace(tzinfo=timezone.utc))
    except ValueError:
        return None
