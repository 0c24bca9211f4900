"""The source tree, if the audit runs in one."""

from __future__ import annotations

from pathlib import Path

from .programs import run

__all__ = ["files", "root"]

_MARKS = ("Cargo.lock", "stack/pyproject.toml")
_SECONDS = 60


def root(start: Path) -> Path | None:
    """The root of the source tree around a folder."""
    absolute = start.absolute()
    return next(
        (
            folder
            for folder in (absolute, *absolute.parents)
            if all((folder / mark).is_file() for mark in _MARKS)
        ),
        None,
    )


def files(tree: Path) -> list[Path] | None:
    """The files under version control; None if that cannot be told."""
    ran = run(["git", "ls-files", "-z"], tree, _SECONDS)
    if ran is None or ran.status:
        return None
    return [tree / name for name in ran.output.split("\0") if name]
