"""The check command: the maintenance manual's checklists."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import typer

from .. import tokens
from ..checklist import periods, record
from ..checklist.lists import Line, List, line, lines
from ..checklist.run import State, is_done, outcome, overdue, states
from ..run.services import api
from ..settings import settings
from .console import DRY_RUN, JSON, errors_said, fail, say, say_json, table, working
from .operator import operator
from .texts import word

__all__ = ["add"]

_TOKEN = timedelta(hours=1)


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="check", help=word("check.help"))(_check)


def _check(
    which: List = typer.Argument(..., metavar="LIST", help=word("check.list")),
    sign: list[str] = typer.Option([], "--sign", metavar="LINE", help=word("check.sign")),
    by: str = typer.Option("", "--by", help=word("check.by")),
    note: str = typer.Option("", "--note", help=word("check.note")),
    show: bool = typer.Option(False, "--show", help=word("check.show")),
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    """Run the commands of a list or sign lines of it, then print the list and what is overdue."""
    with errors_said(OSError):
        folder, today = settings().folder(), _now().date()
        if sign:
            signed = [_line(which, key) for key in dict.fromkeys(sign)]
            if not by.strip() or not by.isprintable():
                fail(word("check.nameless"), 2)
            if not dry_run:
                record.keep(folder, [_entry(one, "signed", by.strip(), note) for one in signed])
        elif not (show or dry_run):
            _run(which)
        known = record.entries(folder)
        found = states(which, today, known)
        missed = overdue(today, known)
    if as_json:
        say_json(_facts(which, found, missed))
    elif dry_run and not sign:
        table(
            [word("check.column.line"), word("check.column.command")],
            [
                [one.key, ", ".join(map(" ".join, one.commands)) or word("check.human")]
                for one in lines(which)
            ],
        )
        return
    else:
        _show(which, found, missed)
    if missed or not all(map(is_done, found)):
        raise typer.Exit(1)


def _run(which: List) -> None:
    chosen = settings()
    token = tokens.issue(chosen, "check", _TOKEN) if chosen.require_token else None
    for one in lines(which):
        if one.commands:
            with working(word(f"check.item.{one.key}")):
                result = outcome(one, api(chosen).address, token)
            entry = _entry(one, "ok" if result.well else "found", operator(), result.note)
            record.keep(chosen.folder(), [entry])


def _line(which: List, key: str) -> Line:
    found = line(which, key)
    if found is None or not found.signed:
        names = ", ".join(one.key for one in lines(which) if one.signed)
        fail(word("check.unsignable", line=key, names=names), 2)
        raise AssertionError
    return found


def _entry(one: Line, state: str, by: str, note: str) -> record.Entry:
    now = _now()
    period = periods.name(one.list, now.date())
    return record.Entry(now, one.list.value, one.key, period, state, by[:100], note[:400])


def _now() -> datetime:
    """The time in the zone of the scheduled jobs, where days begin at midnight."""
    return datetime.now(ZoneInfo(settings().schedule_tz))


def _facts(which: List, found: list[State], missed: list[tuple[Line, str]]) -> dict[str, Any]:
    return {
        "list": which.value,
        "period": periods.name(which, _now().date()),
        "lines": [
            {
                "line": one.line.key,
                "state": one.state,
                "signature_needed": one.line.signed,
                "commands": [" ".join(command) for command in one.line.commands],
                "at": one.last.at.isoformat() if one.last else None,
                "by": one.last.by if one.last else None,
                "note": one.last.note if one.last else None,
            }
            for one in found
        ],
        "overdue": [
            {"list": one.list.value, "line": one.key, "period": period} for one, period in missed
        ],
    }  # fmt: skip


def _show(which: List, found: list[State], missed: list[tuple[Line, str]]) -> None:
    say(
        word("check.title", list=word(f"check.name.{which.value}"), period=periods.name(which, _now().date()))
    )
    header = [word(f"check.column.{name}") for name in ("line", "what", "state", "by")]
    table(
        header,
        [
            [
                one.line.key,
                word(f"check.item.{one.line.key}"),
                word(f"check.state.{one.state}"),
                f"{one.last.by}, {one.last.at.astimezone(ZoneInfo(settings().schedule_tz)):%Y-%m-%d %H:%M}"
                if one.last
                else "-",
            ]
            for one in found
        ],
    )
    for one in found:
        if one.state == "found" and one.last:
            say(word("check.found", line=one.line.key, note=one.last.note))
        if one.line.signed and not is_done(one):
            say(word("check.to_sign", line=one.line.key, what=word(f"check.look.{one.line.key}")))
    if any(one.line.signed and not is_done(one) for one in found):
        say(word("check.how_to_sign", list=which.value))
    for late, period in missed:
        say(word("check.overdue", line=late.key, list=word(f"check.name.{late.list.value}"), period=period))
