"""Commands of model."""

from __future__ import annotations

import typer

__all__ = ["add"]


def add(app: typer.Typer) -> None:
    """Add the commands."""
