"""Texts of the commands, a folder per language; LANG selects it."""

from __future__ import annotations

import os

from ...words import LOCALES, Texts, catalogue

__all__ = ["chosen", "word"]

_OTHERWISE = "en"


def chosen() -> str:
    """The language of this process: Spanish with LANG=es_CO.UTF-8, English with another one."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    tag = next(filter(None, names), "").partition("_")[0].partition(".")[0].lower()
    return tag if tag in LOCALES else _OTHERWISE


word: Texts = catalogue(__name__)[chosen()]
