"""What happened to a person of the list, noted by somebody who may; and a mistake undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st
from sqlalchemy import Connection

from ...contacts import CONTACTS
from ...programme import marking
from ...programme.marks import Marked, MarkError
from ...programme.texts import texts as programme_texts
from ...programme.worklist import Asked, Person, page
from ...roles import Role
from ...store import audit
from ...store.outcome_dates import DAY_FIRST, day_in
from ...store.steps.states import UNDONE, State
from ...store.tables import utc_now
from .. import context
from ..grid import Cell, draw_grid
from ..plain import plain
from ..texts import Texts

__all__ = ["draw_marking"]

_SHORTEST_NAME = 2


def draw_marking(people: Sequence[Person], names: Mapping[str, str], text: Texts) -> None:
    """Draw the form for one of these people, and the steps of that person."""
    st.markdown(f"## {text('programme.mark')}")
    person = context.person()
    if person is not None and not person.may(Role.OPERATOR):
        role = text(f"role.{Role.OPERATOR.value}")
        st.info(text("programme.mark.role", role=role, mail=CONTACTS["security"]), icon=":material/lock:")
        return
    if said := st.session_state.pop("programme_said", None):
        st.success(said, icon=":material/check_circle:")
    words = programme_texts(text.locale)
    chosen = st.selectbox(
        text("programme.person"), [one.patient for one in people], key="programme_person",
        format_func=lambda patient: names.get(patient, patient),
    )  # fmt: skip
    with st.form("programme_mark", border=False):
        left, middle, right = st.columns(3)
        state = left.selectbox(
            text("programme.mark.state"), marking.BY_HAND, format_func=lambda one: words(f"state.{one.value}")
        )
        day = middle.text_input(text("programme.mark.day"), max_chars=10)
        by = person.name if person else right.text_input(text("operation.by"), max_chars=100)
        is_sent = st.form_submit_button(text("programme.mark.save"), type="primary")
    if is_sent and chosen is not None:
        _mark(chosen, names[chosen], state, day.strip(), by.strip(), text)
    if chosen is not None:
        _history(chosen, by.strip(), text)


def _mark(patient: str, name: str, state: State, day: str, by: str, text: Texts) -> None:
    if len(by) < _SHORTEST_NAME:
        st.error(text("operation.by.missing"))
        return

    def mark(connection: Connection) -> tuple[Marked, str]:
        on = day_in(day, DAY_FIRST) if day else None
        done = marking.mark(connection, patient, state, by, on)
        if done.is_new:
            audit.note(connection, by, "programme_mark", patient, {"state": state.value, "step": done.step})
        return done, _state_of(connection, patient)

    try:
        changed = context.changed(mark)
    except MarkError:
        st.error(text("programme.mark.bad_day"))
        return
    if changed is None:
        st.error(text("programme.mark.failed"), icon=":material/database_off:")
        return
    done, now = changed
    words = programme_texts(text.locale)
    st.session_state["programme_said"] = text(
        f"programme.mark.{'saved' if done.is_new else 'known'}", person=plain(name),
        set=words(f"state.{state.value}"), state=words(f"state.{now}"),
    )  # fmt: skip
    if state is State.RESULTED:
        st.session_state["programme_said"] += f" {words('result.no_value')}"
    context.record("programme_marked", state=state.value)
    st.rerun()


def _history(patient: str, by: str, text: Texts) -> None:
    steps = context.stored(lambda connection: marking.history(connection, patient)) or []
    words = programme_texts(text.locale)
    with st.expander(text("programme.history")):
        names = ("step", "day", "state", "site", "insurer", "by", "recorded")
        headings: list[str | Cell] = [
            *(words(f"column.{name}") for name in names),
            text("programme.history.counts"),
        ]
        draw_grid(
            text("programme.history"),
            headings,
            [
                [
                    str(step["id"]),
                    f"{date.fromisoformat(step['day']):{words.day}}",
                    words(f"state.{step['state']}"),
                    step["site"] or "–",
                    step["insurer"] or "–",
                    step["by"],
                    f"{step['at']:{words.day} %H:%M} UTC",
                    text("programme.yes" if step["counts"] else "programme.no"),
                ]
                for step in steps
            ],
        )
        undoable = [
            step["id"]
            for step in steps
            if step["counts"] and step["state"] not in (State.ASSESSED.value, UNDONE)
        ]
        if not undoable:
            return
        with st.form("programme_undo", border=False):
            step = st.selectbox(text("programme.undo"), undoable[::-1])
            is_sent = st.form_submit_button(text("programme.undo.do"))
        if is_sent:
            _undo(step, patient, by, text)


def _undo(step: int, patient: str, by: str, text: Texts) -> None:
    if len(by) < _SHORTEST_NAME:
        st.error(text("operation.by.missing"))
        return

    def undo(connection: Connection) -> str:
        if marking.undo(connection, step, by).is_new:
            audit.note(connection, by, "programme_undo", patient, {"undoes": step})
        return _state_of(connection, patient)

    now = context.changed(undo)
    if now is None:
        st.error(text("programme.mark.failed"), icon=":material/database_off:")
        return
    state = programme_texts(text.locale)(f"state.{now}")
    st.session_state["programme_said"] = text("programme.undo.saved", step=step, state=state)
    context.record("programme_undone")
    st.rerun()


def _state_of(connection: Connection, patient: str) -> str:
    [person] = page(connection, Asked(utc_now().date(), patient=patient)).people
    return person.state
