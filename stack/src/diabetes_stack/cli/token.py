"""The command token."""

from __future__ import annotations

from datetime import timedelta

import typer

from .. import tokens
from ..settings import settings
from ..store import audit
from .console import Failure, errors_said, say
from .db import begin, operator

__all__ = ["add"]


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="token")(_token)


def _token(
    holder: str = typer.Argument(..., help="Who will call the API; kept in the audit table."),
    days: int = typer.Option(365, "--days", min=1, max=3650, help="How long it opens the API."),
) -> None:
    """Write a token for the API; callers send it as Authorization: Bearer TOKEN.

    The API asks for one with REQUIRE_TOKEN=true. Another JWT_SECRET_KEY makes all of them void.
    """
    with errors_said():
        if settings().jwt_secret_key is None:
            raise Failure("JWT_SECRET_KEY is not set: tokens are signed with it")
        with begin() as connection:
            audit.note(connection, operator(), "token", holder, {"days": days})
        say(tokens.issue(settings(), holder, timedelta(days=days)))
