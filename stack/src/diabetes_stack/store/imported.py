"""What became of the rows of a table that is imported: counted, and the bad ones listed with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..columns import CELLS
from ..refusals import Refusal

__all__ = ["MOST_LISTED", "BadRow", "Imported", "broken", "cell_text"]

#: The most rows that are listed with their reason; a file may have millions.
MOST_LISTED = 10_000


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
    #: The first rows that were not stored, at most :data:`MOST_LISTED`.
    bad: list[BadRow] = field(default_factory=list)
    #: How many were not stored, by code.
    codes: Counter[str] = field(default_factory=Counter)

    @property
    def refused(self) -> int:
        """How many rows were not stored."""
        return self.codes.total()

    def refuse(self, row: int, refusal: Refusal, locale: str) -> None:
        """Count a row that is not stored, and list it while there is room."""
        self.codes[refusal.code] += 1
        if len(self.bad) < MOST_LISTED:
            self.bad.append(BadRow(row, refusal.code, refusal.said(locale)))

    def figures(self) -> dict[str, int]:
        """The counts, for a program and the records of what happened."""
        return {"rows": self.rows, "new": self.new, "known": self.known, "bad": self.refused}


def broken(row: Mapping[str, Any]) -> str | None:
    """The code of a row whose cells cannot be told apart; None for any other."""
    if row.get(CELLS) is None:
        return None
    return "text_after_quote" if row[CELLS] == 0 else "cell_count"


def cell_text(row: Mapping[str, Any], name: str) -> str:
    """A cell as text without blanks around it; empty if there is none."""
    return "" if row.get(name) is None else str(row[name]).strip()
