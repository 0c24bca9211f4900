"""The results of the rows of a table of answers, counted."""

from __future__ import annotations

from collections import Counter
from typing import Any

from .._api import priority
from .._native import Table
from .._participants import NOT_APPLICABLE
from .console import Console

# Priorities that are counted separately, whatever the estimated risk.
APART = ("urgent", "measured_diabetes", "measured_prediabetes")


class Tally:
    """Counts the results of the rows."""

    def __init__(self) -> None:
        self.rows = 0
        self._bad = 0
        self._not_applicable: Counter[str] = Counter()
        self._apart: Counter[str] = Counter()
        self._errors: Counter[str] = Counter()
        self._first: dict[str, int] = {}

    @property
    def is_all_bad(self) -> bool:
        """Whether there are rows but none is valid."""
        return 0 < self.rows == self._bad

    def add(self, answers: Table) -> None:
        """Count the rows of a part."""
        begin = self.rows + 1
        for codes, count, first in answers.distinct("errors"):
            self._bad += count
            for code in dict.fromkeys(part.split(":")[0] for part in codes.split(";")):
                self._errors[code] += count
                self._first.setdefault(code, begin + first)
        if "warnings" in answers.column_names:
            for codes, count, _ in answers.distinct("warnings"):
                code = codes.split(";")[0]
                if code in NOT_APPLICABLE:
                    self._not_applicable[code] += count
        deciding = [name for name in ("urgent", "measured") if name in answers.column_names]
        if any(answers.distinct(name) for name in deciding):
            for group, count, first in priority(answers).distinct("priority"):
                if group in APART:
                    self._apart[group] += count
                    self._first.setdefault(group, begin + first)
        self.rows += answers.num_rows

    def kept(self) -> dict[str, Any]:
        """The counts so far, from which :meth:`of` goes on."""
        return {
            "rows": self.rows,
            "bad": self._bad,
            "not_applicable": dict(self._not_applicable),
            "apart": dict(self._apart),
            "errors": dict(self._errors),
            "first": self._first,
        }

    @staticmethod
    def of(kept: dict[str, Any]) -> Tally:
        """The counts that were kept."""
        tally = Tally()
        tally.rows, tally._bad, tally._first = kept["rows"], kept["bad"], dict(kept["first"])
        tally._not_applicable = Counter(kept["not_applicable"])
        tally._apart, tally._errors = Counter(kept["apart"]), Counter(kept["errors"])
        return tally

    def as_json(self) -> dict[str, Any]:
        """The counts by code, for a program."""
        excluded = self._not_applicable.total()
        return {
            "rows": self.rows,
            "answered": self.rows - excluded - self._bad,
            "not_applicable": dict(self._not_applicable),
            "invalid": self._bad,
            "apart": {name: self._placed(name, self._apart) for name in APART if self._apart[name]},
            "errors": {code: self._placed(code, self._errors) for code in self._errors},
        }

    def report(self, console: Console) -> None:
        """Print the counts, one reason per line: first the people to see first."""
        word, excluded = console.word, self._not_applicable.total()
        answered = self.rows - excluded - self._bad
        console.say(
            word("answers.counts", rows=self.rows, answered=answered, excluded=excluded, invalid=self._bad)
        )
        lines = [(word("answers.first"), f"group.{name}", name, self._apart) for name in APART]
        lines += [
            (word("answers.not_applicable"), f"code.{code}", code, self._not_applicable)
            for code, _ in self._not_applicable.most_common()
        ]
        lines += [
            (word("answers.invalid"), f"code.{code}", code, self._errors)
            for code, _ in self._errors.most_common()
        ]
        for kind, key, name, counter in lines:
            if count := counter[name]:
                where = word("answers.first_row", row=self._first[name]) if name in self._first else ""
                what = word.table.get(key, name)
                console.say(f"  {kind:<14} {what:<60}{word.numbers.count(count):>10}   {where}".rstrip())

    def _placed(self, name: str, counter: Counter[str]) -> dict[str, int]:
        return {"rows": counter[name], "first_row": self._first[name]}
