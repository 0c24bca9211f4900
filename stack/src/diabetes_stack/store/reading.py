"""Strict parsing of numbers, dates and names from files, bodies and databases."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Any

__all__ = ["day", "is_plain", "number"]

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?inf(inity)?", re.IGNORECASE)
#: A date, or a date and time, in ISO 8601.
_DAY = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_BLANKS = " \t\r\n"


def number(value: Any) -> float | None:
    """A number or its text; None when it is missing: None, NaN, or empty. Raises ValueError."""
    if value is None or value != value:
        return None
    if isinstance(value, str):
        text = value.strip(_BLANKS)
        if not text or text.lower() == "nan":
            return None
        if _NUMBER.fullmatch(text) is None:
            raise ValueError
        return float(text)
    if isinstance(value, bool):
        raise ValueError
    try:
        found = float(value)
    except OverflowError:
        return math.copysign(math.inf, value)
    except TypeError:
        raise ValueError from None
    return None if found != found else found


def day(value: Any) -> date:
    """A date in the form YYYY-MM-DD, optionally followed by a time. Raises ValueError."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DAY.fullmatch(str(value).strip(_BLANKS))
    if found is None:
        raise ValueError
    return date.fromisoformat(found[1])


def is_plain(text: str) -> bool:
    """Whether a name or number contains no NUL and no lone surrogates, which databases reject."""
    return text.isprintable()
