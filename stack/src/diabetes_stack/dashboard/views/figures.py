"""A chart, and the same as a table for whoever cannot see it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from .. import charts
from ..grid import draw_grid, number
from ..texts import Texts

__all__ = ["draw_figure"]


def draw_figure(
    figure: Any, key: str, title: str, text: Texts, first: str, decimals: tuple[int, int] = (0, 0)
) -> None:
    """Draw a figure and, folded, its numbers: ``first`` heads the column of what they belong to; ``decimals`` are
    those of that column and of the others."""
    st.plotly_chart(figure, key=key, theme=None, config=charts.CONFIG)
    with st.expander(f"{text('as_table')}: {title}"):
        traces = [trace for trace in figure.data if trace.y is not None]
        values = [_pairs(trace) for trace in traces]
        places = list(dict.fromkeys(place for pairs in values for place in pairs))
        others = [trace.name or figure.layout.yaxis.title.text or text("column.count") for trace in traces]
        draw_grid(
            title,
            [first, *(number(other) for other in others)],
            [
                [_said(place, decimals[0], text), *(number(_said(v.get(place), decimals[1], text)) for v in values)]
                for place in places
            ],
        )  # fmt: skip


def _pairs(trace: Any) -> dict[Any, Any]:
    across, along = (trace.y, trace.x) if trace.orientation == "h" else (trace.x, trace.y)
    return dict(zip(list(across), list(along), strict=True))


def _said(value: Any, decimals: int, text: Texts) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else text.number(float(value), decimals)
