"""The logs command: warnings and errors of the last hours."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import typer

from ..store.logs import troubles
from ..store.tables import utc_now
from .console import JSON, errors_said, say, say_json, table
from .db import begin
from .texts import word

__all__ = ["add"]


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="logs", help=word("logs.help"))(_logs)


def _logs(
    hours: int = typer.Option(24, "--hours", min=1, max=24 * 30, help=word("logs.hours")),
    as_json: bool = JSON,
) -> None:
    """List what somebody should read; the status is 1 if there is any."""
    with errors_said(), begin() as connection:
        found = troubles(connection, utc_now() - timedelta(hours=hours))
    if as_json:
        say_json({"hours": hours, "events": [asdict(one) | {"last": one.last.isoformat()} for one in found]})
    elif not found:
        say(word("logs.none", hours=hours))
    else:
        header = [word(f"logs.column.{name}") for name in ("service", "level", "event", "count", "last")]
        table(
            header,
            [
                [
                    one.service,
                    one.level,
                    one.event,
                    f"{one.count:,}",
                    f"{one.last.astimezone():%Y-%m-%d %H:%M}",
                ]
                for one in found
            ],
        )
    if found:
        raise typer.Exit(1)
