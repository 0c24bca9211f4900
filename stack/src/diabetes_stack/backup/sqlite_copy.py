"""SQLite: copies of a database in use, and a restored one put in its place, by SQLite's own backup call.

The call takes the place of a transaction: services stay connected, and after a crash the database is the old one or
the new one.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import monotonic

from .places import sync_folder

__all__ = ["copy", "database_size", "is_sound", "put_in_service"]

_PATIENCE = 30
#: In how many steps the database in service is written over; it is locked from the first one to the last.
_STEPS = 16
#: Seconds between attempts to lock it, short because the API writes often; the results of a step that could not.
_PAUSE = 0.002
_TAKEN = (5, 6)  # SQLITE_BUSY and SQLITE_LOCKED, which Python 3.10 does not name.
_SIDES = ("-wal", "-shm", "-journal")


def copy(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment; others may go on writing. Raises sqlite3.Error."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(_opened(source)) as origin, closing(_connect(target)) as made:
        origin.backup(made)
        # One file that needs no others beside it.
        made.execute("PRAGMA journal_mode=DELETE")


def database_size(file: Path) -> int:
    """The bytes of a database and of the files beside it."""
    return sum(
        part.stat().st_size for part in (file, *(Path(f"{file}{side}") for side in _SIDES)) if part.exists()
    )


def is_sound(file: Path) -> bool:
    """Whether a file is a database without damage."""
    try:
        with closing(_opened(file)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False


def put_in_service(restored: Path, live: Path, kept: Path) -> bool:
    """Replace the database ``live`` by ``restored``, and keep the old one as ``kept``; False if there was none. Raises
    sqlite3.Error, and then the old one is in service."""
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not live.exists() or not is_sound(live):
        return _replace_files(restored, live, kept)
    with closing(_connect(live)) as target, closing(_connect(restored)) as source:
        # Readers, and with them the copy, go on while the database is written over.
        target.execute("PRAGMA journal_mode=WAL")
        target.execute("PRAGMA synchronous=FULL")
        target.execute("PRAGMA busy_timeout=0")
        pages = source.execute("PRAGMA page_count").fetchone()[0]
        source.backup(
            target,
            pages=max(1, pages // _STEPS),
            progress=_when_locked(lambda: copy(live, kept)),
            sleep=_PAUSE,
        )
    return True


def _replace_files(restored: Path, live: Path, kept: Path) -> bool:
    """The same where there is no database, or a damaged one: by renaming."""
    there = live.exists()
    for side in _SIDES:
        if os.path.exists(f"{live}{side}"):
            os.rename(f"{live}{side}", f"{kept}{side}")
    if there:
        os.link(live, kept)
    with restored.open("rb") as stream:
        os.fsync(stream.fileno())
    live.parent.mkdir(parents=True, exist_ok=True)
    os.rename(restored, live)
    sync_folder(live.parent)
    return there


def _when_locked(function: Callable[[], None]) -> Callable[[int, int, int], None]:
    """Called after every step: after the first that succeeds, the old database is locked and cannot change any more."""
    called = False
    until = monotonic() + _PATIENCE

    def progress(status: int, *_: int) -> None:
        nonlocal called
        if status in _TAKEN:
            if monotonic() > until:
                raise sqlite3.OperationalError("the database is locked by another command")
        elif not called:
            called = True
            function()

    return progress


def _opened(file: Path) -> sqlite3.Connection:
    """A database that exists."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=_PATIENCE)
    connection.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")
    return connection


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_PATIENCE)
    connection.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")
    return connection
