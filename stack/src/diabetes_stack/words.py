"""A language: its texts, and its number and date formats. A package of texts has one file per language."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from string import Formatter
from typing import Any

from diabetes import LOCALES

__all__ = ["LOCALES", "Texts", "catalogue", "topics"]


class _Filled(Formatter):
    """Fills in names; a number with a format, such as ``{rows:,}``, is written with the language's separators."""

    def __init__(self, marks: dict[int, int]) -> None:
        self._marks = marks

    def format_field(self, value: Any, format_spec: str) -> str:
        text: str = super().format_field(value, format_spec)
        return text.translate(self._marks) if format_spec and isinstance(value, (int, float)) else text


class Texts:
    """The texts of a language, by key; ``{names}`` in them are filled in.

    >>> Texts("es", "Español", {"rows": "{count:,} filas"}, separators=",.", day="%d/%m/%Y")("rows", count=1200)
    '1.200 filas'
    """

    def __init__(
        self,
        locale: str,
        title: str,
        words: dict[str, str],
        *,
        separators: str,
        day: str,
        grouped_from: int = 4,
    ) -> None:
        self.locale = locale
        #: The language's own name.
        self.title = title
        self.table = words
        #: For decimals and thousands.
        self.separators = separators
        #: The day and month format, as for strftime.
        self.day = day
        self._marks = str.maketrans(".,-", f"{separators}\N{MINUS SIGN}")
        #: The fewest digits before the decimals that are written in groups.
        self._grouped_from = grouped_from
        self._filled = _Filled(str.maketrans(".,", separators))

    def __call__(self, name: str, /, **parts: object) -> str:
        text = self.table[name]
        return self._filled.vformat(text, (), parts) if parts else text

    def named(self, kind: str, name: str) -> str:
        """The text for a code such as a level or a band; a code without a text is shown as it is."""
        return self.table.get(f"{kind}.{name}", name)

    def number(self, value: float, digits: int = 0) -> str:
        """A number as the language writes it; never a zero with a minus."""
        value = round(value, digits) + 0.0
        grouped = "," if abs(value) >= 10 ** (self._grouped_from - 1) else ""
        return f"{value:{grouped}.{digits}f}".translate(self._marks)


def topics(package: str) -> dict[str, str]:
    """The texts of a language whose package has a file a topic. LookupError if a text is in two of them."""
    found: dict[str, str] = {}
    for topic in iter_modules(import_module(package).__path__):
        words: dict[str, str] = import_module(f".{topic.name}", package).WORDS
        if twice := words.keys() & found.keys():
            raise LookupError(f"texts in two files of {package}: {', '.join(sorted(twice))}")
        found |= words
    return found


def catalogue(package: str) -> dict[str, Texts]:
    """The texts of a package: a file for each language of the library. LookupError if one lacks a text."""
    found: dict[str, Texts] = {locale: import_module(f".{locale}", package).TEXTS for locale in LOCALES}
    for locale, texts in found.items():
        if odd := texts.table.keys() ^ found[LOCALES[0]].table.keys():
            raise LookupError(f"texts of {locale} and {LOCALES[0]} differ: {', '.join(sorted(odd))}")
    return found
