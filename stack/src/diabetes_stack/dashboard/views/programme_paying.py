"""The tests that can be paid: whom to test, what is expected to be found, and the list."""

from __future__ import annotations

import streamlit as st

from ...programme.export import csv_of
from ...programme.paying import MOST_TESTS, Plan, plan
from ...programme.worklist import Asked
from ...store.tables import utc_now
from .. import context
from ..away import tell_no_store
from ..texts import Texts

__all__ = ["draw_paying"]

_TESTS = 100


def draw_paying(text: Texts) -> None:
    """Ask for a number of tests and draw what they find."""
    st.markdown(text("programme.paying.intro"))
    tests = st.number_input(
        text("programme.paying.tests"), 0, MOST_TESTS, _TESTS, key="programme_tests", width=240
    )
    # Everybody who waits is read: not at every click on the page.
    if not st.button(text("programme.paying.do"), key="programme_share"):
        return
    today = utc_now().date()
    found = context.stored(lambda connection: plan(connection, Asked(today), int(tests), text.locale))
    if found is None:
        tell_no_store(text)
        return
    for sentence in found.told(text.locale):
        st.markdown(sentence)
    if found.chosen:
        st.download_button(
            text("programme.paying.csv"), data=lambda: _file(found, text), mime="text/csv",
            file_name=text("programme.paying.file"), on_click="ignore", icon=":material/download:",
        )  # fmt: skip


def _file(found: Plan, text: Texts) -> bytes:
    return b"\xef\xbb\xbf" + csv_of(found.chosen, {}, utc_now().date(), text.locale)
