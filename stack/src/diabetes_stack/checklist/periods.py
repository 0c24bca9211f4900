"""Periods of the checklists: a day, an ISO week, a month, a quarter, half a year; all begin at midnight."""

from __future__ import annotations

from datetime import date, timedelta

from .lists import List

__all__ = ["before", "name", "start"]

_MONTHS = {List.MONTHLY: 1, List.QUARTERLY: 3, List.SEMIANNUAL: 6}


def start(of: List, day: date) -> date:
    """The first day of the period that contains a day.

    >>> [start(of, date(2026, 11, 30)).isoformat() for of in List]
    ['2026-11-30', '2026-11-30', '2026-11-01', '2026-10-01', '2026-07-01']
    """
    if of is List.DAILY:
        return day
    if of is List.WEEKLY:
        return day - timedelta(days=day.weekday())
    months = _MONTHS[of]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def before(of: List, day: date) -> date:
    """The first day of the period before the one that contains a day."""
    return start(of, start(of, day) - timedelta(days=1))


def name(of: List, day: date) -> str:
    """The name of the period that contains a day.

    >>> [name(of, date(2027, 1, 1)) for of in List]
    ['2027-01-01', '2026-W53', '2027-01', '2027-Q1', '2027-H1']
    """
    first = start(of, day)
    if of is List.DAILY:
        return first.isoformat()
    if of is List.WEEKLY:
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02}"
    if of is List.MONTHLY:
        return f"{first:%Y-%m}"
    letter, months = ("Q", 3) if of is List.QUARTERLY else ("H", 6)
    return f"{first.year}-{letter}{(first.month - 1) // months + 1}"
