"""The manual's checklists, a row a line: what checks it, and whether a person signs it.

The texts of a line are in the catalogue of the commands: its title under ``check.item.KEY``, and what the person who
signs it looks at under ``check.sign.KEY``.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

__all__ = ["LINES", "Line", "List", "line", "lines"]


class List(str, Enum):
    """How often a list is done."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"


class Line(NamedTuple):
    """A line of a list."""

    list: List
    key: str
    #: Commands that check it; {api} stands for the API's address. The line is well if all exit with 0.
    commands: tuple[tuple[str, ...], ...]
    #: Whether a person must sign that it was looked at.
    signed: bool


def _run(*commands: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(command.split()) for command in commands)


LINES = (
    Line(List.DAILY, "health", _run("monitor --once"), False),
    Line(List.DAILY, "logs", _run("logs"), True),
    Line(List.DAILY, "performance", _run("monitor --once"), True),
    Line(List.DAILY, "backups", _run("backup verify"), False),
    Line(List.WEEKLY, "functions", _run("smoke {api}"), False),
    Line(List.WEEKLY, "security_logs", _run("audit verify"), True),
    Line(List.WEEKLY, "queries", _run("db check"), False),
    Line(List.WEEKLY, "models", _run("model list"), True),
    Line(List.MONTHLY, "dependencies", _run("audit"), True),
    Line(List.MONTHLY, "configuration", _run("doctor"), True),
    Line(List.MONTHLY, "load", _run("smoke {api} --load 10"), False),
    Line(List.MONTHLY, "security", _run("audit"), True),
    Line(List.QUARTERLY, "system", _run("smoke {api}", "db check", "backup verify", "audit"), True),
    Line(List.QUARTERLY, "model_update", _run("model list"), True),
    Line(List.QUARTERLY, "optimisation", _run("db check"), True),
    Line(List.QUARTERLY, "planning", (), True),
    Line(List.SEMIANNUAL, "performance_audit", _run("smoke {api} --load 10", "db check"), True),
    Line(List.SEMIANNUAL, "availability", _run("incident figures --days 182"), True),
)  # fmt: skip


def lines(of: List) -> list[Line]:
    """The lines of a list."""
    return [one for one in LINES if one.list is of]


def line(of: List, key: str) -> Line | None:
    """A line by its key."""
    return next((one for one in lines(of) if one.key == key), None)
