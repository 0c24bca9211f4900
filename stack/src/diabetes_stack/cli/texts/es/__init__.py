"""The commands in Spanish, a file a topic."""

from __future__ import annotations

from ....words import Texts
from . import (
    backups,
    checklists,
    database,
    doctor,
    frame,
    models,
    monitoring,
    security,
    services,
    tokens,
    updates,
)

__all__ = ["TEXTS"]

_TOPICS = (
    backups,
    checklists,
    database,
    doctor,
    frame,
    models,
    monitoring,
    security,
    services,
    tokens,
    updates,
)
_WORDS = {name: text for topic in _TOPICS for name, text in topic.WORDS.items()}

TEXTS = Texts("es", "Español", _WORDS, separators=",.", day="%d/%m/%Y")
