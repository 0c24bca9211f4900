"""What must be said first of where a model's training records come from."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import streamlit as st

from .texts import Texts

__all__ = ["say_origin"]


def say_origin(info: Mapping[str, Any], text: Texts) -> None:
    """Say whom the model learned from; warn of generated records, and of a file that does not say whose they were."""
    synthetic = info.get("synthetic", False)
    if synthetic:
        st.warning(text("synthetic"))
    elif synthetic is None:
        st.info(text("source.unstated"))
    if info.get("origin"):
        # Somebody else wrote the source in it.
        st.html(f"<small>{html.escape(info['origin'][text.locale])}</small>")
