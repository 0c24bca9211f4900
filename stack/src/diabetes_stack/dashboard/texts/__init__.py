"""Texts of the dashboard, one file per language. Texts about a person's health, field names and ranges come from
the library."""

from __future__ import annotations

from importlib import import_module

from diabetes import LOCALES

from .language import Texts

__all__ = ["LOCALES", "Texts", "texts"]

# A file for each language of the library; a page begins in the first.
_TEXTS: dict[str, Texts] = {locale: import_module(f".{locale}", __name__).TEXTS for locale in LOCALES}
for _locale, _one in _TEXTS.items():
    if _odd := _one.table.keys() ^ _TEXTS[LOCALES[0]].table.keys():
        raise LookupError(f"texts of {_locale} and {LOCALES[0]} differ: {', '.join(sorted(_odd))}")


def texts(locale: str) -> Texts:
    """The texts in a language."""
    return _TEXTS[locale]
