"""What only the commands, the report and the figures say, in every language; the language of this process."""

from __future__ import annotations

import os
from datetime import date
from importlib import import_module
from string import Formatter

from .. import _native
from .._locales import LOCALES
from ._numbers import PERCENT, Numbers

__all__ = ["PERCENT", "Texts", "chosen", "texts"]

# A file of texts a language for each; a number format is in the language's __init__.
PARTS = (
    "names",
    "terminal",
    "help",
    "ask",
    "demo",
    "figures",
    "report",
    "tripod",
    "library",
    "former",
    "capacity",
)
# What decides the language of a terminal, the first that is set.
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
OTHERWISE = "en"


class Texts:
    """The texts of a language, by key; ``{names}`` are filled in, whole numbers as it writes them."""

    def __init__(self, locale: str, table: dict[str, str], numbers: Numbers) -> None:
        self.locale = locale
        self.table = table
        self.numbers = numbers

    def __call__(self, key: str, /, **parts: object) -> str:
        text = self.table[key]
        return text.format(**{name: self.written(part) for name, part in parts.items()}) if parts else text

    def written(self, part: object) -> object:
        """A part as it stands in a text: a whole number with separators, anything else as it is."""
        return self.numbers.count(part) if isinstance(part, int) and not isinstance(part, bool) else part

    def day(self, iso: str) -> str:
        """A date such as 2026-11-24 as the language writes it; another text as it is."""
        try:
            return date.fromisoformat(iso).strftime(self("day"))
        except ValueError:
            return iso

    def named(self, kind: str, name: str) -> str:
        """The name of a code, such as an output or an error; a code without a name is shown as it is."""
        return self.table.get(f"{kind}.{name}", name)

    def counted(self, key: str, count: int) -> str:
        """A number of things, such as "1 row" or "1,200 rows"."""
        return self(f"{key}.{'one' if count == 1 else 'many'}", count=count)

    def listed(self, names: list[str]) -> str:
        """Names as a list in a sentence: a, b and c."""
        *first, last = names
        return f"{', '.join(first)} {self('and')} {last}" if first else last


def texts(locale: str) -> Texts:
    """The texts of a language. Raises ValueError for an unknown one."""
    if locale not in LOCALES:
        raise ValueError(f"locale {locale!r} is not one of {', '.join(LOCALES)}")
    return _ALL[locale]


def chosen() -> str:
    """The language of this process: Spanish with LANG=es_CO.UTF-8, otherwise English."""
    tag = next(filter(None, map(os.environ.get, VARIABLES)), "").replace(".", "_").partition("_")[0].lower()
    return tag if tag in LOCALES else OTHERWISE


def holes(text: str) -> frozenset[str]:
    """The names that a text has filled in."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def _read(locale: str) -> Texts:
    table = _core(locale)
    for part in PARTS:
        table |= import_module(f".{locale}.{part}", __name__).TEXTS
    return Texts(locale, table, import_module(f".{locale}", __name__).NUMBERS)


def _core(locale: str) -> dict[str, str]:
    """The names that the library itself gives to its codes."""
    named = _native.labels(locale)
    table = {f"output.{code}": name for code, name in named["output"].items()}
    table |= {f"level.{code}": name[:1].upper() + name[1:] for code, name in named["risk_level"].items()}
    table |= {f"in_range.{code}": name for code, name in named["category"].items()}
    table |= {f"certainty.{code}": name for code, name in named["confidence"].items()}
    table |= {f"code.{code}": name[:1].lower() + name[1:] for code, name in named["not_applicable"].items()}
    return table


def _complete(found: dict[str, Texts]) -> dict[str, Texts]:
    """The languages, each with every text, filling in nothing that the others lack."""
    first = found[OTHERWISE]
    for locale, language in found.items():
        if odd := first.table.keys() ^ language.table.keys():
            raise LookupError(f"texts of {first.locale} and {locale} differ: {', '.join(sorted(odd))}")
        # What a language does not need it may leave out.
        if odd := {key for key, text in language.table.items() if not holes(text) <= holes(first.table[key])}:
            raise LookupError(f"texts of {locale} fill in what others do not: {', '.join(sorted(odd))}")
    return found


_ALL = _complete({locale: _read(locale) for locale in LOCALES})
