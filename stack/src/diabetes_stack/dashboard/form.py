"""The form for a record, built from the schema."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import streamlit as st

from ..example import EXAMPLE
from . import context
from .fields import APPLICABILITY, MEASURED, Field
from .fields import fields as described
from .texts import Texts

__all__ = ["SENT", "draw_form", "forget_person", "show_errors"]

#: Session key of a record that was sent but not answered yet.
SENT = "sent"

#: Earlier dates are not offered; the library validates dates.
_EARLIEST = date(1950, 1, 1)
#: With one decimal mark at most: 1.000,5 is not read as a number.
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?")
_ALTERNATIVES = ("talla", "peso")
Errors = dict[str | None, list[str]]


def draw_form(used: frozenset[str], errors: Errors) -> None:
    """Draw the form with the errors of its last record. A submitted record is kept in the session as ``SENT``."""
    text = context.words()
    known = described(text)
    left, right = st.columns(2)
    left.button(text("form.example"), on_click=_fill, args=(EXAMPLE,), width="stretch")
    right.button(text("form.clear"), on_click=_fill, args=({},), width="stretch")
    with st.form("entries", border=False):
        st.caption(text("form.intro"))
        _group(text("form.first"), [known[name] for name in APPLICABILITY], errors, text)
        required = [field for field in known.values() if field.required]
        _group(text("form.required"), required, errors, text)
        st.caption(text("form.required.imc"))
        _group(None, [known[name] for name in _ALTERNATIVES], errors, text)
        rest = [
            field
            for name, field in known.items()
            if not field.required and name not in (*APPLICABILITY, *MEASURED, *_ALTERNATIVES)
        ]
        _group(text("form.used"), [field for field in rest if field.name in used], errors, text)
        _group(text("form.measured"), [known[name] for name in MEASURED], errors, text)
        others = [field for field in rest if field.name not in used]
        with st.expander(text("form.others"), expanded=any(field.name in errors for field in others)):
            st.caption(text("form.others.note"))
            _group(None, others, errors, text, unused=True)
        st.form_submit_button(text("form.submit"), type="primary", width="stretch", on_click=_send)


def _send() -> None:
    known = described(context.words())
    given = {name: st.session_state.get(_key(name)) for name in known}
    st.session_state[SENT] = {
        name: _read(value, known[name]) for name, value in given.items() if value not in (None, "")
    }


def _read(value: Any, field: Field) -> Any:
    """What an entry says, for the library to judge: a number with a decimal comma or point; a text that is none is
    kept as it is."""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str) or field.choices:
        return value
    pointed = value.strip().replace(",", ".")
    if not _NUMBER.fullmatch(pointed):
        return value
    return float(pointed) if "." in pointed else int(pointed)


def show_errors(errors: list[dict[str, Any]], text: Texts) -> Errors:
    """Show all errors in one box above the form; return them by field, to show next to the inputs."""
    if not errors:
        return {}
    heading = text("form.error") if len(errors) == 1 else text("form.errors", n=len(errors))
    known = described(text)
    lines = [
        f"- **{known[error['field']].title}**: {error['message']}"
        if error["field"] in known
        else f"- {error['message']}"
        for error in errors
    ]
    st.error("\n".join([heading, "", *lines]), icon=":material/error:")
    found: Errors = {}
    for error in errors:
        found.setdefault(error["field"], []).append(error["message"])
    return found


def _group(
    heading: str | None, group: list[Field], errors: Errors, text: Texts, unused: bool = False
) -> None:
    if heading:
        st.markdown(f"## {heading}")
    columns = st.columns(2)
    for place, field in enumerate(group):
        with columns[place % 2]:
            _entry(field, text, unused)
            for message in errors.get(field.name, ()):
                st.markdown(f":red[:material/error: {message}]")


def _entry(field: Field, text: Texts, unused: bool) -> None:
    help_text = f"{field.description} {text('form.unused')}" if unused else field.description
    label = f"{field.label} *" if field.required else field.label
    key = _key(field.name)
    if field.choices or field.whole:
        choices = field.choices or list(range(int(field.low), int(field.high) + 1))
        st.session_state.setdefault(key, None)
        st.segmented_control(label, choices, format_func=field.choice, key=key, help=help_text)
        return
    if field.is_date:
        st.session_state.setdefault(key, None)
        st.date_input(
            label, min_value=_EARLIEST, max_value="today", key=key, help=help_text, format="DD/MM/YYYY"
        )
        return
    bounds = f"{text.number(field.low)} – {text.number(field.high)}"
    # Text, because a number's widget drops the decimal comma: 98,5 would be 985. The library reports errors.
    st.session_state.setdefault(key, "")
    st.text_input(label, key=key, help=help_text, placeholder=bounds)


def _key(name: str) -> str:
    return f"field_{name}"


def _fill(record: dict[str, Any]) -> None:
    """Put a record into the form, and forget everything about the last person."""
    text = context.words()
    forget_person()
    for name, known in described(text).items():
        value = record.get(name)
        if known.choices or known.whole or known.is_date:
            st.session_state[_key(name)] = value
        else:
            st.session_state[_key(name)] = (
                "" if value is None else str(value).replace(".", text.separators[0])
            )


def forget_person() -> None:
    """Remove the answer, the record and the values tried from the session."""
    for name in list(st.session_state):
        if name in ("answer", "record", SENT) or str(name).startswith("try_"):
            del st.session_state[name]
