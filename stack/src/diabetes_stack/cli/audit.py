"""The security audit: audit, audit verify, audit accept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from ..security import bom, tree
from ..security.access_lines import Lines, read
from ..security.checks import CHECKS, Situation
from ..security.finding import Finding, State
from ..security.trail import verify as verify_trail
from ..settings import Settings, settings
from ..store import audit, ledger
from ..store.engine import Service, open_store
from ..store.migrate import is_current
from ..store.sqlite_file import is_missing
from .console import DRY_RUN, JSON, YES, Failure, confirm, errors_said, say, say_json, working
from .database import begin, ledger_folder
from .operator import operator
from .reason import reason_of
from .texts import word

__all__ = ["add"]

Check = Enum("Check", {name: name for name in CHECKS}, type=str)  # type: ignore[misc]
_LOG = typer.Option(None, "--log", help=word("audit.log"))
_OFFLINE = typer.Option(False, "--offline", help=word("audit.offline"))
_SKIP = typer.Option([], "--skip", help=word("audit.skip"))
_SBOM = typer.Option(None, "--sbom", help=word("audit.sbom"))
#: Standard input instead of a file.
_STANDARD_INPUT = "-"
_LONGEST_LINE = 64 * 1024
_LONGEST_REASON = 500

_audit = typer.Typer(help=word("audit.help"), invoke_without_command=True)


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(_audit, name="audit")


@_audit.callback()
def _all(
    context: typer.Context,
    log: str | None = _LOG,
    offline: bool = _OFFLINE,
    skip: list[Check] = _SKIP,
    sbom: Path | None = _SBOM,
    as_json: bool = JSON,
) -> None:
    if context.invoked_subcommand is not None:
        return
    with errors_said(OSError):
        if sbom is not None:
            return _write_bill(sbom, as_json)
        lines = None if log is None else _lines(log)
        situation = Situation(settings(), Path.cwd(), partial(_reading, settings()), lines, offline)
        skipped = {one.value for one in skip}
        found: list[tuple[str, Finding]] = []
        for name, check in CHECKS.items():
            if name not in skipped:
                with working(word(f"audit.check.{name}")):
                    found += [(name, finding) for finding in check(situation)]
    if as_json:
        checks = [{"check": name, **_as_json(finding)} for name, finding in found]
        say_json({"checks": checks, "skipped": sorted(skipped)})
    else:
        _show(found)
    if any(finding.state is not State.OK for _, finding in found):
        raise typer.Exit(1)


@_audit.command(name="verify", help=word("audit.verify.help"))
def _verify(as_json: bool = JSON) -> None:
    with errors_said(), _connected() as connection:
        found = verify_trail(connection, settings().data_dir.absolute())
    if as_json:
        say_json({"whole": found.is_whole, **found._asdict()})
    elif found.is_whole:
        say(word("audit.found.trail", entries=found.entries, kept=found.kept - found.explained))
    for code, number in (("trail_changed", found.changed), ("trail_missing", found.missing)):
        if number is not None and not as_json:
            say(word(f"audit.found.{code}", number=number))
    if found.explained and not as_json:
        say(word("audit.found.trail_explained", count=found.explained))
    if not found.is_whole:
        raise typer.Exit(1)


@_audit.command(name="accept", help=word("audit.accept.help"))
def _accept(
    reason: str = typer.Option(..., "--reason", help=word("audit.accept.reason")),
    dry_run: bool = DRY_RUN,
    yes: bool = YES,
    as_json: bool = JSON,
) -> None:
    with errors_said(OSError):
        text = reason_of(reason, _LONGEST_REASON)
        with _connected() as connection:
            if (changed := audit.verify(connection)) is not None:
                raise Failure(word("audit.found.trail_changed", number=changed))
            lost = audit.missing(connection, ledger.heads(ledger_folder())).unexplained
        numbers = ", ".join(str(one.id) for one in lost)
        if lost and not dry_run:
            confirm(word("audit.accept.ask", numbers=numbers), yes)
            with begin() as connection:
                audit.accept(connection, operator(), lost, text)
    if as_json:
        say_json({"accepted": [one.id for one in lost], "dry_run": dry_run})
    elif not lost:
        say(word("audit.accept.none"))
    else:
        say(word("audit.accept.would" if dry_run else "audit.accept.done", numbers=numbers))


@contextmanager
def _reading(chosen: Settings) -> Iterator[Connection | None]:
    """A connection that only reads; None where there is no database with the tables of this version. No database is
    made. Raises SQLAlchemyError."""
    engine = open_store(chosen, Service.COMMAND)
    try:
        if is_missing(engine.url) or not is_current(engine):
            yield None
        else:
            with engine.connect() as connection:
                yield connection
    finally:
        engine.dispose()


@contextmanager
def _connected() -> Iterator[Connection]:
    """The same; fails where there is no database."""
    try:
        with _reading(settings()) as connection:
            if connection is None:
                raise Failure(word("audit.found.database_away"))
            yield connection
    except SQLAlchemyError:
        raise Failure(word("audit.found.database_away")) from None


def _lines(log: str) -> Lines:
    if log == _STANDARD_INPUT:
        return read(_pieces(sys.stdin))
    try:
        with Path(log).open(encoding="utf-8", errors="replace") as stream:
            return read(_pieces(stream))
    except OSError as error:
        raise Failure(f"{log}: {error.strerror}") from error


def _pieces(stream: TextIO) -> Iterator[str]:
    """The lines, and a line without end in pieces."""
    return iter(lambda: stream.readline(_LONGEST_LINE), "")


def _write_bill(file: Path, as_json: bool) -> None:
    root = tree.root(Path.cwd())
    tracked = (tree.files(root) if root else None) or []
    text = bom.bill(root, [one for one in tracked if one.name == "package-lock.json"])
    bom.write(file, text)
    count = text.count('"bom-ref"')
    if as_json:
        return say_json({"file": str(file), "components": count, "source_tree": root is not None})
    say(word("audit.sbom_written", file=file, count=count))
    if root is None:
        say(word("audit.sbom_no_tree"))


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "state": finding.state.value,
        "code": finding.code,
        "found": _found(finding),
        "to_do": _to_do(finding),
        "detail": dict(finding.detail),
    }


def _found(finding: Finding) -> str:
    return word(f"audit.found.{finding.code}", **finding.detail)


def _to_do(finding: Finding) -> str:
    return "" if finding.state is State.OK else word(f"audit.do.{finding.code}", **finding.detail)


def _show(found: list[tuple[str, Finding]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="")
    for column in ("check", "state", "found", "do"):
        table.add_column(word(f"audit.column.{column}"), overflow="fold")
    for name, finding in found:
        state = word(f"audit.state.{finding.state.value}")
        table.add_row(word(f"audit.check.{name}"), state, _found(finding), _to_do(finding))
    Console(highlight=False, markup=False).print(table)
