"""The form element ``<diabetes-risk>`` as a part of a page: it checks, answers and explains in the browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

__all__ = ["KEY", "draw_person"]

#: Session key of what the element tells.
KEY = "person"


def draw_person(data: dict[str, Any], on_commit: Callable[[], None], on_clear: Callable[[], None]) -> None:
    """Draw the element. ``data`` is read by ``frontend/person.js``."""
    _component()(key=KEY, data=data, on_commit_change=on_commit, on_clear_change=on_clear)


@cache
def _component() -> Any:
    # Within the page's styles, which give it the dashboard's colours.
    return st.components.v2.component("diabetes-stack.person", js="person.js", isolate_styles=False)
