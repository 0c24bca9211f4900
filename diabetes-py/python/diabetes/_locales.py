"""The languages of the texts, as known to the engine."""

from __future__ import annotations

from ._native import scores

# Each score has a short title in every language.
LOCALES: tuple[str, ...] = tuple(scores("es")[0]["short_title"])
