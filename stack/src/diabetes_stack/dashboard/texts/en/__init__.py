"""The dashboard in English, a file a page."""

from __future__ import annotations

from ....words import Texts, topics

__all__ = ["TEXTS"]

TEXTS = Texts("en", "English", topics(__name__), separators=".,", day="%b %d")
