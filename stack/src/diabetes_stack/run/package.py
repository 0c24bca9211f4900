"""A folder from which the services are installed without internet: wheels, and a list of what every file must be."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["SUMS", "Package", "PackageError", "check", "revisions"]

#: The list, as sha256sum writes it.
SUMS = "SHA256SUMS"
_WHEELS = "wheels"
_OURS = re.compile(r"diabetes_stack-([^-]+)-")
_MIGRATION = re.compile(r"diabetes_stack/store/migrations/versions/v[^/]+\.py")
_REVISION = re.compile(r"""^revision\b.*?=\s*["']([^"']+)""", re.MULTILINE)
_CHUNK = 1024 * 1024


class PackageError(Exception):
    """A folder that is not as it was made. ``problems`` are keys of the texts of ``update``, each with a file."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True)
class Package:
    """A folder whose files are those that it was made of."""

    folder: Path
    version: str
    wheels: tuple[Path, ...]


def check(folder: Path) -> Package:
    """Compare every file with the list. Raises PackageError with everything that differs, and OSError."""
    sums = folder / SUMS
    if not sums.is_file():
        raise PackageError([("no_list", str(sums))])
    if problems := [*_problems(folder, _listed(sums.read_text()))]:
        raise PackageError(problems)
    wheels = tuple(sorted((folder / _WHEELS).glob("*.whl")))
    ours = [found[1] for wheel in wheels if (found := _OURS.match(wheel.name))]
    if len(ours) != 1:
        raise PackageError([("no_version", str(folder / _WHEELS))])
    return Package(folder, ours[0], wheels)


def revisions(package: Package) -> list[str]:
    """The migrations of the version in a folder, oldest first. Raises OSError and zipfile.BadZipFile."""
    [wheel] = [wheel for wheel in package.wheels if _OURS.match(wheel.name)]
    with zipfile.ZipFile(wheel) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist() if _MIGRATION.fullmatch(name)]
    return sorted(found[1] for text in texts if (found := _REVISION.search(text)))


def _listed(text: str) -> dict[str, str]:
    lines = (line.partition(" ") for line in text.splitlines() if line.strip())
    return {name.lstrip(" *"): digest for digest, _, name in lines}


def _problems(folder: Path, listed: dict[str, str]) -> Iterator[tuple[str, str]]:
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()} - {SUMS}
    yield from (("missing", name) for name in sorted(listed.keys() - found))
    yield from (("unlisted", name) for name in sorted(found - listed.keys()))
    for name in sorted(found & listed.keys()):
        if _digest(folder / name) != listed[name]:
            yield "damaged", name


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
