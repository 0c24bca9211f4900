"""Texts of the monitor, one file per language: rules, measures, causes, alerts. Commands, alerts, pages and the files
for Prometheus take them from here."""

from __future__ import annotations

from ...words import LOCALES, Texts, catalogue

__all__ = ["LOCALES", "Texts", "texts"]

_TEXTS = catalogue(__name__)


def texts(locale: str) -> Texts:
    """The texts in a language."""
    return _TEXTS[locale]
