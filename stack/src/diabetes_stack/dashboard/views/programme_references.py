"""The hospital's own references, with which the list names people: of a file that stays in this session."""

from __future__ import annotations

from collections.abc import Mapping

import diabetes
import streamlit as st

from ...programme.columns import ColumnsError, reference_column
from ...programme.tables import table_of
from ...store.patients import reference_hash
from .. import context
from ..texts import Texts

__all__ = ["references"]


def references(text: Texts) -> Mapping[str, str]:
    """The references by their hash; none without a file."""
    with st.expander(text("programme.references")):
        file = st.file_uploader(
            text("programme.references.file"), type=["csv", "txt"], key="programme_references"
        )
        st.caption(text("programme.references.note"))
        if file is None:
            st.session_state.pop("programme_known", None)
            return {}
        known = st.session_state.get("programme_known")
        if known is None or known[0] != file.file_id:
            try:
                known = (file.file_id, _read(file.getvalue()))
            except (diabetes.DiabetesError, ColumnsError):
                st.error(text("programme.references.bad"))
                return {}
            st.session_state["programme_known"] = known
        found: Mapping[str, str] = known[1]
        return found


def _read(content: bytes) -> dict[str, str]:
    table = table_of(content)
    given = [str(one or "").strip() for one in table.column(reference_column(table.column_names)).to_pylist()]
    return {reference_hash(context.options(), reference): reference for reference in given if reference}
