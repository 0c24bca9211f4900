"""What the monitor recorded, in the words of the page on operation: no name of an exception or of a field."""

from __future__ import annotations

import math
import re

from ..monitor.overview import Overview, Value
from ..monitor.reading import Cause, State
from ..monitor.wording import cause_of, value_of
from ..words import Texts as Words
from .fields import fields as described
from .texts import Texts

__all__ = ["amount", "newest", "subject", "trimmed", "why"]

_NAMED = re.compile(r"(\S+) (-?[\d.]+)")


def newest(found: Overview, measure: str, of: str = "") -> Value | None:
    """The newest value of a measure; None if there is none."""
    return next((one for one in found.values if (one.measure, one.subject) == (measure, of)), None)


def amount(one: Value, words: Words) -> str:
    """A value without decimals that say nothing. What is wrong without a value has never been."""
    never = one.value is None and one.state is State.BAD
    return trimmed(value_of(one.measure, math.inf if never else one.value, words), words)


def trimmed(number: str, words: Words) -> str:
    """A number without zeros at the end of its decimals."""
    mark = re.escape(words.separators[0])
    return re.sub(rf"({mark}\d*?)0+$", r"\1", number).rstrip(words.separators[0])


def subject(name: str, text: Texts) -> str:
    """A service or a field of records in words; the name of anything else."""
    field = described(text).get(name)
    return text.named("service", name) if field is None else field.title


def why(cause: Cause | None, text: Texts, words: Words) -> str:
    """Why something is as it is; empty if there is nothing to say."""
    if cause is None:
        return ""
    own = f"why.{cause.code}"
    if own in text.table:
        return text(own)
    if cause.code == "names":
        return ", ".join(_moved(one, text) for one in str(cause.parts["names"]).split(", "))
    # 30,0 days are 30.
    return re.sub(rf"(\d){re.escape(words.separators[0])}0(?!\d)", r"\1", cause_of(cause, words))


def _moved(named: str, text: Texts) -> str:
    """A field or an output with how far it moved, or a name alone."""
    found = _NAMED.fullmatch(named)
    if found is None:
        return named
    name, value = found.groups()
    field = described(text).get(name)
    shown = text.named("moved", name) if field is None else field.title
    return f"{shown} ({text.number(float(value), 2)})"
