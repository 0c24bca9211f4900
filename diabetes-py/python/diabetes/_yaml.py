"""YAML files that people fill in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

# How YAML writes that there is nothing.
NOTHING = ("~", "null", "Null", "NULL")


class BadYaml(ValueError):  # noqa: N818
    """A file that is no YAML; ``where`` is the line and column, or the encoding that it is not in."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def read_yaml(path: str | os.PathLike[str]) -> Any:
    """What a file holds, without types: a date stays as it was written, and No and 17 are texts.

    What is said to be nothing is an empty text.
    Raises BadYaml, also for a key that stands twice, and ModuleNotFoundError when PyYAML is not installed.
    """
    try:
        import yaml
    except ModuleNotFoundError as missing:
        text = 'YAML needs pyyaml: pip install "diabetes-py[tripod]"'
        raise ModuleNotFoundError(text, name="pyyaml") from missing
    try:
        node = yaml.compose(Path(path).read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)
        _refuse_twice(node, set())
        return yaml.BaseLoader("").construct_document(node) if node is not None else None
    except UnicodeDecodeError as error:
        raise BadYaml("UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadYaml("?" if mark is None else _place(mark)) from error


def _refuse_twice(node: Any, seen: set[int]) -> None:
    """Refuse a key that stands twice, and read nothing as an empty text."""
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if node.id == "scalar":
        node.value = "" if node.style is None and node.value in NOTHING else node.value
        return
    keys: set[str] = set()
    for member in node.value:
        key, value = member if node.id == "mapping" else (None, member)
        if key is not None and key.id == "scalar":
            if key.value in keys:
                raise BadYaml(f"{_place(key.start_mark)}: {key.value}")
            keys.add(key.value)
        _refuse_twice(value, seen)


def _place(mark: Any) -> str:
    return f"{mark.line + 1}:{mark.column + 1}"
