"""An evaluation as a single self-contained HTML file: no network, no script, no other file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from .._printable import all_printable
from .._whole import replacing


def write(evaluation: Mapping[str, Any], path: str | os.PathLike[str]) -> None:
    """Write the report of ``Evaluation.to_dict()`` to ``path``, atomically.

    Raises ModuleNotFoundError when matplotlib or jinja2 is not installed.
    """
    page = html(evaluation)
    with replacing(path) as file:
        file.write(page.encode())


def html(evaluation: Mapping[str, Any]) -> str:
    """The report as text: deterministic for a given evaluation."""
    try:
        from ._page import render
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            f'the report needs {missing.name}: pip install "diabetes-py[report]"', name=missing.name
        ) from missing
    return render(all_printable(dict(evaluation)))
