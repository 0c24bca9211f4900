"""Whether the services are well, as the monitor recorded it: what it measured, open incidents, availability."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from ...monitor import people
from ...monitor.figures import Figures, figures
from ...monitor.incident import Incident
from ...monitor.overview import Overview, Value, overview
from ...monitor.record import NewerRecordError, Record, RecordError
from ...monitor.texts import texts as monitor_texts
from ...monitor.wording import cause_of, span, subject_of, title_of, value_of
from ...store.tables import utc_now
from .. import context
from ..fields import fields as described
from ..grid import Cell, draw_grid, number
from ..plain import plain
from ..texts import Texts

__all__ = ["show"]

_DAYS = 30
_SHORTEST_NAME = 2
_TONES = {"well": "tone-normal", "bad": "tone-diabetes", "unknown": "tone-prediabetes"}


def show() -> None:
    """Draw the page."""
    text = context.words()
    record = Record(context.options())
    if not record.is_there:
        st.info(text("operation.nothing"), icon=":material/monitor_heart:")
        return
    try:
        with record.begin() as connection:
            found = overview(connection)
            until = utc_now()
            numbers = figures(
                connection, until - timedelta(days=_DAYS), until, context.options().monitor_services
            )
    except (RecordError, NewerRecordError):
        st.error(text("operation.unreadable"), icon=":material/error:")
        return
    finally:
        record.close()
    _state(found, text)
    st.markdown(f"## {text('operation.incidents')}")
    for incident in found.open:
        _incident(incident, text)
    if not found.open:
        st.markdown(text("operation.no_incident"))
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(f"## {text('operation.measured')}")
        _measured(found, text)
    with right:
        st.markdown(f"## {text('operation.availability', days=_DAYS)}")
        _available(numbers, text)
        _times(numbers, text)


def _state(found: Overview, text: Texts) -> None:
    """The one sentence that matters. Nothing is called well unless the monitor runs."""
    last = "–" if found.last is None else f"{found.last:{monitor_texts(context.locale()).day} %H:%M} UTC"
    if not found.is_running:
        st.error(text("operation.stopped", last=last), icon=":material/heart_broken:")
    elif found.open:
        st.warning(text("operation.open", count=len(found.open), last=last), icon=":material/warning:")
    elif any(one.state.value == "unknown" for one in found.values):
        st.warning(text("operation.unknown", last=last), icon=":material/help:")
    else:
        st.success(text("operation.well", last=last), icon=":material/check_circle:")


def _incident(incident: Incident, text: Texts) -> None:
    words = monitor_texts(context.locale())
    subject = subject_of(incident, words)
    title = title_of(incident, words) + (f" ({subject})" if subject else "")
    severity = words(f"severity.{incident.severity.value}")
    lasted = span(max(timedelta(), utc_now() - incident.opened_at), words)
    with st.expander(f"{incident.id} · {severity} · {plain(title)} · {lasted}", expanded=True):
        if cause := cause_of(incident.cause, words):
            st.markdown(plain(cause))
        if incident.acknowledged_by is not None:
            st.markdown(text("operation.taken", by=plain(incident.acknowledged_by)))
        with st.form(f"incident_{incident.id}", border=False):
            person = context.person()
            by = person.name if person else st.text_input(text("operation.by"), max_chars=100)
            note = st.text_input(text("operation.note"), max_chars=500)
            left, right = st.columns(2)
            taken = left.form_submit_button(
                text("operation.take"), disabled=incident.acknowledged_by is not None
            )
            over = right.form_submit_button(text("operation.resolve"))
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


def _measured(found: Overview, text: Texts) -> None:
    words = monitor_texts(context.locale())

    def row(one: Value) -> list[str | Cell]:
        named = words.named("measure", one.measure)
        return [
            f"{_subject(one.subject, text)}: {named}" if one.subject else named,
            number(value_of(one.measure, one.value, words)),
            Cell(words(f"state.{one.state.value}"), _TONES.get(one.state.value, "")),
            cause_of(one.cause, words),
        ]

    headings: list[str | Cell] = [
        Cell(text("operation.what"), "wide"), number(text("operation.value")), text("operation.state"),
        text("operation.why"),
    ]  # fmt: skip
    draw_grid(text("operation.measured"), headings, [row(one) for one in found.values])


def _subject(name: str, text: Texts) -> str:
    """A service or a field of records in words; the name of anything else."""
    field = described(text).get(name)
    return text.named("service", name) if field is None else field.title


def _available(numbers: Figures, text: Texts) -> None:
    words = monitor_texts(context.locale())
    names = ("service", "percent", "target", "unwatched", "outages")
    headings: list[str | Cell] = [
        text("operation.service"),
        *(number(text(f"operation.{name}")) for name in names[1:]),
    ]
    rows: list[list[str | Cell]] = [
        [
            _subject(one.service, text),
            number("–" if one.availability.measured is None else text.number(one.availability.measured, 3)),
            number("–" if one.target is None else f"> {text.number(one.target, 1)}"),
            number(span(timedelta(seconds=one.availability.unknown), words)),
            number(text.number(one.availability.outages)),
        ]
        for one in numbers.services
    ]
    draw_grid(text("operation.availability", days=_DAYS), headings, rows)


def _times(numbers: Figures, text: Texts) -> None:
    words = monitor_texts(context.locale())
    for name, value in (("mttr", numbers.mttr), ("mtbf", numbers.mtbf)):
        said = "–" if value is None else span(timedelta(seconds=value), words)
        st.markdown(text(f"operation.{name}", value=said))
