"""Installs a version of the services beside those in use, from a folder or from the package index that pip uses."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence

from .package import Package
from .releases import Releases

__all__ = ["InstallError", "install"]

_SECONDS = 3600
#: Letters that are kept of what pip says.
_SAID = 500


class InstallError(Exception):
    """The environment could not be made; the text is pip's."""


def install(releases: Releases, version: str, package: Package | None) -> None:
    """Make the environment of a version, and check that nothing is missing in it. One that is in use, or was before, is
    left as it is. Raises InstallError and OSError."""
    if version in (releases.current, releases.previous) and releases.is_whole(version):
        return
    folder = releases.folder(version)
    if folder.exists():
        shutil.rmtree(folder)
    _run([sys.executable, "-m", "venv", "--without-pip", str(folder)])
    pip = [sys.executable, "-m", "pip", "--python", releases.python(version)]
    pip += ["--quiet", "--no-input", "--disable-pip-version-check"]
    install = [*pip, "install", "--no-compile"]
    if package is None:
        _run([*install, f"diabetes-stack=={version}"])
    else:
        # The folder's list of hashes was checked, and has every package that is needed.
        _run([*install, "--no-index", "--no-deps", *map(str, package.wheels)])
    _run([*pip, "check"])
    releases.finish(version)


def _run(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_SECONDS, stdin=subprocess.DEVNULL, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise InstallError(f"{_SECONDS} s") from error
    if done.returncode != 0:
        said = done.stderr.strip() or done.stdout.strip()
        raise InstallError(said[-_SAID:])
