"""Whether the database could store a prediction now."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from ...store.probe import look as look_at
from ...store.sqlite_file import is_missing
from ..reading import Cause, Reading, down

__all__ = ["look"]


def look(engine: Engine) -> list[Reading]:
    """Ask for a row, and for the right to write one; nothing is written."""
    if is_missing(engine.url):
        return [down("database", Cause("no_file"))]
    try:
        look_at(engine, thoroughly=True)
    except SQLAlchemyError as problem:
        cause = getattr(problem, "orig", None) or problem
        return [down("database", Cause("failed", {"error": type(cause).__name__}))]
    return [Reading("up", 1, "database")]
