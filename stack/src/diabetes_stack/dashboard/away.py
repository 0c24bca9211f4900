"""What a page says when something that it needs is away, and what only those who keep the system running need."""

from __future__ import annotations

import streamlit as st

from ..contacts import CONTACTS
from .client import UnavailableError
from .texts import Texts

__all__ = ["draw_away", "draw_for_operators", "tell_no_store"]


def draw_away(failure: UnavailableError, said: str, text: Texts) -> None:
    """The API gave no usable answer; ``said`` is the text for whoever works with the page. What happened inside is in
    the log."""
    st.error(text(said, mail=CONTACTS["devops"]), icon=":material/cloud_off:")
    draw_for_operators("unavailable.do", text, url=failure.url)


def draw_for_operators(said: str, text: Texts, **parts: object) -> None:
    """What to do with addresses and commands, folded in."""
    with st.expander(text("operators"), icon=":material/build:"):
        st.markdown(text(said, **parts))


def tell_no_store(text: Texts) -> None:
    """That the programme cannot be shown while the store is away, and whom to tell."""
    st.warning(text("programme.nostore", mail=CONTACTS["devops"]), icon=":material/database_off:")
    draw_for_operators("visual.nostore.do", text)
