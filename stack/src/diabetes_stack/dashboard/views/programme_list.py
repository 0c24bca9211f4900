"""The list of people to call: filters, table, file, and what is noted of one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st
from sqlalchemy import Connection

from ...programme.export import as_csv
from ...programme.telling import NOTHING, Standing, results_of, short
from ...programme.texts import texts as programme_texts
from ...programme.worklist import Asked, Page, Person, page, place_names
from ...store.steps.priorities import PRIORITIES
from ...store.steps.states import State
from ...store.tables import utc_now
from .. import context
from ..away import tell_no_store
from ..grid import Cell, draw_grid, number
from ..paging import page_of
from ..texts import Texts
from .programme_marking import draw_marking
from .programme_references import references

__all__ = ["draw_list"]

_PAGE = 50
_DIGITS = 12
_OVERDUE = (None, 7, 30, 90, 365)
_TONES = {
    "urgent": "tone-diabetes", "measured_diabetes": "tone-diabetes", "measured_prediabetes": "tone-prediabetes",
    "Alto": "tone-diabetes", "Moderado": "tone-prediabetes", "Bajo": "tone-normal",
}  # fmt: skip


def draw_list(text: Texts) -> None:
    """Draw the list with what selects its people."""
    st.markdown(text("programme.intro"))
    asked = _asked(text)
    known = references(text)
    selection = (asked.state, asked.site, asked.insurer, asked.overdue, asked.longest_first)
    first = _read(asked, 0)
    if first is None:
        tell_no_store(text)
        return
    found, results = first
    if not found.total:
        st.info(text("programme.none"))
        return
    turned = page_of(-(-found.total // _PAGE), "programme", selection, text)
    if turned:
        found, results = _read(asked, turned * _PAGE) or (found, results)
    numbers = {"from": turned * _PAGE + 1, "to": turned * _PAGE + len(found.people), "total": found.total}
    st.caption(text("programme.shown", **{name: text.number(n) for name, n in numbers.items()}))
    names = {one.patient: known.get(one.patient, one.patient[:_DIGITS]) for one in found.people}
    _draw(found.people, results, names, asked.today, text)
    st.download_button(
        text("programme.csv"), lambda: _file(asked, known), "programa.csv", "text/csv", icon=":material/download:",
        on_click="ignore",
    )  # fmt: skip
    draw_marking(found.people, names, text)


def _asked(text: Texts) -> Asked:
    words = programme_texts(text.locale)
    sites, insurers = (
        context.stored(lambda connection, name=name: place_names(connection, name)) or []  # type: ignore[misc]
        for name in ("site", "insurer")
    )
    columns = st.columns(5)
    state = columns[0].selectbox(
        text("programme.state"), [None, *State], key="programme_state",
        format_func=lambda one: text("programme.due") if one is None else words(f"state.{one.value}"),
    )  # fmt: skip
    site, insurer = (
        column.selectbox(
            text(f"programme.{name}"), [None, *names], key=f"programme_{name}",
            format_func=lambda one: text("programme.every") if one is None else one,
        )
        for column, name, names in ((columns[1], "site", sites), (columns[2], "insurer", insurers))
    )  # fmt: skip
    overdue = columns[3].selectbox(
        text("programme.overdue"), _OVERDUE, key="programme_overdue",
        format_func=lambda days: (
            text("programme.overdue.any") if days is None else text("programme.overdue.days", days=days)
        ),
    )  # fmt: skip
    order = columns[4].selectbox(
        text("programme.order"), ("priority", "longest"), key="programme_order",
        format_func=lambda name: text(f"programme.order.{name}"),
    )  # fmt: skip
    return Asked(utc_now().date(), state, site, insurer, overdue, longest_first=order == "longest")


def _read(asked: Asked, offset: int) -> tuple[Page, Mapping[str, Standing]] | None:
    def read(connection: Connection) -> tuple[Page, Mapping[str, Standing]]:
        found = page(connection, asked, _PAGE, offset)
        return found, results_of(connection, found.people)

    return context.stored(read)


def _file(asked: Asked, known: Mapping[str, str]) -> bytes:
    """Everybody asked for, with the mark by which a spreadsheet knows UTF-8."""
    lines = context.stored(
        lambda connection: b"".join(as_csv(connection, asked, context.locale(), known or None))
    )
    context.record("worklist_downloaded")
    return b"\xef\xbb\xbf" + (lines or b"")


def _draw(
    people: Sequence[Person],
    results: Mapping[str, Standing],
    names: Mapping[str, str],
    today: date,
    text: Texts,
) -> None:
    words = programme_texts(text.locale)
    headings: list[str | Cell] = [
        text("programme.person"), words("column.state"), Cell(words("column.why"), "wide"), words("column.since"),
        number(words("column.overdue")), number(text("programme.risk")), words("column.site"), words("column.insurer"),
    ]  # fmt: skip
    rows: list[list[str | Cell]] = [
        [
            names[one.patient],
            words(f"state.{one.state}"),
            Cell(
                short(one, results.get(one.patient, NOTHING), text.locale),
                _TONES.get(PRIORITIES[one.priority], ""),
            ),
            f"{date.fromisoformat(one.since):{words.day}}",
            number("–" if (days := one.overdue(today)) is None else text.number(days)),
            number("–" if one.risk is None else f"{text.number(100 * one.risk, 1)} %"),
            one.site or "–",
            one.insurer or "–",
        ]
        for one in people
    ]
    draw_grid(text("programme.list"), headings, rows)
