"""The dashboard in Spanish, a file a page."""

from __future__ import annotations

from ....words import Texts, topics

__all__ = ["TEXTS"]

TEXTS = Texts(
    "es", "Español", topics(__name__), separators=",\N{NARROW NO-BREAK SPACE}", day="%d-%m", grouped_from=5
)
