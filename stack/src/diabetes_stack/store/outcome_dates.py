"""Days as laboratories write them, such as 05/12/2026: read in the one way that fits a whole file, or as told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from . import reading

__all__ = ["DAY_FIRST", "MONTH_FIRST", "as_format", "day_in", "formats_of", "said"]

DAY_FIRST, MONTH_FIRST = "%d/%m/%Y", "%m/%d/%Y"
_WRITTEN = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?:[T ].*)?")
#: Letters of a format in words, and their directive: DD/MM/AAAA is %d/%m/%Y.
_LETTERS = {"AAAA": "%Y", "YYYY": "%Y", "AA": "%y", "YY": "%y", "MM": "%m", "DD": "%d"}
_DIRECTIVE = re.compile(r"%[a-zA-Z]")


def as_format(text: str) -> str:
    """A format as ``strptime`` takes it, from that or from DD/MM/AAAA. Raises ValueError unless it has day, month and
    year."""
    form = text.strip()
    if "%" not in form:
        for letters, directive in _LETTERS.items():
            form = re.sub(letters, directive, form, flags=re.IGNORECASE)
    found = set(_DIRECTIVE.findall(form))
    if not ({"%d"} <= found and found & {"%m", "%b", "%B"} and found & {"%Y", "%y"}):
        raise ValueError(text)
    return form


def said(form: str) -> str:
    """A format in words."""
    return form.replace("%d", "DD").replace("%m", "MM").replace("%Y", "YYYY").replace("%y", "YY")


def formats_of(values: Iterable[Any]) -> tuple[list[str], str | None]:
    """The formats with which all days such as 05/12/2026 can be read, and the first of these days; no format is needed
    without such days, and none fits where some can only be read one way and some only the other. A day that does not
    exist says nothing."""
    fitting, example = [DAY_FIRST, MONTH_FIRST], None
    for value in values:
        if isinstance(value, str) and (match := _WRITTEN.fullmatch(value.strip())):
            example = example or value.strip()
            possible = [form for form in (DAY_FIRST, MONTH_FIRST) if _read(match, form)]
            fitting = [form for form in fitting if form in possible or not possible]
    return ([], None) if example is None else (fitting, example)


def day_in(value: Any, form: str | None) -> Any:
    """A day in this format, or in ISO 8601, as a date; anything else as it is, for the checks to refuse."""
    if not isinstance(value, str) or form is None:
        return value
    text = value.strip()
    with suppress(ValueError):
        return reading.day(text)
    if form in (DAY_FIRST, MONTH_FIRST) and (match := _WRITTEN.fullmatch(text)):
        return _read(match, form) or value
    for part in (text, text.split(" ")[0]):
        with suppress(ValueError):
            return datetime.strptime(part, form).date()
    return value


def _read(match: re.Match[str], form: str) -> date | None:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day, month = (first, second) if form == DAY_FIRST else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None
