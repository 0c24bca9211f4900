"""The folder of an installation: ``releases/VERSION``, each an environment of its own, and the link ``current`` to the
one in use. Another version is installed beside it, and a return is another link."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Releases", "here", "python_in_use"]

_FOLDER, _CURRENT, _PREVIOUS, _WHOLE = "releases", "current", "previous", ".whole"


@dataclass(frozen=True)
class Releases:
    """The releases in a folder."""

    home: Path

    @property
    def current(self) -> str | None:
        """The version in use."""
        return self._linked(_CURRENT)

    @property
    def previous(self) -> str | None:
        """The version that was in use before it."""
        return self._linked(_PREVIOUS)

    def folder(self, version: str) -> Path:
        """The environment of a version."""
        return self.home / _FOLDER / version

    def python(self, version: str) -> str:
        """The interpreter of a version."""
        return str(self.folder(version) / "bin" / "python")

    def is_whole(self, version: str) -> bool:
        """Whether a version was installed to its end."""
        return (self.folder(version) / _WHOLE).exists()

    def finish(self, version: str) -> None:
        """Note that a version is installed to its end."""
        (self.folder(version) / _WHOLE).touch()

    def unused(self) -> list[Path]:
        """The environments that are neither in use nor were before."""
        kept = {self.current, self.previous}
        return sorted(one for one in (self.home / _FOLDER).iterdir() if one.name not in kept)

    def use(self, version: str, before: str | None) -> None:
        """Put a version in use, and note the one before it. A link changes at once: there always is a version in use.
        Raises OSError."""
        if before is None:
            (self.home / _PREVIOUS).unlink(missing_ok=True)
        else:
            self._link(_PREVIOUS, before)
        self._link(_CURRENT, version)

    def _linked(self, name: str) -> str | None:
        link = self.home / name
        return Path(os.readlink(link)).name if link.is_symlink() else None

    def _link(self, name: str, version: str) -> None:
        new = self.home / f".{name}.new"
        new.unlink(missing_ok=True)
        new.symlink_to(Path(_FOLDER) / version)
        new.rename(self.home / name)


def here() -> Releases | None:
    """The installation that this process belongs to; None if it is of another kind, such as a container."""
    environment = Path(sys.prefix).resolve()
    return Releases(environment.parent.parent) if environment.parent.name == _FOLDER else None


def python_in_use() -> str:
    """The interpreter of the version in use, which may be another one than this process's."""
    releases = here()
    version = releases.current if releases else None
    return releases.python(version) if releases and version else sys.executable
