"""Other programs that the audit runs, within a time."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

__all__ = ["Ran", "is_there", "run"]


class Ran(NamedTuple):
    """How a program ended, and what it said."""

    status: int
    output: str
    errors: str


def is_there(program: str) -> bool:
    """Whether a program is installed."""
    return shutil.which(program) is not None


def run(
    command: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str] | None = None
) -> Ran | None:
    """Run a program; None if it is not there or takes longer."""
    try:
        ended = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Ran(ended.returncode, ended.stdout.decode(errors="replace"), ended.stderr.decode(errors="replace"))
