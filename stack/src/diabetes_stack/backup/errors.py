"""What goes wrong with backups, as codes; the commands have the sentences."""

from __future__ import annotations

from typing import Any, NamedTuple

__all__ = ["BackupError", "DamagedError", "Problem"]


class Problem(NamedTuple):
    """A defect of an archive: a code, and the names and figures of its sentence."""

    code: str
    parts: dict[str, Any]

    @classmethod
    def of(cls, code: str, **parts: Any) -> Problem:
        """A problem from its parts."""
        return cls(code, parts)


class BackupError(Exception):
    """Why something was not done, as problems that the user can do something about."""

    def __init__(self, code: str, **parts: Any) -> None:
        super().__init__(code, parts)
        self.problems = [Problem(code, parts)]

    @classmethod
    def of(cls, problems: list[Problem]) -> BackupError:
        """An error of several problems; there must be at least one."""
        error = cls(problems[0].code, **problems[0].parts)
        error.problems = list(problems)
        return error


class DamagedError(BackupError):
    """The archive itself is the cause: it cannot be read, or is not what its manifest says."""
