"""Texts of the dashboard, a folder per language, a file a page. Texts about a person's health, field names and
ranges come from the library."""

from __future__ import annotations

from ...words import LOCALES, Texts, catalogue

__all__ = ["LOCALES", "Texts", "texts"]

# A page begins in the first language of the library.
_TEXTS = catalogue(__name__)


def texts(locale: str) -> Texts:
    """The texts in a language."""
    return _TEXTS[locale]
