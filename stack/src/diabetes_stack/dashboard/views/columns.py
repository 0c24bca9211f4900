"""What each column of a file is: suggested, with some of its cells, and said by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import diabetes
import streamlit as st

from ..fields import Field
from ..fields import fields as described
from ..headings import Choice, Column, lacking, must_be_asked, twice
from ..plain import plain
from ..texts import Texts
from ..units import Unit, units_of

__all__ = ["ask"]


#: In pixels; two columns stand side by side where the page is wide.
_WIDTH = 400
#: More columns than these are not asked about, except where one seems to be a field.
_ASKED = 60
_UNUSED = ""


@dataclass(frozen=True)
class _Fields:
    """What a column can be."""

    known: dict[str, Field]
    options: list[str]
    specs: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, text: Texts) -> _Fields:
        known, schema = described(text), diabetes.schema(text.locale)
        required: list[str] = schema["required"]
        others = sorted(known.keys() - set(required), key=lambda name: known[name].title)
        return cls(known, [_UNUSED, *required, *others], schema["properties"])

    def titles(self, names: Sequence[str]) -> str:
        return ", ".join(self.known[name].title for name in names)


def ask(columns: Sequence[Column], key: str, is_answered: bool, text: Texts) -> list[Choice] | None:
    """Draw the columns with what they probably are, and return what a person says they are; None while two of them
    are the same or none is any field. Folded in where the headings say it all, and once the file has its answers."""
    is_asked = must_be_asked(columns)
    is_open = is_asked and not is_answered
    fields = _Fields.of(text)
    drawn = _drawn(columns)
    choices = [column.named for column in columns]
    with st.expander(text("columns.title"), expanded=is_open, icon=":material/view_column:"):
        if is_asked:
            st.markdown(text("columns.intro"))
        with st.container(horizontal=True, gap="medium"):
            for place in drawn:
                choices[place] = _column(columns[place], f"{key}_{place}", fields, text)
        if len(drawn) < len(columns):
            st.caption(text("columns.cut", n=text.number(len(columns) - len(drawn))))
    if again := twice(choices):
        st.error(text("columns.twice", fields=fields.titles(again)), icon=":material/error:")
        return None
    if missing := lacking(choices):
        st.warning(text("columns.lacks", fields=fields.titles(missing)), icon=":material/warning:")
    elif is_open:
        st.caption(text("columns.complete"))
    return choices if any(choice.field for choice in choices) else None


def _drawn(columns: Sequence[Column]) -> list[int]:
    """The places of the columns that are asked about, in order."""
    meant = [
        place
        for place, column in enumerate(columns)
        if column.suggested.field or column.other_unit or column.perhaps
    ]
    others = [place for place in range(len(columns)) if place not in meant]
    return sorted([*meant, *others[: max(_ASKED - len(meant), 0)]])


def _column(column: Column, key: str, fields: _Fields, text: Texts) -> Choice:
    suggested, known = column.suggested, fields.known
    with st.container(width=_WIDTH, gap="xxsmall"):
        with st.container(horizontal=True, gap="small"):
            field = st.selectbox(
                column.heading or text("columns.no_heading"), fields.options, key=f"field_{key}",
                index=fields.options.index(suggested.field or _UNUSED) if suggested.field in known else 0,
                format_func=lambda name: known[name].label if name else text("columns.unused"),
            )  # fmt: skip
            unit = _unit(field, suggested, key, fields, text) if field else None
        st.caption(_told(column, field, unit is not None and unit == suggested.unit, known, text))
    return Choice(field or None, unit)


def _unit(field: str, suggested: Choice, key: str, fields: _Fields, text: Texts) -> Unit | None:
    """The unit of a column that is this field, where people use more than one; None for the field's own."""
    units = {unit.name: unit for unit in units_of(fields.specs[field])}
    if not units:
        return None
    options = [_UNUSED, *units]
    given = suggested.unit if field == suggested.field else None
    name = st.selectbox(
        text("columns.unit"), options, index=options.index(given.name) if given else 0,
        format_func=lambda name: units[name].label if name else fields.known[field].unit,
        key=f"unit_{key}_{field}", width=120,
    )  # fmt: skip
    return units.get(name)


def _told(column: Column, field: str, is_other: bool, known: dict[str, Field], text: Texts) -> str:
    """Some cells, and what to know about them."""
    shown = [" · ".join(map(plain, column.samples)) if column.samples else text("columns.no_cells")]
    if is_other and column.suggested.unit is not None:
        unit = column.suggested.unit.label
        shown.append(text("columns.converted", unit=unit, own=known[field].unit))
    if column.perhaps is not None and not field:
        shown.append(text("columns.perhaps", title=known[column.perhaps].title))
    if column.other_unit is not None and not field:
        other = known[column.other_unit]
        shown.append(text("columns.other_unit", title=other.title, unit=other.unit))
    if field == "sexo" and any(cell.strip().lower() == "h" for cell in column.samples):
        shown.append(text("columns.h_is_man"))
    return " ".join(shown)
