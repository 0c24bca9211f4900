"""Make untrusted text safe to show on a page, in a figure or in a terminal."""

from __future__ import annotations

import re
from typing import Any

# Control characters (which terminals act on and XML forbids), bidirectional controls, lone surrogates and
# noncharacters. Line breaks and tabs are kept.
_ODD = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
SPACES = {ord("\N{NO-BREAK SPACE}"): " ", ord("\N{NARROW NO-BREAK SPACE}"): " "}
INSTEAD = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """The text with a placeholder for every character that cannot be shown."""
    return _ODD.sub(INSTEAD, text)


def plain(text: str) -> str:
    """The text for a terminal, where a space that does not break is one like others."""
    return printable(text).translate(SPACES)


def all_printable(value: Any) -> Any:
    """Apply :func:`printable` to every string in nested plain values."""
    if isinstance(value, str):
        return printable(value)
    if type(value) is dict:
        return {all_printable(key): all_printable(inner) for key, inner in value.items()}
    if type(value) in (list, tuple):
        return type(value)(map(all_printable, value))
    return value
