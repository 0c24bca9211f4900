"""The indicators of the programme: a picture, a table, and what each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from ...programme.counting import Counts, counts
from ...programme.figures import shown
from ...programme.indicators import FEW, NAMES, Indicators, definitions, indicators, months, total
from ...programme.texts import texts as programme_texts
from ...store.tables import utc_now
from .. import charts, context
from ..away import tell_no_store
from ..grid import Cell, draw_grid, number
from ..palette import palette
from ..texts import Texts
from .figures import draw_figure

__all__ = ["draw_indicators"]

_MONTHS = (3, 12, 24)
_PLACES = ("site", "insurer")
_DRAWN = ("covered", "advised", "tested", "found")


def draw_indicators(text: Texts) -> None:
    """Draw the indicators of the months and places that are chosen."""
    words = programme_texts(text.locale)
    left, right = st.columns(2)
    asked = left.segmented_control(
        text("programme.months"), _MONTHS, default=12, required=True, key="programme_months"
    )
    by = right.segmented_control(
        text("programme.by"), _PLACES, selection_mode="multi", key="programme_by",
        format_func=lambda name: text(f"programme.{name}"),
    )  # fmt: skip
    since, until = months(utc_now().date(), int(asked or 12))
    found = context.stored(lambda connection: counts(connection, since, until, "site" in by, "insurer" in by))
    if found is None:
        tell_no_store(text)
        return
    if not found:
        st.info(text("programme.empty"))
        return
    _picture(found, text)
    places = [name for name in _PLACES if name in by]
    rows, whole = indicators(found), total(found)
    headings: list[str | Cell] = [
        words("column.month"),
        *(words(f"column.{name}") for name in places),
        *(number(words(f"indicator.{name}")) for name in NAMES),
    ]
    draw_grid(text("programme.indicators"), headings, [_row(one, places, text) for one in [*rows, whole]])
    if any(one.few for one in [*rows, whole]):
        st.caption(f"\\* {words('few', least=FEW)}")
    st.markdown(f"### {text('programme.definitions')}")
    for sentence in definitions(text.locale).values():
        st.markdown(f"- {sentence}")


def _picture(found: Sequence[Counts], text: Texts) -> None:
    words = programme_texts(text.locale)
    every = sorted({row.month for row in found if row.month})
    series = {
        words(f"indicator.{name}"): [
            sum(getattr(row, name) for row in found if row.month == month) for month in every
        ]
        for name in _DRAWN
    }
    names = [_month(month, text) for month in every]
    colours = (palette().person, palette().accent, palette().prediabetes, palette().diabetes)
    figure = charts.grouped(names, series, colours, text)
    draw_figure(figure, "programme", text("programme.indicators"), text, words("column.month"))


def _month(month: str | None, text: Texts) -> str:
    if month is None:
        return programme_texts(text.locale)("every_month")
    return f"{date.fromisoformat(f'{month}-01'):{text('programme.month')}}"


def _row(one: Indicators, places: Sequence[str], text: Texts) -> list[str | Cell]:
    words = programme_texts(text.locale)
    unknown = words("unknown_place") if one.counts.month else "–"
    figures = shown(one, text.locale)
    return [
        _month(one.counts.month, text),
        *(getattr(one.counts, place) or unknown for place in places),
        *(number(figures[name] + ("*" if name in one.few else "")) for name in NAMES),
    ]
