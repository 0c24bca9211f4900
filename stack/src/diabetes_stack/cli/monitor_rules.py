"""The command monitor rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from ..monitor.rules import RULES, UNMEASURED, Rule
from ..monitor.texts import texts
from ..monitor.wording import span
from ..settings import settings
from .console import JSON, errors_said, say, say_json, table
from .texts import chosen, word

__all__ = ["add"]

_OUT = typer.Option(None, "--out", help=word("monitor.rules.out"))
_COLUMNS = ("rule", "limit", "rounds", "severity", "response", "contact")


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rules", help=word("monitor.rules.help"))(_rules)


def _rules(
    out: Path | None = _OUT,
    as_json: bool = JSON,
) -> None:
    if out is None:
        _show_rules(as_json)
        return
    from ..monitor.export.files import contents, write

    with errors_said(OSError):
        written = write(out, contents(settings()))
    if as_json:
        say_json({"files": [str(path) for path in written]})
        return
    for path in written:
        say(word("monitor.rules.written", file=path))


def _show_rules(as_json: bool) -> None:
    rules = (*RULES, UNMEASURED)
    if as_json:
        say_json([_document(rule) for rule in rules])
    else:
        table([word(f"monitor.column.{name}") for name in _COLUMNS], [_row(rule) for rule in rules])


def _document(rule: Rule) -> dict[str, Any]:
    text = texts(chosen())
    return {
        "rule": rule.name,
        "title": text(f"rule.{rule.name}"),
        "do": text(f"do.{rule.name}"),
        "measure": rule.measure or None,
        "subject": rule.subject,
        "compare": rule.compare,
        "limit": rule.limit,
        "severity": rule.severity.value,
        "contact": rule.contact.address(settings()),
        "response_seconds": rule.severity.response.total_seconds(),
        "rounds_to_open": rule.opens,
        "rounds_to_close": rule.closes,
        "outage": rule.outage,
        "prometheus": rule.expression,
    }


def _row(rule: Rule) -> list[str]:
    text = texts(chosen())
    limit = text.number(rule.limit, 0 if rule.limit == int(rule.limit) else 2)
    return [
        text(f"rule.{rule.name}"),
        f"{rule.compare} {limit}" if rule.measure else "–",
        f"{rule.opens} / {rule.closes}",
        text(f"severity.{rule.severity.value}"),
        span(rule.severity.response, text),
        rule.contact.address(settings()),
    ]
