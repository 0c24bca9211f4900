"""An evaluation as one HTML file that needs nothing else: no network, no script, no other file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write(evaluation: Mapping[str, Any], path: str | os.PathLike[str]) -> None:
    """Write the report of ``Evaluation.to_dict()`` to ``path``, whole or not at all.

    Raises ModuleNotFoundError when matplotlib or jinja2 is not installed.
    """
    _replace(Path(path), html(evaluation))


def html(evaluation: Mapping[str, Any]) -> str:
    """The report as a text: the same bytes for the same evaluation."""
    try:
        from ._page import render
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            f'the report needs {missing.name}: pip install "diabetes-py[report]"', name=missing.name
        ) from missing
    return render(evaluation)


def _replace(path: Path, text: str) -> None:
    """Put a file in its place in one step; a reader sees the old one or the new one."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink()
        raise


def _umask() -> int:
    """The mask of new files; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
