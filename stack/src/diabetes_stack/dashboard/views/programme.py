"""The screening programme: whom to call, and what became of it."""

from __future__ import annotations

import streamlit as st

from ...contacts import CONTACTS
from ...programme.enrol import missing
from .. import context
from ..away import draw_for_operators, tell_no_store
from .programme_indicators import draw_indicators
from .programme_list import draw_list
from .programme_paying import draw_paying

__all__ = ["show"]


def show() -> None:
    """Draw the page."""
    text = context.words()
    is_missing = context.stored(missing)
    if is_missing is None:
        tell_no_store(text)
        return
    if is_missing:
        st.warning(text("programme.missing", mail=CONTACTS["devops"]), icon=":material/person_alert:")
        draw_for_operators("programme.missing.do", text)
    of_list, of_indicators, of_tests = st.tabs(
        [text("programme.list"), text("programme.indicators"), text("programme.paying")]
    )
    with of_list:
        draw_list(text)
    with of_indicators:
        draw_indicators(text)
    with of_tests:
        draw_paying(text)
