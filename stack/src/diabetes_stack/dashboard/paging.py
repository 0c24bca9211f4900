"""The buttons that turn the pages of a list."""

from __future__ import annotations

from typing import Any

import streamlit as st

from .texts import Texts

__all__ = ["page_of"]


def page_of(pages: int, key: str, selection: tuple[Any, ...], text: Texts) -> int:
    """The number of the page of the list ``key``, with the buttons that change it; another selection begins at the
    first."""
    if st.session_state.get(f"{key}_selection") != selection:
        st.session_state[f"{key}_selection"] = selection
        st.session_state[f"{key}_page"] = 0
    page = min(int(st.session_state[f"{key}_page"]), pages - 1)
    if pages == 1:
        return page
    with st.container(horizontal=True, vertical_alignment="center"):
        for name, target in (("first", 0), ("previous", page - 1), ("next", page + 1), ("last", pages - 1)):
            away = target == page or not 0 <= target < pages
            st.button(
                text(f"rows.{name}"), key=f"{key}_{name}", disabled=away, on_click=_turn, args=(key, target)
            )
        st.caption(text("rows.page", page=text.number(page + 1), pages=text.number(pages)), width="content")
    return page


def _turn(key: str, page: int) -> None:
    st.session_state[f"{key}_page"] = page
