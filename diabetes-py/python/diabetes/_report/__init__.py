"""An evaluation as one self-contained HTML file: no network, no other file, readable without its script."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from .._printable import all_printable
from .._whole import replacing

NOTHING: Mapping[str, str] = {}


def write(
    evaluation: Mapping[str, Any],
    path: str | os.PathLike[str],
    locale: str = "en",
    answers: Mapping[str, str] = NOTHING,
    beside: Mapping[str, Any] | None = None,
) -> None:
    """Write the report of ``Evaluation.to_dict()`` to ``path``, atomically.

    Raises ModuleNotFoundError when matplotlib or jinja2 is not installed.
    """
    page = html(evaluation, locale, answers, beside)
    with replacing(path) as file:
        file.write(page.encode())


def html(
    evaluation: Mapping[str, Any],
    locale: str = "en",
    answers: Mapping[str, str] = NOTHING,
    beside: Mapping[str, Any] | None = None,
) -> str:
    """The report as text: deterministic for given evaluations, a language and what the authors say."""
    try:
        from ._page import render
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            f'the report needs {missing.name}: pip install "diabetes-py[report]"', name=missing.name
        ) from missing
    other = None if beside is None else all_printable(dict(beside))
    return render(all_printable(dict(evaluation)), locale, all_printable(dict(answers)), other)
