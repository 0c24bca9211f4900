"""Texts of the screening programme, one file per language; the command, the API and the dashboard show the same."""

from __future__ import annotations

from ...words import LOCALES, Texts, catalogue

__all__ = ["LOCALES", "Texts", "texts"]

_TEXTS = catalogue(__name__)


def texts(locale: str) -> Texts:
    """The texts in a language."""
    return _TEXTS[locale]
