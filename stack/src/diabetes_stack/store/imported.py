"""What became of the rows of a table that is imported: counted, and the bad ones listed with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..columns import CELLS

__all__ = ["BadRow", "Imported", "broken", "cell_text"]


@dataclass(frozen=True)
class BadRow:
    """A row that was not stored; ``row`` counts from 1 below the header."""

    row: int
    code: str
    message: str


@dataclass
class Imported:
    """The result of importing a table."""

    rows: int = 0
    new: int = 0
    known: int = 0
    bad: list[BadRow] = field(default_factory=list)


def broken(row: Mapping[str, Any]) -> str | None:
    """The code of a row whose cells cannot be told apart; None for any other."""
    if row.get(CELLS) is None:
        return None
    return "text_after_quote" if row[CELLS] == 0 else "cell_count"


def cell_text(row: Mapping[str, Any], name: str) -> str:
    """A cell as text without blanks around it; empty if there is none."""
    return "" if row.get(name) is None else str(row[name]).strip()
