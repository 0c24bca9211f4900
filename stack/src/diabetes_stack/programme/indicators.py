"""The indicators of the programme: counts, proportions with their intervals, and on how few people a figure rests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import diabetes

from .counting import Counts
from .texts import texts

__all__ = ["FEW", "NAMES", "Indicators", "Share", "definitions", "indicators", "months", "total"]

#: Fewer people than this are said to be few.
FEW = 20
#: The indicators, in order; each is defined in the texts.
NAMES = ("covered", "advised", "tested", "found", "lost", "yield", "number_needed", "observed_expected")
_MOST_MONTHS = 60


class Share(NamedTuple):
    """A figure with its 95 % interval; all None where there is nobody to count."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Indicators:
    """The indicators of a month and a place, from its counts."""

    counts: Counts

    @property
    def advised(self) -> Share:
        """Of those covered."""
        return _share(self.counts.advised, self.counts.covered)

    @property
    def tested(self) -> Share:
        """Of those advised."""
        return _share(self.counts.tested, self.counts.advised)

    @property
    def lost(self) -> Share:
        """Of those advised."""
        return _share(self.counts.lost, self.counts.advised)

    @property
    def found(self) -> Share:
        """Of those tested: the yield."""
        return _share(self.counts.found, self.counts.tested)

    @property
    def number_needed(self) -> Share:
        """Tests per person found: the inverse of the yield; no figure if nobody was found."""
        value, low, high = self.found
        return Share(_inverse(value), _inverse(high), _inverse(low)) if value else Share(None, None, None)

    @property
    def observed_expected(self) -> float | None:
        """No figure where nothing was expected."""
        return self.counts.observed / self.counts.expected if self.counts.expected else None

    @property
    def few(self) -> list[str]:
        """The figures that rest on few people."""
        basis = {"advised": self.counts.covered} | dict.fromkeys(("tested", "lost"), self.counts.advised)
        basis |= dict.fromkeys(("found", "yield", "number_needed", "observed_expected"), self.counts.tested)
        return [name for name in NAMES if 0 < basis.get(name, 0) < FEW]

    def to_dict(self) -> dict[str, Any]:
        """All figures, as the API sends them."""
        of = self.counts
        return {
            "month": of.month,
            "site": of.site,
            "insurer": of.insurer,
            "covered": of.covered,
            "advised": {"people": of.advised, **self.advised._asdict()},
            "tested": {"people": of.tested, **self.tested._asdict()},
            "found": {"people": of.found, **self.found._asdict()},
            "lost": {"people": of.lost, **self.lost._asdict()},
            "yield": self.found._asdict(),
            "number_needed": self.number_needed._asdict(),
            "observed_expected": self.observed_expected,
            "expected": of.expected,
            "few": self.few,
        }


def indicators(rows: Iterable[Counts]) -> list[Indicators]:
    """The indicators of each of these counts."""
    return [Indicators(row) for row in rows]


def total(rows: Iterable[Counts]) -> Indicators:
    """The indicators of all of them together."""
    listed = list(rows)
    sums = (sum(values) for values in list(zip(*listed, strict=True))[3:]) if listed else [0] * 6 + [0.0]
    return Indicators(Counts(None, None, None, *sums))


def definitions(locale: str) -> dict[str, str]:
    """What each indicator is, in a sentence."""
    return {name: texts(locale)(f"define.{name}") for name in NAMES}


def months(today: date, count: int) -> tuple[str, str]:
    """The first and the last of so many months up to today's.

    >>> months(date(2026, 2, 28), 3)
    ('2025-12', '2026-02')
    """
    first = 12 * today.year + today.month - min(count, _MOST_MONTHS)
    return f"{first // 12:04d}-{first % 12 + 1:02d}", f"{today:%Y-%m}"


def _share(counted: int, of: int) -> Share:
    return Share(**diabetes.proportion(counted, of))


def _inverse(value: float | None) -> float | None:
    return None if not value else 1 / value
