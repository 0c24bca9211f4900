"""What the library says in English only, such as errors of tables and warnings of training, translated."""

from __future__ import annotations

import re

from . import _native
from ._texts import Texts, texts

# Names that a message may hold, each with the kinds of names that it may be.
KINDS = ("output", "test", "code", "algorithm")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# Between the members of a list, not inside brackets.
BETWEEN = re.compile(r", (?![^(]*\))")
FILLED = re.compile(r"\{\w+\}")
HOLE = re.compile(r"\\\{(\w+)\\\}")


def said(text: str, locale: str, code: str = "") -> str:
    """The message in a language. One that is not known is said by its code, with how to see the details."""
    language = texts(locale)
    if language is texts("en"):
        return text
    known = _matched(text, language)
    if known is not None:
        return known
    sentence = language.table.get(f"unmatched.{code}")
    return f"{sentence or language('unmatched.otherwise', code=code)}; {language('unmatched.detail')}"


def in_words(text: str, locale: str, code: str = "") -> str:
    """The same without names of columns and codes, in English too."""
    return _matched(text, texts(locale)) or said(text, locale, code)


def said_warning(text: str, locale: str) -> str:
    """The same of a warning, which may begin with its code."""
    language = texts(locale)
    if language is texts("en"):
        return text
    code, _, message = text.partition(": ")
    return _matched(message, language) or _matched(text, language) or said(message or text, locale, code)


def lowered(name: str) -> str:
    """A name inside a sentence: no capital, except in names such as HbA1c and FINDRISC."""
    return name if re.match(r"\w+[A-Z]", name) else name[:1].lower() + name[1:]


def _matched(text: str, language: Texts) -> str | None:
    for key, pattern in PATTERNS:
        if match := pattern.fullmatch(text):
            parts = {name: _part(part, language) for name, part in match.groupdict().items()}
            return language(key, **parts)
    return None


def _part(text: str, language: Texts) -> str:
    """What a message holds: a sentence, number or name, or a list of these; all else stays as it is."""
    listed = BETWEEN.split(text)
    inner = [_matched(one, language) for one in listed]
    if len(listed) > 1 and None not in inner:
        return ", ".join(filter(None, inner))
    if (whole := _matched(text, language)) is not None:
        return whole
    if NUMBER.fullmatch(text):
        digits = len(text.partition(".")[2])
        return language.numbers.fixed(float(text), digits)
    if len(listed) > 1:
        return ", ".join(_part(one, language) for one in listed)
    if text.startswith("(") and text.endswith(")"):
        return f"({_part(text[1:-1], language)})"
    first, blank, rest = text.partition(" ")
    name = _name(first, language)
    if blank and name != first:
        return f"{name}{' ' if rest.startswith('(') else ': '}{_part(rest, language)}"
    return name if name != first else text


def _name(name: str, language: Texts) -> str:
    for kind in KINDS:
        if f"{kind}.{name}" in language.table:
            word = language.named(kind, name)
            return lowered(word)
    title = _native.schema(language.locale)["properties"].get(name, {}).get("title")
    return language("quoted", name=title) if title else name


def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """What the library says, with a group for each thing that it fills in; what says most itself first."""
    keys = sorted(
        (key for key in texts("en").table if key.startswith("library.")),
        key=lambda key: -len(FILLED.sub("", texts("en").table[key])),
    )
    made = []
    for key in keys:
        pattern = HOLE.sub(r"(?P<\1>.+?)", re.escape(texts("en").table[key]))
        made.append((key, re.compile(pattern, re.DOTALL)))
    return made


PATTERNS = _patterns()
