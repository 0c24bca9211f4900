"""The command that examines the database and mends what can be mended."""

from __future__ import annotations

from typing import Any

import typer

from ..store import audit, health, upkeep
from ..store.finding import Finding
from .console import DRY_RUN, JSON, Failure, errors_said, say, say_json, table, working
from .database import begin_on, opened, operator
from .texts import word

__all__ = ["add"]

_REPAIR = typer.Option(False, "--repair", help=word("db.check.repair"))
_HEADS = ("name", "value", "limit", "state")


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command(name="check", help=word("db.check.help"))(_check)


def _check(repair: bool = _REPAIR, dry_run: bool = DRY_RUN, as_json: bool = JSON) -> None:
    done: list[str] = []
    with errors_said(), opened() as engine:
        if dry_run and not repair:
            raise typer.BadParameter(word("db.check.dry_run"), param_hint="--dry-run")
        found = health.check(engine)
        wanted = upkeep.steps(engine, found) if repair else []
        if wanted and not dry_run:
            if any(one.mend == "upgrade" for one in found):
                raise Failure(word("db.mend.upgrade"))
            with begin_on(engine) as connection:
                audit.note(connection, operator(), "repair", "database", {"statements": wanted})
            with working(word("db.check.working")) as progress:
                for number, statement in enumerate(wanted):
                    progress(number, len(wanted))
                    done += upkeep.repair(engine, [statement])
            found = health.check(engine)
    if as_json:
        say_json(
            {"findings": [_row(one) for one in found], "repair": wanted, "repaired": done, "dry_run": dry_run}
        )
    else:
        table([word(f"db.check.{head}") for head in _HEADS], [_cells(one) for one in found])
        for one in found:
            if one.mend:
                say(f"{_name(one)}: {word(f'db.mend.{one.mend}')}")
        for statement in wanted:
            say(word("db.check.would" if dry_run else "db.check.done", statement=statement))
        unknown = sum(one.state is health.State.UNKNOWN for one in found)
        say(word("db.check.sum", found=sum(one.found for one in found), unknown=unknown))
    if any(one.found for one in found):
        raise typer.Exit(1)


def _row(one: Finding) -> dict[str, Any]:
    return {
        "name": one.name,
        "subject": one.subject,
        "value": one.value,
        "limit": one.limit,
        "unit": one.unit,
        "state": one.state.value,
        "what_to_do": word(f"db.mend.{one.mend}") if one.mend else None,
    }


def _cells(one: Finding) -> list[str]:
    amounts = (_amount(one.value, one.unit), _amount(one.limit, one.unit))
    return [_name(one), *amounts, word(f"db.state.{one.state.value}")]


def _name(one: Finding) -> str:
    name = word(f"db.finding.{one.name}")
    return f"{name}, {one.subject}" if one.subject else name


def _amount(value: float | str | None, unit: str) -> str:
    """A figure as a person reads it."""
    if value is None:
        return "-"
    if isinstance(value, str):
        return value
    if unit == "bytes":
        return f"{word.number(value / 2**20, 0 if value >= 10 * 2**20 else 1)} MB"
    if unit == "share":
        return f"{word.number(100 * value, 1)} %"
    if unit == "seconds":
        return f"{word.number(value)} s"
    if unit == "times":
        return f"{word.number(value, 1)} x"
    return word.number(value)
