"""The commands in Spanish, a file a topic."""

from __future__ import annotations

from ....words import Texts, topics

__all__ = ["TEXTS"]

TEXTS = Texts("es", "Español", topics(__name__), separators=",.", day="%d/%m/%Y")
