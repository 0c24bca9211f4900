"""The rows of a file: whom to call first, sought, sorted, and page by page."""

from __future__ import annotations

import unicodedata
from typing import Any

import diabetes
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from ...store.steps.priorities import PRIORITIES
from ..answered import Answered
from ..fields import Field
from ..fields import fields as described
from ..grid import Cell, draw_grid, number
from ..paging import page_of
from ..tables import messages
from ..texts import Texts

__all__ = ["MEASURED", "PRIORITIES", "draw_rows", "found"]

#: Urgent people and people with an abnormal measured value are in no level of risk.
MEASURED = PRIORITIES[:3]
_TONES = {
    "urgent": "tone-diabetes", "measured_diabetes": "tone-diabetes", "measured_prediabetes": "tone-prediabetes",
    "Alto": "tone-diabetes", "Moderado": "tone-prediabetes", "Bajo": "tone-normal", "errors": "tone-diabetes",
}  # fmt: skip
#: Filters by the advice, beside those by priority.
_ADVISED = {"test": True, "no_test": False}
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
    places = found(done, kept, order, sought.strip())
    if not len(places):
        st.info(text("rows.none"))
        return
    page = page_of(-(-len(places) // _PAGE), "rows", (kept, order, sought), text)
    shown = places.slice(page * _PAGE, _PAGE)
    numbers = {"from": page * _PAGE + 1, "to": page * _PAGE + len(shown), "total": len(places)}
    st.caption(text("rows.shown", **{name: text.number(n) for name, n in numbers.items()}))
    _draw(done, shown, text)


def _counts(done: Answered) -> dict[str | None, int]:
    """The choices of people, with how many they are."""
    advised = {
        entry["values"]: entry["counts"] for entry in done.arrow["test_advised"].value_counts().to_pylist()
    }
    counts: dict[str | None, int] = {None: done.arrow.num_rows}
    counts |= {name: done.groups[name] for name in PRIORITIES if name in done.groups}
    return counts | {name: advised[yes] for name, yes in _ADVISED.items() if yes in advised}


def _named(choice: str | None, text: Texts) -> str:
    return text("batch.all") if choice is None else text.named("priority", choice)


def found(done: Answered, kept: str | None, order: str, sought: str) -> Any:
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
    if kept in _ADVISED:
        places = places.filter(
            pc.equal(done.arrow["test_advised"], _ADVISED[kept]).fill_null(False).take(places)
        )
    elif kept is not None:
        places = places.filter(pc.equal(priority, kept).take(places))
    return places.filter(_matches(done, sought).take(places)) if sought else places


def _matches(done: Answered, sought: str) -> Any:
    """Which rows have the text in a column that names the person, or have this number."""
    whole = pa.table(done.upload.table)
    rows = [str(row + 2) == sought for row in range(whole.num_rows)]
    matches = pa.chunked_array([pa.array(rows, pa.bool_())])
    plain = "".join(c for c in unicodedata.normalize("NFKD", sought) if not unicodedata.combining(c))
    for name in done.identities:
        cells = pc.utf8_normalize(pc.cast(whole[name], pa.string(), safe=False), "NFKD")
        bare = pc.replace_substring_regex(cells, r"\p{M}", "")
        matches = pc.or_(matches, pc.match_substring(bare, plain, ignore_case=True).fill_null(False))
    return matches


def _draw(done: Answered, places: Any, text: Texts) -> None:
    known = described(text)
    whole = pa.table(done.upload.table).take(places)
    answers, owns = done.arrow.take(places).to_pylist(), whole.to_pylist()
    priorities = done.order["priority"].take(places).to_pylist()
    others = [name for name in whole.column_names if diabetes.is_field(name) or name == "Resultado"]
    headings: list[str | Cell] = [
        text("rows.person"), text("priority"), Cell(text("rows.step"), "wide"), number(text("rows.risk")),
        number(text("rows.glucose")), text("rows.category"), Cell(text("rows.notes"), "wide"),
        Cell(text("rows.missing"), "wide"), *(_heading(name, known) for name in others[:_COLUMNS]),
    ]  # fmt: skip
    rows = [
        [
            _person(done, place, own, text),
            Cell(_named(priority, text), _TONES.get(priority, "")),
            _step(answer, text),
            number(_percent(answer["prob_Diabetes"], text)),
            number(_glucose(answer, text)),
            text.named("category", answer["category"]) if answer["category"] else "–",
            Cell(_notes(answer, own, known, text)),
            ", ".join(_title(name, known) for name in _parts(answer["imputed"])),
            *(_own(own[name], known.get(name), text) for name in others[:_COLUMNS]),
        ]
        for place, priority, answer, own in zip(places.to_pylist(), priorities, answers, owns, strict=True)
    ]
    draw_grid(text("batch.table"), headings, rows)
    if len(others) > _COLUMNS:
        st.caption(text("rows.cut", n=_COLUMNS))


def _parts(joined: str | None) -> list[str]:
    return joined.split(";") if joined else []


def _title(name: str, known: dict[str, Field]) -> str:
    return known[name].title if name in known else name


def _heading(name: str, known: dict[str, Field]) -> str:
    return known[name].label if name in known else name


def _person(done: Answered, place: int, own: dict[str, Any], text: Texts) -> Cell:
    told = [str(own[name]) for name in done.identities[:_IDENTITIES] if own[name] not in (None, "")]
    return Cell(told, small=text("rows.row", n=text.number(place + 2)))


def _step(answer: dict[str, Any], text: Texts) -> Cell:
    labels = diabetes.labels(text.locale)
    urgent = [labels["urgent"][code] for code in _parts(answer["urgent"])]
    step = [labels["next_step"][answer["next_step"]]] if answer["next_step"] else []
    return Cell([*urgent, *step], "tone-diabetes" if urgent else "")


def _percent(value: float | None, text: Texts) -> str:
    return "–" if value is None else f"{text.number(100 * value, 1)} %"


def _glucose(answer: dict[str, Any], text: Texts) -> str:
    if answer["glucose_mg_dl"] is None:
        return "–"
    value, low, high = (
        text.number(answer[name]) for name in ("glucose_mg_dl", "interval_low", "interval_high")
    )
    return text("rows.interval", value=value, low=low, high=high)


def _notes(answer: dict[str, Any], own: dict[str, Any], known: dict[str, Field], text: Texts) -> list[str]:
    """What was measured, what is wrong, and what to look at."""
    notes = []
    for one in _parts(answer["measured"]):
        name, _, category = one.partition(":")
        told = text.named("category", category) if category else text("rows.no_category")
        notes.append(f"{_title(name, known)}: {told}")
    if answer["confirm"]:
        notes.append(text("rows.confirm"))
    notes += messages(answer["errors"], own, text.locale) or [
        text.named("code", code.split(":")[0]) for code in _parts(answer["errors"])
    ]
    return notes + [text.named("code", code.split(":")[0]) for code in _parts(answer["warnings"])]


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
