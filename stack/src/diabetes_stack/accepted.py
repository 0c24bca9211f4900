"""What headers of a request say: choices as in ``Accept``, a language, the length of a body."""

from __future__ import annotations

from functools import lru_cache

from diabetes import LOCALES

__all__ = ["choices", "is_longer", "language"]

#: No valid length has more digits; Python refuses to parse numbers of thousands of digits.
_DIGITS = 19


def choices(value: str) -> list[tuple[str, float]]:
    """The choices in a header such as ``Accept``, in lower case, with the quality of each: 1 by default, 0 for not
    acceptable. Only the beginning of a very long header is read."""
    found = []
    for part in value[:1000].split(","):
        choice, *options = part.split(";")
        named = {name.strip().lower(): text for name, _, text in (one.partition("=") for one in options)}
        found.append((choice.strip().lower(), _quality(named["q"]) if "q" in named else 1.0))
    return found


@lru_cache(maxsize=256)
def language(header: str) -> str:
    """The library's language that the header prefers; Spanish if it names none of them."""
    best, chosen = 0.0, LOCALES[0]
    for tag, quality in choices(header):
        name = tag.split("-")[0].split("_")[0]
        if name in LOCALES and quality > best:
            best, chosen = quality, name
    return chosen


def is_longer(length: str, limit: int) -> bool:
    """Whether a ``Content-Length`` announces more bytes than the limit."""
    return length.isascii() and length.isdigit() and (len(length) > _DIGITS or int(length) > limit)


def _quality(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
