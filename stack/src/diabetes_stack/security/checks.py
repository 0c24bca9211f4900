"""The checks of the audit, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from ..settings import Settings
from ..store.tables import utc_now
from . import tree, vulnerabilities
from .access_lines import Lines
from .configuration import configuration
from .finding import Finding
from .issued import tokens
from .permissions import permissions
from .secrets import secrets
from .trail import trail
from .usage import usage

__all__ = ["CHECKS", "Situation"]


@dataclass(frozen=True)
class Situation:
    """What the audit looks at. ``reading`` opens a connection; None where there is no database with the tables of this
    version. Without lines nobody gave a log."""

    settings: Settings
    folder: Path
    reading: Callable[[], AbstractContextManager[Connection | None]]
    lines: Lines | None
    offline: bool

    @cached_property
    def tree(self) -> Path | None:
        """The source tree."""
        return tree.root(self.folder)

    @cached_property
    def tracked(self) -> list[Path] | None:
        """Its files under version control."""
        return tree.files(self.tree) if self.tree else None


def _python(of: Situation) -> Iterator[Finding]:
    return iter([Finding.unknown("offline")]) if of.offline else vulnerabilities.python()


def _rust(of: Situation) -> Iterator[Finding]:
    return vulnerabilities.rust(of.tree)


def _npm(of: Situation) -> Iterator[Finding]:
    return iter([Finding.unknown("offline")]) if of.offline else vulnerabilities.node(of.tree, of.tracked)


def _permissions(of: Situation) -> Iterator[Finding]:
    return permissions(of.settings, of.folder)


def _settings(of: Situation) -> Iterator[Finding]:
    return configuration(of.settings)


def _secrets(of: Situation) -> Iterator[Finding]:
    return secrets(of.tree, of.tracked)


def _tokens(of: Situation) -> Iterator[Finding]:
    return _stored(of, lambda connection: tokens(connection, utc_now()))


def _trail(of: Situation) -> Iterator[Finding]:
    return _stored(of, lambda connection: trail(connection, of.settings.data_dir.absolute()))


def _access(of: Situation) -> Iterator[Finding]:
    return iter([Finding.unknown("no_log")]) if of.lines is None else usage(of.lines)


def _stored(of: Situation, check: Callable[[Connection], Iterator[Finding]]) -> Iterator[Finding]:
    """A check of the database, which is not held for longer."""
    try:
        with of.reading() as connection:
            found = [] if connection is None else list(check(connection))
    except SQLAlchemyError:
        found = []
    yield from found or [Finding.unknown("database_away")]


#: What each check finds, in the order in which they run.
CHECKS: dict[str, Callable[[Situation], Iterator[Finding]]] = {
    "settings": _settings,
    "permissions": _permissions,
    "tokens": _tokens,
    "trail": _trail,
    "access": _access,
    "secrets": _secrets,
    "python": _python,
    "rust": _rust,
    "npm": _npm,
}
