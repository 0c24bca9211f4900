"""What stands around every page: its language, its colours, and the end of what a person left open."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import streamlit as st

from .texts import Texts
from .theme import DARK, LIGHT

__all__ = ["IDLE_SECONDS", "WARNING_SECONDS", "draw_frame"]

#: After this time without a key, a touch or a movement, the page begins anew, without the person's data.
IDLE_SECONDS = 15 * 60
#: As long before, a notice says so.
WARNING_SECONDS = 60


@cache
def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


def draw_frame(text: Texts) -> None:
    """Draw nothing; set the page's language and colours, and start its clock."""
    # Both at once, because the browser's setting can change while nothing is drawn.
    dark = f"@media screen and (prefers-color-scheme: dark) {{:root {{{DARK.variables}}}}}"
    st.html(f"<style>:root {{{LIGHT.variables}}} {dark} {_file('frame.css')}</style>")
    streamlit = {name: words for name, words in text.table.items() if name.startswith("streamlit.")}
    settings = {
        "lang": text.locale,
        "words": dict(_pair(words) for name, words in streamlit.items() if ".like." not in name),
        "patterns": [_pair(words) for name, words in streamlit.items() if ".like." in name],
        "idle": 1000 * IDLE_SECONDS,
        "warning": 1000 * WARNING_SECONDS,
        "notice": text("idle"),
        "over": text("idle.over", minutes=IDLE_SECONDS // 60),
        "read": text("idle.read"),
    }
    # Between the tags, "<" could end the script.
    said = json.dumps(settings, ensure_ascii=False).replace("<", "\\u003c")
    script = _file("frame.js").replace("SETTINGS", said, 1)
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def _pair(words: str) -> tuple[str, str]:
    """What Streamlit writes in English, and what is shown instead."""
    own, _, shown = words.partition(" => ")
    return own, shown
