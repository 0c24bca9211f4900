"""Numbers as a language writes them, by the library's formatter; a dash for an unknown value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .. import _native

NONE = "–"
MINUS = "\N{MINUS SIGN}"
PERCENT = "\N{NO-BREAK SPACE}%"


@dataclass(frozen=True)
class Numbers:
    """How a language writes numbers."""

    locale: str
    # Between the two ends of an interval.
    to: str

    @property
    def mark(self) -> str:
        """What stands before the decimals."""
        return _native.format_number(0.5, 1, self.locale)[1]

    def count(self, value: int | None) -> str:
        """A number of people: 12,345."""
        return self.fixed(value, 0)

    def fixed(self, value: float | None, digits: int = 3) -> str:
        """A number with a fixed number of decimals; no sign before a zero."""
        if value is None:
            return NONE
        return _native.format_number(value, digits, self.locale)

    def signed(self, value: float | None, digits: int = 3) -> str:
        """A number with its sign."""
        if value is None:
            return NONE
        return f"{'+' if value >= 0 else ''}{self.fixed(value, digits)}"

    def shortest(self, value: float) -> str:
        """A number with the fewest decimals, at most six digits: 28.5, 126, 0.0488."""
        plain = f"{value:.6g}"
        if "e" in plain or "n" in plain:
            return plain.replace(".", self.mark).replace("-", MINUS)
        return self.fixed(value, len(plain.partition(".")[2]))

    def percent(self, value: float | None, digits: int = 1) -> str:
        """A fraction from 0 to 1 as a percentage."""
        return NONE if value is None else self.fixed(100 * value, digits) + PERCENT

    def span(self, interval: Sequence[float] | None, digits: int = 3, sign: bool = False) -> str:
        """An interval in words: 0.771 to 0.811."""
        if interval is None:
            return NONE
        show = self.signed if sign else self.fixed
        return f"{show(interval[0], digits)}{self.to}{show(interval[1], digits)}"

    def estimate(
        self, value: float | None, interval: Sequence[float] | None, digits: int = 3, sign: bool = False
    ) -> str:
        """A figure with its interval if it has one: 0.791 (0.771 to 0.811)."""
        shown = (self.signed if sign else self.fixed)(value, digits)
        return shown if interval is None else f"{shown} ({self.span(interval, digits, sign)})"

    def rated(self, share: Mapping[str, float | None] | None) -> str:
        """A share with its interval, in percent: 81.2 % (78.2 to 84.2)."""
        if share is None or share["value"] is None:
            return NONE
        value, low, high = (100 * (share[key] or 0.0) for key in ("value", "low", "high"))
        return f"{self.fixed(value, 1)}{PERCENT} ({self.span([low, high], 1)})"
