"""What the authors of a study answer to the items of TRIPOD+AI, from a YAML file."""

from __future__ import annotations

import os
from collections.abc import Mapping

from ._printable import printable
from ._yaml import BadYaml, read_yaml

# The items that only the authors can answer, and those of which the report knows a part.
AUTHOR = (
    *(
        "3c",
        "4",
        "5b",
        "6a",
        "6c",
        "8b",
        "8c",
        "9a",
        "9c",
        "16",
        "17",
        "18a",
        "18b",
        "18c",
        "18d",
        "18e",
        "19",
    ),
    *("20c", "23b", "25", "26", "27b", "27c"),
)
PARTLY = ("2", "3a", "3b", "5a", "6b", "8a", "9b", "10", "12c", "12d", "14", "20b")


class BadAnswers(ValueError):  # noqa: N818
    """A file that cannot be used: ``reason`` is ``syntax``, ``shape`` or ``unknown``."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text}")
        self.reason = reason
        self.text = text


def read_answers(path: str | os.PathLike[str]) -> dict[str, str]:
    """The answers by item. Raises BadAnswers, and ModuleNotFoundError when PyYAML is not installed.

    The file has a line for each item, such as ``18a: Ministry of Health``; other items stay open.
    """
    try:
        read = read_yaml(path)
    except BadYaml as error:
        raise BadAnswers("syntax", error.where) from error
    if not isinstance(read, dict):
        raise BadAnswers("shape", "?")
    return checked({str(item): answer for item, answer in read.items()})


def checked(answers: Mapping[str, object]) -> dict[str, str]:
    """The answers, if each is a text for an item of the author's. Raises BadAnswers."""
    if unknown := [printable(item) for item in answers if item not in (*AUTHOR, *PARTLY)]:
        raise BadAnswers("unknown", ", ".join(unknown))
    told: dict[str, str] = {}
    for item, answer in answers.items():
        if not isinstance(answer, str):
            raise BadAnswers("shape", item)
        if answer.strip():
            told[item] = answer.strip()
    return told
