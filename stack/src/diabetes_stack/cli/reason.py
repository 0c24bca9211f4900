"""A reason that a person gives."""

from __future__ import annotations

import typer

from .console import Failure
from .texts import word

__all__ = ["reason_of", "sentence_of"]

_LEAST_WORDS, _LEAST_LETTERS, _LONGEST = 3, 12, 500


def reason_of(given: str, most: int) -> str:
    """The text of ``--reason`` without needless blanks. Raises Failure unless it has 1 to ``most`` characters, all
    printable."""
    text = " ".join(given.split())
    if not text.isprintable() or not 1 <= len(text) <= most:
        raise Failure(word("bad_reason", most=most))
    return text


def sentence_of(given: str, option: str = "--force") -> str:
    """The text of ``--force`` or another option that overrides a check: a few words at least. Raises a usage error
    otherwise."""
    text = " ".join(given.split())
    words = {one for one in text.lower().split() if any(map(str.isalpha, one))}
    enough = len(words) >= _LEAST_WORDS and sum(map(str.isalpha, text)) >= _LEAST_LETTERS
    if not enough or not text.isprintable() or len(text) > _LONGEST:
        raise typer.BadParameter(word("bad_sentence", words=_LEAST_WORDS, most=_LONGEST), param_hint=option)
    return text
