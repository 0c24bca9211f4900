"""A transaction that is undone by ``--dry-run``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection

from .db import begin

__all__ = ["changing"]


class _UndoneError(Exception):
    """Ends a transaction without its changes."""


@contextmanager
def changing(dry_run: bool) -> Iterator[Connection]:
    """A transaction in the current database. With ``dry_run`` nothing of it stays, neither there nor in the ledger."""
    with suppress(_UndoneError), begin(new=True) as connection:
        yield connection
        if dry_run:
            raise _UndoneError
