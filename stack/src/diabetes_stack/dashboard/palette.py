"""The colours of the page for the person who looks at it."""

from __future__ import annotations

import streamlit as st

from .theme import DARK, LIGHT, Palette

__all__ = ["palette"]


def palette() -> Palette:
    """Light or dark, as the person's browser asks for."""
    return DARK if st.context.theme.type == "dark" else LIGHT
