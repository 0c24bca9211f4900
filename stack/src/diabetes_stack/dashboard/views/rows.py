"""The rows of a file: whom to call first, sought, sorted, and page by page."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from .. import context
from ..answered import CALLED, MEASURED, Answered
from ..exports import as_list, heading_of, others_of
from ..fields import Field
from ..fields import fields as described
from ..grid import Cell, draw_grid, number
from ..paging import page_of
from ..said import rows_said
from ..texts import Texts

__all__ = ["PRIORITIES", "draw_rows", "found"]

PRIORITIES = (*MEASURED, "Alto", "Moderado", "Bajo", "no_level", "not_applicable", "errors")
_TONES = {
    "urgent": "tone-diabetes", "measured_diabetes": "tone-diabetes", "measured_prediabetes": "tone-prediabetes",
    "Alto": "tone-diabetes", "Moderado": "tone-prediabetes", "Bajo": "tone-normal", "errors": "tone-diabetes",
}  # fmt: skip
#: Filters by the advice, beside those by priority.
_ADVISED = {"test": True, "no_test": False}
_ALL = "all"
_ORDERS = ("rank", "risk", "glucose", "row")
_SORTED_BY = {"risk": "prob_Diabetes", "glucose": "glucose_mg_dl"}
_PAGE = 50
#: More of the file's columns would make the table unreadable.
_COLUMNS = 40
_IDENTITIES = 3


@st.fragment
def draw_rows(done: Answered, text: Texts) -> None:
    """Draw the table with what selects its rows."""
    left, middle, right = st.columns(3)
    counts = _counts(done)
    kept = left.selectbox(
        text("batch.show"), list(counts), key="shown",
        format_func=lambda name: f"{_named(name, text)} ({text.number(counts[name])})",
    )  # fmt: skip
    order = middle.selectbox(
        text("rows.order"), _ORDERS, key="order", format_func=lambda name: text(f"rows.order.{name}")
    )
    sought = right.text_input(text("rows.search"), key="sought", help=text("rows.search.help"))
    _tell_left_out(done, kept, text)
    places = found(done, kept, order, sought.strip())
    if not len(places):
        st.info(text("rows.none"))
        return
    page = page_of(-(-len(places) // _PAGE), "rows", (kept, order, sought), text)
    shown = places.slice(page * _PAGE, _PAGE)
    numbers = {"from": page * _PAGE + 1, "to": page * _PAGE + len(shown), "total": len(places)}
    st.caption(text("rows.shown", **{name: text.number(n) for name, n in numbers.items()}))
    _draw(done, shown, text)
    _download(done, places, text)


def _download(done: Answered, places: Any, text: Texts) -> None:
    def now() -> bytes:
        context.record("download", format="list", rows=len(places))
        return as_list(done, places, text)

    # A click does not redraw the page: two redraws would remove data that the browser has not fetched yet.
    st.download_button(
        text("rows.list"), now, f"{Path(done.name or 'personas').stem}-{text('rows.list.name')}.csv", "text/csv",
        icon=":material/download:", on_click="ignore", type="primary",
    )  # fmt: skip
    st.caption(text("rows.list.note"))


def _counts(done: Answered) -> dict[str, int]:
    """The choices of people, with how many they are; whom to call comes first."""
    advised = {
        entry["values"]: entry["counts"] for entry in done.arrow["test_advised"].value_counts().to_pylist()
    }
    called = {CALLED: done.groups[CALLED]} if done.groups[CALLED] else {}
    counts = {**called, _ALL: done.arrow.num_rows}
    counts |= {name: done.groups[name] for name in PRIORITIES if name in done.groups}
    return counts | {name: advised[yes] for name, yes in _ADVISED.items() if yes in advised}


def _named(choice: str, text: Texts) -> str:
    return text("batch.all") if choice == _ALL else text.named("priority", choice)


def _tell_left_out(done: Answered, kept: str, text: Texts) -> None:
    """What a list of people to call cannot show."""
    bad = done.arrow.num_rows - done.arrow["errors"].null_count
    if kept != CALLED or not bad:
        return
    told = [text("rows.left_out", n=text.number(done.left_out))] if done.left_out else []
    if bad > done.left_out:
        told.append(text("rows.rescued", n=text.number(bad - done.left_out)))
    st.warning(" ".join(told), icon=":material/warning:")


def found(done: Answered, kept: str, order: str, sought: str) -> Any:
    """The places of the rows to show, in order. Except in the file's own order, urgent people and people with an
    abnormal measured value come first."""
    priority, rank = done.order["priority"], done.order["rank"]
    if order == "row":
        places = pa.array(range(len(rank)), pa.uint64())
    else:
        apart = pc.invert(pc.is_in(priority, pa.array(list(MEASURED))))
        key = done.arrow[_SORTED_BY[order]] if order in _SORTED_BY else pc.negate(pc.cast(rank, pa.float64()))
        keyed = pa.table({"apart": pc.cast(apart, pa.int8()), "key": key, "rank": rank})
        by = [("apart", "ascending"), ("key", "descending"), ("rank", "ascending")]
        places = pc.sort_indices(keyed, sort_keys=by)
    if kept == CALLED:
        places = places.filter(done.called.take(places))
    elif kept in _ADVISED:
        places = places.filter(
            pc.equal(done.arrow["test_advised"], _ADVISED[kept]).fill_null(False).take(places)
        )
    elif kept != _ALL:
        places = places.filter(pc.equal(priority, kept).take(places))
    return places.filter(_matches(done, sought).take(places)) if sought else places


def _matches(done: Answered, sought: str) -> Any:
    """Which rows have the text in a column that names the person, or have this number."""
    whole = pa.table(done.upload.table)
    names = done.upload.identities or list(done.upload.fields)
    rows = [str(row + 2) == sought for row in range(whole.num_rows)]
    matches = pa.chunked_array([pa.array(rows, pa.bool_())])
    plain = "".join(c for c in unicodedata.normalize("NFKD", sought) if not unicodedata.combining(c))
    for name in names:
        cells = pc.utf8_normalize(pc.cast(whole[name], pa.string(), safe=False), "NFKD")
        bare = pc.replace_substring_regex(cells, r"\p{M}", "")
        matches = pc.or_(matches, pc.match_substring(bare, plain, ignore_case=True).fill_null(False))
    return matches


def _draw(done: Answered, places: Any, text: Texts) -> None:
    known = described(text)
    others = others_of(done)
    headings: list[str | Cell] = [
        text("rows.person"), text("priority"), Cell(text("rows.step"), "wide"), number(text("rows.risk")),
        number(text("rows.glucose")), text("rows.category"), Cell(text("rows.notes"), "wide"),
        Cell(text("rows.missing"), "widest"), *(heading_of(name, done, known) for name in others[:_COLUMNS]),
    ]  # fmt: skip
    rows = [
        [
            Cell(
                [one for one in said.identity[:_IDENTITIES] if one],
                small=text("rows.row", n=text.number(said.row)),
            ),
            Cell(said.priority, _TONES.get(said.code, "")),
            Cell([*said.urgent, *filter(None, [said.step])], "tone-diabetes" if said.urgent else ""),
            number(said.risk or "–"),
            number(said.glucose or "–"),
            said.category or "–",
            Cell(said.notes),
            said.missing,
            *(
                _own(said.own[name], known.get(done.upload.fields.get(name, name)), text)
                for name in others[:_COLUMNS]
            ),
        ]
        for said in rows_said(done, places, text)
    ]
    draw_grid(text("batch.table"), headings, rows)
    if len(others) > _COLUMNS:
        st.caption(text("rows.cut", n=_COLUMNS))


def _own(value: Any, field: Field | None, text: Texts) -> Cell | str:
    """A cell of the file, as people read it."""
    if value is None or value == "":
        return ""
    if field is not None and value in field.choices:
        return field.choice(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    digits = 0 if float(value).is_integer() else 1
    return number(text.number(value, digits) if value == value else "–")
