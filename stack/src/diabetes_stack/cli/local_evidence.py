"""The options by which a command shows that a model was validated here, or who accepts that it was not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from ..models import local, registry
from .reason import reason_of, sentence_of
from .texts import word

__all__ = ["ACCEPT_BY", "REASON", "VALIDATION", "acceptance", "validation"]

_LONGEST_NAME = 100

VALIDATION: Path | None = typer.Option(
    None, "--validation", exists=True, dir_okay=False, readable=True, help=word("model.local.validation")
)
ACCEPT_BY: str | None = typer.Option(None, "--accept-by", help=word("model.local.accept_by"))
REASON: str | None = typer.Option(None, "--reason", help=word("model.local.reason"))


def acceptance(by: str | None, reason: str | None) -> dict[str, Any] | None:
    """The signed acceptance that was given. Raises a usage error for half of one."""
    if (by is None) != (reason is None):
        raise typer.BadParameter(word("model.local.both"))
    if by is None or reason is None:
        return None
    return local.accepted(reason_of(by, _LONGEST_NAME), sentence_of(reason, "--reason"))


def validation(file: Path | None, candidate: registry.Version) -> dict[str, Any] | None:
    """What the file of a local validation proves. Raises LocalValidationError."""
    return None if file is None else local.validated(file.read_bytes(), candidate)
