"""The login of people, by Streamlit's own: nothing is shown before it, and a page only to those who may use it."""

from __future__ import annotations

import logging
import time

import streamlit as st

from ..contacts import CONTACTS
from ..login.person import ClaimError, Person
from . import context
from .plain import plain
from .texts import Texts

__all__ = ["admitted", "draw_account"]

_SEEN = "login_seen"


def admitted(text: Texts) -> bool:
    """Whether the pages may be drawn: nobody needs to log in, or somebody with a role has. Otherwise what is to be done
    is drawn here."""
    if not context.options().asks_for_login:
        return True
    try:
        person = context.person()
    except ClaimError as error:
        _note("login_refused", cause=str(error))
        _ask("failed", text)
        return False
    if person is None or time.time() >= person.until:
        _ask("needed" if person is None else "ended", text)
        return False
    if person.role is None:
        _note("login_refused", cause="no role")
        _refuse(person, text)
        return False
    _note("login", role=person.role.value)
    return True


def draw_account(text: Texts) -> None:
    """Who has logged in, and the way out; nothing where nobody does. The page is drawn anew when the login ends."""
    person = context.person()
    if person is None or person.role is None:
        return
    st.caption(text("login.name", name=plain(person.name), role=text(f"role.{person.role.value}")))
    _draw_logout(text)
    st.fragment(_end_with, run_every=max(1.0, person.until - time.time() + 1.0))(person.until)


def _end_with(until: float) -> None:
    if time.time() >= until:
        st.rerun()


def _ask(why: str, text: Texts) -> None:
    st.title(text("title"))
    st.info(text(f"login.{why}", mail=CONTACTS["security"]), icon=":material/login:")
    if st.button(text("login.in"), type="primary"):
        st.login()


def _refuse(person: Person, text: Texts) -> None:
    st.title(text("title"))
    said = text("login.no_role", name=plain(person.name), mail=CONTACTS["security"])
    st.error(said, icon=":material/block:")
    _draw_logout(text)


def _draw_logout(text: Texts) -> None:
    if st.button(text("login.out"), icon=":material/logout:"):
        context.record("logout")
        st.logout()


def _note(event: str, **detail: str) -> None:
    """Record an event once in a session."""
    if st.session_state.get(_SEEN) != event:
        st.session_state[_SEEN] = event
        level = logging.INFO if event == "login" else logging.WARNING
        context.record(event, level, **detail)
