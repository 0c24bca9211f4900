"""Archives as files: a compressed tar with the manifest in front, written whole or not at all, and read within bounds.

Whatever an archive claims, reading it takes little memory, and writes only regular files with the names and sizes of
its manifest into the folder that is given.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import tarfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from . import manifest as contents
from . import space
from .errors import BackupError, DamagedError, Problem
from .manifest import Manifest, Member
from .places import sync_folder

__all__ = ["DAMAGE", "is_old", "member_of", "opened", "read_manifest", "readable", "take", "unpack", "write"]

_LEVEL = 4
#: The ten bytes with which :func:`write` begins every archive: no check of gzip covers them.
_START = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
#: The most bytes that are held at once. tarfile reads the headers of a member in one piece, whatever size they claim.
_PIECE = 1 << 20
_MANIFEST_BYTES = 64 << 20
#: Zeros that may follow the last member.
_PADDING = 2 * tarfile.RECORDSIZE
#: The folder in archives of the manual's script: its time.
_OLD = re.compile(r"(?:\./)?[0-9]{8}_[0-9]{6}(?:/.*)?")
#: What reading a damaged archive raises.
DAMAGE = (tarfile.TarError, zlib.error, EOFError, ValueError, OverflowError, RecursionError, gzip.BadGzipFile)


def member_of(file: Path) -> Member:
    """The size and hash of a file."""
    with file.open("rb") as stream:
        digest = hashlib.sha256()
        size = 0
        while piece := stream.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return Member(size=size, sha256=digest.hexdigest())


def write(target: Path, staging: Path, manifest: Manifest) -> None:
    """Write the files of ``staging`` named in the manifest as an archive that only its owner can read. Raises OSError,
    and then there is no archive."""
    part = target.with_name(f".{target.name}.part")
    handle = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as raw:
            with (
                gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as packed,
                tarfile.open(fileobj=packed, mode="w|") as tar,
            ):
                content = manifest.to_bytes()
                tar.addfile(_entry(contents.NAME, len(content), manifest), io.BytesIO(content))
                for name, member in manifest.files.items():
                    with (staging / name).open("rb") as stream:
                        tar.addfile(_entry(name, member.size, manifest), stream)
            raw.flush()
            os.fsync(raw.fileno())
        os.rename(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _entry(name: str, size: int, manifest: Manifest) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size = size
    entry.mode = 0o600
    entry.mtime = int(manifest.created.timestamp())
    return entry


class _Unpacked(gzip.GzipFile):
    """The unpacked archive, read forwards and in pieces."""

    def read(self, size: int | None = -1) -> bytes:
        if size is None or not 0 <= size <= _PIECE:
            raise tarfile.ReadError("a header claims to be large")
        return super().read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        forwards = offset == 0 if whence == io.SEEK_CUR else whence == io.SEEK_SET and offset >= self.tell()
        if not forwards:
            raise tarfile.ReadError("a member claims to begin before its header")
        return super().seek(offset, whence)


@contextmanager
def opened(file: Path) -> Iterator[tuple[tarfile.TarFile, gzip.GzipFile]]:
    """An archive's members, and its unpacked bytes. Raises one of ``DAMAGE``, and OSError."""
    with (
        file.open("rb") as raw,
        _Unpacked(fileobj=raw, mode="rb") as stream,
        tarfile.open(fileobj=stream, mode="r:") as tar,
    ):
        yield tar, stream


def is_old(file: Path) -> bool:
    """Whether an archive was written by the manual's script: it has no manifest, but a folder named by a time."""
    try:
        with opened(file) as (tar, _):
            first = tar.next()
            return first is not None and _OLD.fullmatch(first.name) is not None
    except DAMAGE:
        return False


def read_manifest(file: Path) -> Manifest:
    """The manifest alone. Raises DamagedError."""
    try:
        with opened(file) as (tar, _):
            return _manifest(tar)
    except DAMAGE as problem:
        raise _damaged(file, problem) from problem


def readable(file: Path) -> Manifest | None:
    """The manifest alone; None for an archive of the manual's script, and for one that cannot be read."""
    try:
        return read_manifest(file)
    except (BackupError, OSError):
        return None


def unpack(file: Path, into: Path) -> tuple[Manifest, list[Problem]]:
    """Unpack an archive into an empty folder and compare every file with the manifest; returns what differs. Raises
    BackupError if it cannot be read to its end."""
    problems: list[Problem] = []
    try:
        with file.open("rb") as raw:
            if raw.read(len(_START)) != _START:
                raise tarfile.ReadError("it does not begin as an archive does")
        with opened(file) as (tar, stream):
            manifest = _manifest(tar)
            space.check(into, manifest.size)
            waiting = dict(manifest.files)
            while (entry := tar.next()) is not None:
                member = waiting.pop(entry.name, None)
                if member is None or not _is_plain(entry) or entry.size != member.size:
                    raise DamagedError("member_unknown", member=entry.name)
                if _copy(tar, entry, into / entry.name) != member.sha256:
                    problems.append(Problem.of("member_differs", member=entry.name))
            _check_end(stream)
    except DAMAGE as problem:
        raise _damaged(file, problem) from problem
    return manifest, problems + [Problem.of("member_missing", member=name) for name in waiting]


def take(file: Path, names: Collection[str], into: Path) -> None:
    """Unpack some files of an archive; those whose hash differs are left out. Raises DamagedError."""
    try:
        with opened(file) as (tar, _):
            waiting = {name: member for name, member in _manifest(tar).files.items() if name in names}
            while waiting and (entry := tar.next()) is not None:
                member = waiting.pop(entry.name, None)
                if member is None or not _is_plain(entry) or entry.size != member.size:
                    continue
                if _copy(tar, entry, into / entry.name) != member.sha256:
                    (into / entry.name).unlink()
    except DAMAGE as problem:
        raise _damaged(file, problem) from problem


def _manifest(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    if first is None or first.name != contents.NAME or not _is_plain(first) or first.size > _MANIFEST_BYTES:
        raise DamagedError("no_manifest")
    stream = tar.extractfile(first)
    assert stream is not None
    return Manifest.from_bytes(b"".join(iter(lambda: stream.read(_PIECE), b"")))


def _is_plain(entry: tarfile.TarInfo) -> bool:
    """Whether it is a regular file, all of whose bytes are in the archive."""
    return entry.isreg() and not entry.issparse()


def _copy(tar: tarfile.TarFile, entry: tarfile.TarInfo, target: Path) -> str:
    """Write a member to a new file; returns its hash."""
    source = tar.extractfile(entry)
    assert source is not None
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    digest = hashlib.sha256()
    with os.fdopen(handle, "wb") as stream:
        while piece := source.read(_PIECE):
            digest.update(piece)
            stream.write(piece)
    return digest.hexdigest()


def _check_end(stream: gzip.GzipFile) -> None:
    """Nothing but a few zeros follows the last member; reading them also compares gzip's checksum."""
    left = 0
    while piece := stream.read(_PIECE):
        left += len(piece)
        if piece.strip(b"\0") or left > _PADDING:
            raise tarfile.ReadError("something follows the last member")


def _damaged(file: Path, problem: BaseException) -> DamagedError:
    return DamagedError("damaged", name=file.name, cause=type(problem).__name__)
