"""Answers that waited in the spool when a backup was made."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import Connection

from ..store import aside
from ..store.line import GROUP, GROUP_BYTES
from ..store.predictions import insert, total
from ..store.spool import abandoned

__all__ = ["ASIDE", "SPOOL", "copy", "store"]

#: The folder of the spool, in the data folder and in archives.
SPOOL = "spool"
#: Answers and files in it that could not be stored, for examination.
ASIDE = f"{SPOOL}/{aside.FOLDER}"


def copy(data: Path, staging: Path) -> None:
    """Copy the spool. An answer is in it or in the database, or for a moment in both, where its id keeps it single; so
    the spool is copied before the database."""
    spool = data / SPOOL
    for file in sorted(spool.rglob("*")) if spool.is_dir() else []:
        if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
            target = staging / SPOOL / file.relative_to(spool)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                shutil.copyfile(file, target)
            except FileNotFoundError:
                continue  # Its rows are in the database now.


def store(connection: Connection, folder: Path) -> int:
    """Store the answers of a copied spool; returns how many were not in the database yet. The caller commits."""
    before = total(connection)
    for spool in abandoned(folder):
        while rows := spool.peek(GROUP, GROUP_BYTES):
            insert(connection, rows)
            spool.advance()
        spool.close()
    return total(connection) - before
