"""The screening programme: whom to call, and what became of it."""

from __future__ import annotations

import streamlit as st

from ...programme.enrol import missing
from .. import context
from .programme_indicators import draw_indicators
from .programme_list import draw_list

__all__ = ["show"]


def show() -> None:
    """Draw the page."""
    text = context.words()
    is_missing = context.stored(missing)
    if is_missing is None:
        st.warning(text("programme.nostore"), icon=":material/database_off:")
        return
    if is_missing:
        st.warning(text("programme.missing"), icon=":material/person_alert:")
    of_list, of_indicators = st.tabs([text("programme.list"), text("programme.indicators")])
    with of_list:
        draw_list(text)
    with of_indicators:
        draw_indicators(text)
