"""Commands that write the database to a file, and put it back."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

import typer

from ..settings import settings
from ..store import audit, dump, restore
from ..store.migrate import is_current
from ..store.postgres_tools import ToolMissingError
from .console import DRY_RUN, JSON, YES, Failure, confirm, errors_said, say, say_json, working
from .database import begin_on, keep_head, ledger_folder, opened, operator
from .texts import word

__all__ = ["add"]

_SQL = typer.Option(False, "--sql", help=word("db.dump.sql"))
_OUT = typer.Option(None, "--out", help=word("db.dump.out"))
_FILE = typer.Argument(..., metavar="F", exists=True, dir_okay=False, help=word("db.restore.file"))
_REPLACE = typer.Option(False, "--replace", help=word("db.restore.replace"))
_ERRORS = (ToolMissingError, dump.ProgramError, OSError, sqlite3.Error)


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command(name="dump", help=word("db.dump.help"))(_dump)
    group.command(name="restore", help=word("db.restore.help"))(_restore)


def _dump(sql: bool = _SQL, out: Path | None = _OUT, as_json: bool = JSON) -> None:
    now = datetime.now().astimezone()
    name = f"diabetes_backup_{now:%Y%m%d_%H%M%S}{dump.suffix(settings(), sql)}"
    file = out or settings().folder() / "dumps" / name
    with errors_said(*_ERRORS), opened(new=True) as engine:
        if restore.contents(settings()) is restore.Contents.NOTHING:
            raise Failure(word("db.dump.nothing"))
        # Tables of an earlier version are dumped as they are; they have no place for the entry.
        if is_current(engine):
            with begin_on(engine) as connection:
                audit.note(connection, operator(), "dump", "database", {"file": file.name, "sql": sql})
        engine.dispose()
        with working(word("db.dump.working")):
            done = dump.dump(settings(), file, sql)
    if as_json:
        say_json({"file": str(done.file), "bytes": done.bytes, "sha256": done.sha256})
    else:
        say(word("db.dump.done", file=done.file, size=word.number(done.bytes / 2**20, 1), sha256=done.sha256))


def _restore(
    file: Path = _FILE,
    replace: bool = _REPLACE,
    yes: bool = YES,
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    with errors_said(*_ERRORS), opened(new=True) as engine:
        try:
            kind = restore.kind_of(file, settings())
            before = restore.contents(settings())
            full = before is restore.Contents.ROWS
            if full and not replace:
                raise restore.RestoreError("not_empty")
            if dry_run:
                if as_json:
                    say_json({"file": str(file), "kind": kind.value, "replaces": full, "dry_run": True})
                else:
                    say(word("db.restore.would_replace" if full else "db.restore.would", file=file))
                return
            if full:
                confirm(word("db.restore.ask"), yes)
            with working(word("db.restore.working")):
                done = restore.restore(settings(), file, operator(), replace, ledger_folder())
        except restore.RestoreError as error:
            raise Failure(word(f"db.restore.{error.code}", **error.parts)) from error
        with engine.connect() as connection:
            keep_head(audit.head(connection))
    if as_json:
        kept = None if done.kept is None else str(done.kept)
        said = {"predictions": done.predictions, "forgotten_again": done.forgotten, "kept": kept}
        say_json({"file": str(file), "kind": kind.value, **said, "dry_run": False})
        return
    say(word("db.restore.done", predictions=word.number(done.predictions), file=file))
    if done.forgotten:
        say(word("db.forgotten_again", rows=word.number(done.forgotten)))
    if done.kept is not None:
        say(word("db.restore.kept", file=done.kept))
