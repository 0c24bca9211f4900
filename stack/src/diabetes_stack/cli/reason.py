"""A reason that a person gives."""

from __future__ import annotations

from .console import Failure
from .texts import word

__all__ = ["reason_of"]


def reason_of(given: str, most: int) -> str:
    """The text of ``--reason`` without needless blanks. Raises Failure unless it has 1 to ``most`` characters, all
    printable."""
    text = " ".join(given.split())
    if not text.isprintable() or not 1 <= len(text) <= most:
        raise Failure(word("bad_reason", most=most))
    return text
