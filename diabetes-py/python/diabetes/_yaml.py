"""YAML files that people fill in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any


class BadYaml(ValueError):  # noqa: N818
    """A file that is no YAML; ``where`` is the line and column, or the encoding that it is not in."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def read_yaml(path: str | os.PathLike[str]) -> Any:
    """What a file holds, without types: a date stays as it was written, and No and 17 are texts. Raises
    BadYaml, and ModuleNotFoundError when PyYAML is not installed."""
    try:
        import yaml
    except ModuleNotFoundError as missing:
        text = 'YAML needs pyyaml: pip install "diabetes-py[tripod]"'
        raise ModuleNotFoundError(text, name="pyyaml") from missing
    try:
        return yaml.load(Path(path).read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)
    except UnicodeDecodeError as error:
        raise BadYaml("UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadYaml("?" if mark is None else f"{mark.line + 1}:{mark.column + 1}") from error
