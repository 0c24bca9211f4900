"""Open incidents: what is wrong, since when, and who takes care of it."""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import timedelta

import streamlit as st

from ...monitor import people
from ...monitor.incident import Incident
from ...monitor.record import Record
from ...monitor.severity import Severity
from ...monitor.texts import texts as monitor_texts
from ...monitor.wording import span, subject_of, title_of
from ...store.tables import utc_now
from .. import context
from ..clock import stamp
from ..observed import why
from ..plain import plain
from ..texts import Texts

__all__ = ["draw_incidents"]

_SHORTEST_NAME = 2
_GRAVEST_FIRST = list(Severity)


def draw_incidents(found: Iterable[Incident], text: Texts) -> None:
    """Draw the incidents, the gravest first and of those the newest."""
    newest = sorted(found, key=lambda one: one.opened_at, reverse=True)
    for incident in sorted(newest, key=lambda one: _GRAVEST_FIRST.index(one.severity)):
        with st.container(border=True):
            _incident(incident, text)
    if not newest:
        st.markdown(text("operation.no_incident"))


def _incident(incident: Incident, text: Texts) -> None:
    words = monitor_texts(context.locale())
    subject = subject_of(incident, words)
    title = title_of(incident, words) + (f" ({plain(subject)})" if subject else "")
    severity = words(f"severity.{incident.severity.value}")
    lasted = span(max(timedelta(), utc_now() - incident.opened_at), words)
    st.markdown(f"**{severity.capitalize()}: {title}**")
    if cause := why(incident.cause, text, words):
        st.html(f"<p>{html.escape(cause[:1].upper() + cause[1:])}.</p>")
    since = stamp(incident.opened_at, words.day, text)
    st.caption(text("operation.since", number=incident.id, since=since, lasted=lasted))
    if incident.acknowledged_by is not None:
        st.markdown(text("operation.taken", by=plain(incident.acknowledged_by)))
    with st.expander(text("operation.act")):
        do = words.table.get(f"do.{incident.rule}")
        if do is not None:
            st.markdown(text("operation.do", do=do))
        _form(incident, text)


def _form(incident: Incident, text: Texts) -> None:
    with st.form(f"incident_{incident.id}", border=False):
        person = context.person()
        by = person.name if person else st.text_input(text("operation.by"), max_chars=100)
        note = st.text_input(text("operation.note"), max_chars=500)
        with st.container(horizontal=True):
            taken = st.form_submit_button(
                text("operation.take"), disabled=incident.acknowledged_by is not None
            )
            over = st.form_submit_button(text("operation.resolve"))
    if taken or over:
        _change(incident, by.strip(), note.strip() or None, over, text)


def _change(incident: Incident, by: str, note: str | None, over: bool, text: Texts) -> None:
    """Store what a person says of an incident, and draw the page anew."""
    if len(by) < _SHORTEST_NAME:
        st.error(text("operation.by.missing"))
        return
    assert incident.id is not None
    record = Record(context.options())
    try:
        with record.begin() as connection:
            if over:
                people.resolve(connection, context.options(), incident.id, by, note)
            else:
                people.acknowledge(connection, incident.id, by, note)
    except people.IncidentError as error:
        st.error(error.said(context.locale()))
        return
    finally:
        record.close()
    context.record("incident_resolved" if over else "incident_taken", incident=incident.id)
    st.rerun()
