"""Texts of other people's data where they are shown: a page, a picture, a terminal."""

from __future__ import annotations

import re
from typing import Any

# No letters: controls (which a terminal obeys and XML refuses), marks that turn what follows around,
# halves of a letter, and what is no character at all. Line breaks and tabs stay.
_ODD = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
INSTEAD = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """The text with a sign in place of what cannot be shown."""
    return _ODD.sub(INSTEAD, text)


def all_printable(value: Any) -> Any:
    """The same of every text in plain values."""
    if isinstance(value, str):
        return printable(value)
    if type(value) is dict:
        return {all_printable(key): all_printable(inner) for key, inner in value.items()}
    if type(value) in (list, tuple):
        return type(value)(map(all_printable, value))
    return value
