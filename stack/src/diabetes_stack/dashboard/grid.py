"""Tables as HTML: in the page's language and colours, with headings that a screen reader reads, and scrolled by
keyboard. What they show may come from anywhere: it is only ever text."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

__all__ = ["Cell", "draw_grid", "number"]


@dataclass(frozen=True)
class Cell:
    """A cell or a heading: its lines, classes of its look, and a smaller line."""

    text: str | Sequence[str] = ""
    look: str = ""
    small: str = ""


def number(text: str) -> Cell:
    """A cell with a number."""
    return Cell(text, "number")


def draw_grid(caption: str, headings: Sequence[str | Cell], rows: Iterable[Sequence[str | Cell]]) -> None:
    """Draw a table. The first cell names its row and stays in sight."""
    head = "".join(_cell("th", heading, ' scope="col"') for heading in headings)
    body = "".join(_row(row) for row in rows)
    st.html(
        f'<div class="grid" role="region" tabindex="0" aria-label="{html.escape(caption)}"><table>'
        f"<caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(cells: Sequence[str | Cell]) -> str:
    first, *others = cells
    named = _cell("th", first, ' scope="row"')
    return f"<tr>{named}{''.join(_cell('td', cell) for cell in others)}</tr>"


def _cell(tag: str, cell: str | Cell, more: str = "") -> str:
    told = Cell(cell) if isinstance(cell, str) else cell
    lines = [told.text] if isinstance(told.text, str) else told.text
    shown = "<br>".join(html.escape(line) for line in lines)
    small = f"{'<br>' if shown else ''}<small>{html.escape(told.small)}</small>" if told.small else ""
    look = f' class="{told.look}"' if told.look else ""
    return f"<{tag}{more}{look}>{shown}{small}</{tag}>"
