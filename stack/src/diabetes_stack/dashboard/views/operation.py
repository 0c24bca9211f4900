"""Whether the services are well, as the monitor recorded it: first what matters most, then every value."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from ...contacts import CONTACTS
from ...monitor.figures import Figures, figures
from ...monitor.overview import Overview, Value, overview
from ...monitor.record import NewerRecordError, Record, RecordError
from ...monitor.texts import texts as monitor_texts
from ...monitor.wording import span
from ...store.tables import utc_now
from .. import context
from ..away import draw_for_operators
from ..clock import stamp
from ..grid import Cell, draw_grid, number
from ..observed import amount, newest, subject, trimmed, why
from ..texts import Texts
from .incidents import draw_incidents

__all__ = ["show"]

_DAYS = 30
_TONES = {"well": "tone-normal", "bad": "tone-diabetes", "unknown": "tone-prediabetes"}
#: The states in the order in which they matter.
_STATES = ("bad", "unknown", "well", "plain", "none")
_SHIFTS = {"well": "shift.stable", "bad": "shift.review"}


def show() -> None:
    """Draw the page."""
    text = context.words()
    st.markdown(text("operation.intro"))
    record = Record(context.options())
    if not record.is_there:
        st.info(text("operation.nothing", mail=CONTACTS["devops"]), icon=":material/monitor_heart:")
        draw_for_operators("operation.nothing.do", text)
        return
    try:
        with record.begin() as connection:
            found = overview(connection)
            until = utc_now()
            numbers = figures(
                connection, until - timedelta(days=_DAYS), until, context.options().monitor_services
            )
    except (RecordError, NewerRecordError):
        st.error(text("operation.unreadable", mail=CONTACTS["devops"]), icon=":material/error:")
        draw_for_operators("operation.unreadable.do", text)
        return
    finally:
        record.close()
    _state(found, text)
    _summary(found, text)
    st.markdown(f"## {text('operation.incidents')}")
    draw_incidents(found.open, text)
    st.markdown(f"## {text('operation.availability', days=_DAYS)}")
    _available(numbers, text)
    _times(numbers, text)
    st.markdown(f"## {text('operation.measured')}")
    _measured(found, text)


def _state(found: Overview, text: Texts) -> None:
    """The one sentence that matters. Nothing is called well unless the monitor runs."""
    last = "–" if found.last is None else stamp(found.last, monitor_texts(context.locale()).day, text)
    if not found.is_running:
        st.error(
            text("operation.stopped", last=last, mail=CONTACTS["devops"]), icon=":material/heart_broken:"
        )
    elif found.open:
        st.warning(text("operation.open", count=len(found.open), last=last), icon=":material/warning:")
    elif any(one.state.value == "unknown" for one in found.values):
        st.warning(text("operation.unknown", last=last), icon=":material/help:")
    else:
        st.success(text("operation.well", last=last), icon=":material/check_circle:")


def _summary(found: Overview, text: Texts) -> None:
    """What people ask first."""
    ups = [one for one in found.values if one.measure == "up"]
    counts = {"up": text.number(sum(one.value == 1 for one in ups)), "all": text.number(len(ups))}
    drift = newest(found, "input_drift")
    told = {
        "operation.incidents": text.number(len(found.open)),
        "operation.services": text("operation.services.up", **counts) if ups else text("operation.not_known"),
        "operation.backup": _backup(newest(found, "backup_hours"), text),
        "operation.model": _model(found, text),
        "operation.drift": text(
            _SHIFTS.get(drift.state.value if drift else "", "shift.unknown")
        ).capitalize(),
    }
    with st.container(key="tiles_operation"):
        for name, value in told.items():
            st.metric(text(name), value)


def _backup(hours: Value | None, text: Texts) -> str:
    if hours is None or hours.state.value == "unknown":
        return text("operation.not_known")
    if hours.value is None:
        return text("operation.backup.none")
    ago = span(timedelta(hours=hours.value), monitor_texts(context.locale()))
    return text("operation.backup.ago", span=ago)


def _model(found: Overview, text: Texts) -> str:
    """Whether the service has its model, and answers as the model does."""
    loaded, same = newest(found, "model_loaded", "api"), newest(found, "consistency_percent")
    if loaded is None or loaded.value is None:
        return text("operation.not_known")
    if loaded.value != 1:
        return text("operation.model.none")
    if same is None or same.value is None:
        return text("operation.model.loaded")
    return text("operation.model.same" if same.state.value == "well" else "operation.model.differs")


def _measured(found: Overview, text: Texts) -> None:
    words = monitor_texts(context.locale())

    def row(one: Value) -> list[str | Cell]:
        named = words.named("measure", one.measure)
        return [
            f"{subject(one.subject, text)}: {named}" if one.subject else named[:1].upper() + named[1:],
            number(amount(one, words)),
            Cell(words(f"state.{one.state.value}"), _TONES.get(one.state.value, "")),
            why(one.cause, text, words),
        ]

    headings: list[str | Cell] = [
        Cell(text("operation.what"), "wide"), number(text("operation.value")), text("operation.state"),
        Cell(text("operation.why"), "wide"),
    ]  # fmt: skip
    values = sorted(found.values, key=lambda one: _STATES.index(one.state.value))
    draw_grid(text("operation.measured"), headings, [row(one) for one in values])


def _available(numbers: Figures, text: Texts) -> None:
    words = monitor_texts(context.locale())
    headings: list[str | Cell] = [
        text("operation.service"),
        *(number(text(f"operation.{name}")) for name in ("percent", "target", "watched", "outages")),
    ]

    def lasted(seconds: float) -> str:
        return span(timedelta(seconds=seconds), words)

    rows: list[list[str | Cell]] = [
        [
            subject(one.service, text),
            number(_percent(one.availability.measured, text)),
            number("–" if one.target is None else text("operation.more", n=_percent(one.target, text))),
            number(lasted(one.availability.up + one.availability.down)),
            number(text.number(one.availability.outages)),
        ]
        for one in numbers.services
    ]
    draw_grid(text("operation.availability", days=_DAYS), headings, rows)


def _percent(value: float | None, text: Texts) -> str:
    return "–" if value is None else f"{trimmed(text.number(value, 3), text)} %"


def _times(numbers: Figures, text: Texts) -> None:
    words = monitor_texts(context.locale())
    none = text("operation.not_over" if numbers.outages else "operation.no_outage")
    for name, value in (("mttr", numbers.mttr), ("mtbf", numbers.mtbf)):
        said = none if value is None else span(timedelta(seconds=value), words)
        st.markdown(text(f"operation.{name}", value=said))
