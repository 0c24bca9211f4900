"""Who may read and change our files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..settings import Settings
from .finding import Finding, few

__all__ = ["permissions"]

#: Files that hold keys or tokens: who reads them can act as us.
_KEYS = ("secret.key", "*.token", "*.age", "*.key")
#: Folders of the data folder whose files hold patients' data or what must not be changed.
_CLOSED = ("spool", "ledger", "backups")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
#: Entries looked at.
_MOST = 20_000


def permissions(settings: Settings, folder: Path) -> Iterator[Finding]:
    """The data folder, keys, what waits in the spool, backups, and a file ``.env`` in the working folder."""
    data = settings.data_dir.absolute()
    if not data.is_dir():
        yield Finding.unknown("no_data", folder=str(data))
        return
    found = list(_entries(data))
    if len(found) > _MOST:
        yield Finding.unknown("too_many_files", folder=str(data), count=_MOST)
    environment = folder / ".env"
    keys = [
        one
        for one in (*found, environment)
        if one.exists()
        and (one == environment or any(one.match(form) for form in _KEYS))
        and _mode(one) & _OTHERS
    ]
    if keys:
        yield Finding.critical("open_keys", names=_named(keys))
    if changed := [one for one in (data, *found) if _mode(one) & _OTHERS_WRITE and not one.is_symlink()]:
        yield Finding.critical("writable", names=_named(changed))
    closed = [one for one in found if one.relative_to(data).parts[0] in _CLOSED]
    if opened := [one for one in (data, *closed) if _mode(one) & _OTHERS and one not in (*keys, *changed)]:
        yield Finding.warning("open_files", names=_named(opened))
    if not (keys or changed or opened):
        yield Finding.ok("closed_files", folder=str(data))


def _entries(data: Path) -> Iterator[Path]:
    """The entries of the data folder; MLflow's artifacts, which may be many, only as a folder."""
    seen = 0
    for place, folders, files in os.walk(data):
        folders[:] = sorted(name for name in folders if not name.startswith("mlartifacts"))
        for name in (*folders, *sorted(files)):
            yield Path(place) / name
            seen += 1
            if seen > _MOST:
                return


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.lstat().st_mode) if not path.is_symlink() else 0
    except OSError:
        return 0


def _named(paths: Iterable[Path]) -> str:
    return few([str(path) for path in paths])
