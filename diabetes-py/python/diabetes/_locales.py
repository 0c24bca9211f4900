"""The languages of the texts, which the engine knows."""

from __future__ import annotations

from ._native import scores

# Each score has its short title in all of them.
LOCALES: tuple[str, ...] = tuple(scores()[0]["short_title"])
