"""A second place for backups: encrypted copies of archives, and the ledger, which is newer than any of them."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyrage

from ..settings import Settings
from ..store import ledger
from .errors import BackupError, DamagedError
from .places import Archive, folder, sync_folder
from .work import noted

__all__ = ["check", "create_key", "ledgers", "opened", "send", "send_ledger"]

_PIECE = 1 << 20


def check(settings: Settings, to: Path, plain: bool = False) -> None:
    """Raise BackupError if :func:`send` could not work, before a backup is made for it."""
    _second(settings, to)
    if not plain:
        _recipients(settings)


def send(settings: Settings, archive: Archive, to: Path, by: str, plain: bool = False) -> Path:
    """Copy an archive and the ledger to a folder; returns the copy, which was read back. It is encrypted for
    BACKUP_RECIPIENT, or with BACKUP_KEY_FILE; ``plain`` leaves it readable. The audit trail says so. Raises BackupError
    and OSError."""
    place = _second(settings, to)
    keys = None if plain else _recipients(settings)
    target = place / (archive.file.name if plain else f"{archive.file.name}.age")
    part = place / f".{target.name}.part"
    handle = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream, archive.file.open("rb") as source:
            written = _Hashed(stream)
            if keys is None:
                shutil.copyfileobj(source, written, _PIECE)
            else:
                pyrage.encrypt_io(source, written, keys)
            stream.flush()
            os.fsync(stream.fileno())
        if _hash_of(part) != written.digest.hexdigest():
            raise BackupError("copy_differs", folder=place)
        os.rename(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(place)
    noted(settings, by, "backup_copy", archive.name, {"to": str(place), "encrypted": not plain})
    ledger.merge(place / ledger.FOLDER, settings.folder() / ledger.FOLDER)
    return target


def send_ledger(settings: Settings) -> bool:
    """Copy the ledger to BACKUP_TO, so that a patient who was forgotten after the last backup stays forgotten there
    too; False without BACKUP_TO. Raises BackupError and OSError."""
    if settings.backup_to is None:
        return False
    place = _second(settings, settings.backup_to)
    ledger.merge(place / ledger.FOLDER, settings.folder() / ledger.FOLDER)
    return True


def ledgers(settings: Settings, archive: Archive) -> list[Path]:
    """The ledgers outside the data folder: in the second place, and beside the archive."""
    places = [archive.file.parent, *([settings.backup_to] if settings.backup_to else [])]
    return [found for place in places if (found := place / ledger.FOLDER).is_dir()]


@contextmanager
def opened(settings: Settings, archive: Archive, work: Path) -> Iterator[Path]:
    """The archive as a file that can be read; a decrypted one exists only meanwhile, in the folder ``work``. Raises
    BackupError without the key, and DamagedError if it does not open."""
    if not archive.is_encrypted:
        yield archive.file
        return
    target = work / archive.file.stem
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream, archive.file.open("rb") as source:
            try:
                pyrage.decrypt_io(source, stream, _identities(settings))
            except pyrage.DecryptError as error:
                raise DamagedError("not_opened", name=archive.file.name) from error
            except OSError as error:
                # Without a number it is not of the disk: the key is the right one, and what follows was changed.
                if error.errno is not None:
                    raise
                raise DamagedError("damaged", name=archive.file.name, cause=str(error)) from error
        yield target
    finally:
        target.unlink(missing_ok=True)


def create_key(file: Path) -> str:
    """Write a new private key to a file that only its owner can read; returns the public key, for BACKUP_RECIPIENT.
    Raises OSError, also if the file exists."""
    identity = pyrage.x25519.Identity.generate()
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(f"# public key: {identity.to_public()}\n{identity}\n")
        stream.flush()
        os.fsync(stream.fileno())
    return str(identity.to_public())


class _Hashed:
    """A file to write, and the hash of what was written."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()

    def write(self, piece: bytes) -> int:
        self.digest.update(piece)
        return self._stream.write(piece)

    def flush(self) -> None:
        self._stream.flush()


def _hash_of(file: Path) -> str:
    with file.open("rb") as stream:
        digest = hashlib.sha256()
        while piece := stream.read(_PIECE):
            digest.update(piece)
        return digest.hexdigest()


def _second(settings: Settings, to: Path) -> Path:
    """A folder that exists and is not the first one: a disk that is not mounted must not be taken for a place."""
    if not to.is_dir():
        raise BackupError("no_second_place", folder=to)
    if to.resolve() == folder(settings).resolve():
        raise BackupError("same_place", folder=to)
    return to


def _recipients(settings: Settings) -> list[Any]:
    if settings.backup_recipient:
        return [pyrage.x25519.Recipient.from_str(key) for key in settings.backup_recipient]
    if settings.backup_key_file is None:
        raise BackupError("no_key")
    return [identity.to_public() for identity in _identities(settings)]


def _identities(settings: Settings) -> list[Any]:
    file = settings.backup_key_file
    if file is None:
        raise BackupError("no_private_key")
    try:
        lines = [line.strip() for line in file.read_text(encoding="ascii").splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        found = []
    if not found:
        raise BackupError("bad_key_file", file=file)
    return found
