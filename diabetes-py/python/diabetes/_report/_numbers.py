"""Numbers for readers: few digits, intervals in words, a dash for unknown values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

NONE, PERCENT, TO = "–", "\N{NO-BREAK SPACE}%", "\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}"
CELLS = ("tp", "fp", "fn", "tn")


def count(value: int | None) -> str:
    """A number of people: 12,345."""
    return NONE if value is None else f"{value:,}"


def fixed(value: float | None, digits: int = 3) -> str:
    """A number with a fixed number of decimals."""
    return NONE if value is None else _plain(f"{value:,.{digits}f}")


def signed(value: float | None, digits: int = 3) -> str:
    """A number with its sign."""
    return NONE if value is None else _plain(f"{value:+.{digits}f}")


def percent(value: float | None, digits: int = 1) -> str:
    """A fraction from 0 to 1 as a percentage."""
    return NONE if value is None else f"{100 * value:.{digits}f}{PERCENT}"


def span(interval: Sequence[float] | None, digits: int = 3, sign: bool = False) -> str:
    """An interval in words: 0.771 to 0.811."""
    if interval is None:
        return NONE
    show = signed if sign else fixed
    return f"{show(interval[0], digits)}{TO}{show(interval[1], digits)}"


def estimate(
    value: float | None, interval: Sequence[float] | None, digits: int = 3, sign: bool = False
) -> str:
    """A figure with its interval if it has one: 0.791 (0.771 to 0.811)."""
    shown = (signed if sign else fixed)(value, digits)
    return shown if interval is None else f"{shown} ({span(interval, digits, sign)})"


def rated(share: Mapping[str, float | None] | None) -> str:
    """A share with its interval, in percent: 81.2 % (78.2 to 84.2)."""
    if share is None or share["value"] is None:
        return NONE
    value, low, high = (100 * (share[key] or 0.0) for key in ("value", "low", "high"))
    return f"{value:.1f}{PERCENT} ({low:.1f}{TO}{high:.1f})"


def sentence(text: str) -> str:
    """A remark as a sentence."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")


def natural(cutoff: Mapping[str, Any], people: int = 1000) -> dict[str, int]:
    """Of 1,000 people, how many a cut-off finds, tests needlessly, misses and spares; they add up."""
    flagged = cutoff["flagged"]
    ppv, npv = ((cutoff[key] or {}).get("value") or 0.0 for key in ("ppv", "npv"))
    exact = [people * share for share in (flagged * ppv, flagged * (1 - ppv), (1 - flagged) * (1 - npv))]
    exact.append(people - sum(exact))
    whole = [int(value) for value in exact]
    by_remainder = sorted(range(4), key=lambda place: whole[place] - exact[place])
    for place in by_remainder[: people - sum(whole)]:
        whole[place] += 1
    return dict(zip(CELLS, whole, strict=True))


def _plain(text: str) -> str:
    """Typographic minus sign, and none before a zero."""
    zero = text.startswith("-") and not text.strip("-0.,")
    return text.removeprefix("-") if zero else text.replace("-", "−")
