"""What must be stated first about the origin of a model's training records."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import streamlit as st

from .texts import Texts

__all__ = ["say_origin"]


def say_origin(info: Mapping[str, Any], text: Texts) -> None:
    """Say whom the model learned from; warn about generated records and about an unstated source."""
    synthetic = info.get("synthetic", False)
    if synthetic:
        st.warning(text("synthetic"))
    elif synthetic is None:
        st.info(text("source.unstated"))
    if info.get("origin"):
        # The source in it was written by someone else.
        st.html(f"<small>{html.escape(info['origin'][text.locale])}</small>")
