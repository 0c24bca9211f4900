"""The token command."""

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
    holder: str = typer.Argument(..., help="Who will call the API; recorded in the audit table."),
    days: int = typer.Option(365, "--days", min=1, max=3650, help="Days for which the token is valid."),
) -> None:
    """Write a token for the API; callers send it as Authorization: Bearer TOKEN.

    With REQUIRE_TOKEN=true the API needs one. A new JWT_SECRET_KEY invalidates all tokens.
    """
    with errors_said():
        if settings().jwt_secret_key is None:
            raise Failure("JWT_SECRET_KEY is not set; it is needed to sign tokens")
        with begin() as connection:
            audit.note(connection, operator(), "token", holder, {"days": days})
        say(tokens.issue(settings(), holder, timedelta(days=days)))
