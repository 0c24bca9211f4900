"""An answer to save for another program."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from .texts import Texts

__all__ = ["draw_download"]


def draw_download(answer: dict[str, Any], record: dict[str, Any], text: Texts) -> None:
    """A button that downloads an answer with its record."""
    st.download_button(
        text("download.json"),
        json.dumps({"record": record, "answer": answer}, ensure_ascii=False, indent=2),
        f"diabetes-{answer['timestamp'][:10]}.json",
        "application/json",
        icon=":material/download:",
    )
    st.caption(text("download.note"))
