"""Cells of the table of participants: small counts are not shown exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .._labels import FEWEST, Labels


def of(label: Labels) -> dict[str, Callable[..., str]]:
    """The filters of a language."""
    word, numbers = label.word, label.word.numbers

    def few(count: int) -> str:
        """A count; one below ten, but not zero, is only said to be so."""
        return word("fewer_than", fewest=FEWEST) if 0 < count < FEWEST else numbers.count(count)

    def part(group: Mapping[str, Any], level: str) -> str:
        """How many of a group gave an answer, and their share of those who gave any."""
        count, known = group["counts"][level], sum(group["counts"].values())
        if not known or 0 < count < FEWEST:
            return few(count)
        return f"{numbers.count(count)} ({numbers.percent(count / known)})"

    def middle(group: Mapping[str, Any]) -> str:
        """The median of a group and its quartiles."""
        ends = None if group["median"] is None else [group["low"], group["high"]]
        return numbers.estimate(group["median"], ends, 1)

    return {"few": few, "part": part, "middle": middle}
