"""A copy of the database in one file: as SQL, or in the database's own format, which is smaller and checks itself."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url

from ..settings import Settings
from .engine import Service, open_store
from .postgres_tools import environment, tool

__all__ = [
    "Dump",
    "ProgramError",
    "complaint",
    "copy_sqlite",
    "dump",
    "server_version",
    "suffix",
    "temporary",
]

_CHUNK = 1024 * 1024


class ProgramError(Exception):
    """A program of PostgreSQL failed; the text is what it said, without values of rows."""


@dataclass(frozen=True)
class Dump:
    """A file that was written: its size in bytes and the SHA-256 of its content."""

    file: Path
    bytes: int
    sha256: str


def dump(settings: Settings, file: Path, sql: bool) -> Dump:
    """Write the database to a file, which appears when it is whole. With PostgreSQL this includes MLflow's schema, and
    takes one connection. Raises ToolMissingError, ProgramError, OSError, sqlite3.Error and SQLAlchemyError."""
    url = make_url(settings.sqlalchemy_url)
    with temporary(file) as part:
        if url.get_backend_name() == "postgresql":
            version = server_version(settings)
            form = "plain" if sql else "custom"
            told = ["--no-owner", "--no-privileges", f"--format={form}", f"--file={part}"]
            _run([str(tool(settings, "pg_dump", version)), *told], environment(url))
        elif sql:
            _sqlite_sql(str(url.database), part)
        else:
            copy_sqlite(str(url.database), part)
        hashed = _hash(part)
    return Dump(file, file.stat().st_size, hashed)


def suffix(settings: Settings, sql: bool) -> str:
    """How the name of such a file ends."""
    if sql:
        return ".sql"
    return ".dump" if make_url(settings.sqlalchemy_url).get_backend_name() == "postgresql" else ".db"


def server_version(settings: Settings) -> int:
    """The major version of the PostgreSQL server. Its connection is closed again. Raises SQLAlchemyError."""
    engine = open_store(settings, Service.COMMAND)
    try:
        with engine.connect() as connection:
            return int(connection.scalar(text("SHOW server_version_num")) or 0) // 10_000
    finally:
        engine.dispose()


@contextmanager
def temporary(file: Path) -> Iterator[Path]:
    """A new file beside this one, which only its owner can read; it takes its place once it is on disk."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    os.close(handle)
    part = Path(name)
    try:
        yield part
        for path in (part, file.parent):
            handle = os.open(path, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)
        os.replace(part, file)
    finally:
        part.unlink(missing_ok=True)


def complaint(said: bytes) -> str:
    """The first error in what a program said, without the values that it may quote."""
    lines = said.decode(errors="replace").splitlines()
    wrong = [line for line in lines if re.search(r"error:|ERROR:|FATAL:", line)] or lines or ["it failed"]
    return re.sub(r': "[^"]*"$', "", wrong[0].strip())


def _run(command: Sequence[str], told: dict[str, str]) -> None:
    done = subprocess.run(command, env=told, stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode:
        raise ProgramError(complaint(done.stderr))


def copy_sqlite(database: str, part: Path, unused: bool = False) -> None:
    """Copy an SQLite database, as it is at this moment, into a new file; ``unused`` says that no program writes it.
    Raises sqlite3.Error."""
    with closing(_read_only(database, unused)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
        # In one file, without a write-ahead log beside it.
        target.execute("PRAGMA journal_mode=DELETE")


def _sqlite_sql(database: str, part: Path) -> None:
    with closing(_read_only(database)) as source, part.open("w", encoding="utf-8") as stream:
        # All tables as they are at this moment.
        source.execute("BEGIN")
        for statement in source.iterdump():
            stream.write(f"{statement}\n")


def _read_only(database: str, unused: bool = False) -> sqlite3.Connection:
    """A connection that only reads. A file that nobody uses may lie where nothing can be written."""
    alone = "&immutable=1" if unused and not Path(f"{database}-wal").exists() else ""
    address = f"{Path(database).absolute().as_uri()}?mode=ro{alone}"
    return sqlite3.connect(address, uri=True, isolation_level=None)


def _hash(file: Path) -> str:
    whole = hashlib.sha256()
    with file.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            whole.update(piece)
    return whole.hexdigest()
