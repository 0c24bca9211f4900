"""The page on operation: what the monitor found, who takes care of it, and never that all is well when nobody knows."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from servers import free_port
from streamlit.testing.v1 import AppTest

import diabetes_stack.settings as settings_module
from diabetes_stack.contacts import CONTACTS
from diabetes_stack.dashboard import clock, observed
from diabetes_stack.dashboard.texts import LOCALES, texts
from diabetes_stack.monitor import people
from diabetes_stack.monitor.reading import Cause
from diabetes_stack.monitor.record import Record
from diabetes_stack.monitor.severity import Severity
from diabetes_stack.monitor.texts import texts as monitor_texts
from diabetes_stack.store.tables import utc_now

ES = texts("es")


def _page() -> None:
    from diabetes_stack.dashboard.views import operation

    operation.show()


def page(locale="es"):
    app = AppTest.from_function(_page, default_timeout=120)
    app.session_state["locale"] = locale
    app.run()
    assert not app.exception
    return app


def said(app):
    kinds = ("markdown", "error", "warning", "info", "success")
    told = [str(element.value) for kind in (*kinds, "caption") for element in app.get(kind)]
    told += [f"{metric.label}: {metric.value}" for metric in app.metric]
    return "\n".join([*told, *(str(one.proto.body) for one in app.get("html"))])


def incidents(only_open=False):
    record = Record(settings_module.settings())
    with record.begin() as connection:
        found = people.incidents(connection, only_open)
    record.close()
    return found


@pytest.fixture
def watched(command, monkeypatch, impatient):
    """An API that is down, as the monitor saw it."""
    monkeypatch.setenv("API_PORT", str(free_port()))
    monkeypatch.setenv("MONITOR_SERVICES", "api")
    monkeypatch.delenv("API_BASE_URL", raising=False)
    settings_module.settings.cache_clear()
    for _ in range(3):
        assert command("monitor", "--once").exit_code == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_called_well_before_anything_was_measured(command, locale):
    app = page(locale)
    assert texts(locale)("operation.nothing", mail=CONTACTS["devops"]) in said(app)
    assert not app.success


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_incident_is_taken_and_resolved_by_a_person_with_a_name(watched):
    down = next(one for one in incidents(only_open=True) if one.outage)
    app = page()
    assert not app.success
    assert ES("operation.open", count=len(incidents(only_open=True)), last="")[:25] in said(app)
    label = ES("operation.take")

    def form(field):
        return next(
            one for one in app.text_input if one.label == field and f"incident_{down.id}" in one.form_id
        )

    def press(label):
        next(one for one in app.button if one.label == label and f"incident_{down.id}" in one.form_id).click()
        app.run()

    press(label)
    assert ES("operation.by.missing") in said(app)
    form(ES("operation.by")).set_value("Ana")
    press(label)
    taken = next(one for one in incidents() if one.id == down.id)
    assert (taken.acknowledged_by, taken.is_open) == ("Ana", True)
    form(ES("operation.by")).set_value("Ana")
    form(ES("operation.note")).set_value("reinicio")
    press(ES("operation.resolve"))
    over = next(one for one in incidents() if one.id == down.id)
    assert (over.resolved_by, over.resolved_note, over.is_open) == ("Ana", "reinicio", False)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_monitor_that_stopped_is_the_first_thing_said(watched):
    with time_machine.travel(utc_now() + timedelta(hours=2), tick=True):
        app = page()
    assert next(error.value for error in app.error).startswith("El monitor no está funcionando")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("locale", LOCALES)
def test_what_matters_comes_first_in_words_and_figures_as_people_write_them(watched, locale, monkeypatch):
    monkeypatch.setattr(clock, "_zone", lambda: ZoneInfo("America/Bogota"))
    text = texts(locale)
    app = page(locale)
    told = said(app)
    assert [metric.label for metric in app.metric] == [
        text(f"operation.{name}") for name in ("incidents", "services", "backup", "model", "drift")
    ]
    # No name of an exception, no zeros that say nothing, no universal time.
    for odd in ("Error", "100,000", "100.000", "0,000", "0.000", " UTC."):
        assert odd not in told, odd
    here = utc_now().astimezone(ZoneInfo("America/Bogota"))
    assert f"{here:%H}:" in told
    assert "UTC−5" in told
    # The gravest incident is the first.
    words = monitor_texts(locale)
    graves = [one.severity for one in incidents(only_open=True)]
    shown = [
        told.index(f"**{words(f'severity.{one.value}').capitalize()}: ") for one in Severity if one in graves
    ]
    assert shown == sorted(shown)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("100,000", "100"), ("99,950", "99,95"), ("0,000", "0"), ("0,010", "0,01"), ("30", "30")],
)
def test_zeros_that_say_nothing_are_left_out(value, shown):
    assert observed.trimmed(value, ES) == shown


def test_a_field_that_moved_is_named_in_words():
    cause = Cause("names", {"names": "tad 1.01, P(diabetes) 0.30"})
    assert (
        observed.why(cause, ES, ES) == "Tensión arterial diastólica (1,01), Probabilidad de diabetes (0,30)"
    )


@pytest.mark.parametrize(
    ("cause", "shown"),
    [
        (Cause("unwatched", {"unwatched": 29.9998}), "30 de 30 días sin vigilar"),
        (Cause("unwatched", {"unwatched": 2.5}), "2,5 de 30 días"),
        (Cause("no_answer", {"error": "ConnectError"}), "no hubo respuesta"),
        (Cause("failed", {"error": "OperationalError"}), "no se pudo medir"),
    ],
)
def test_a_cause_is_said_in_words(cause, shown):
    said = observed.why(cause, ES, monitor_texts("es"))
    assert said.startswith(shown)
    assert "Error" not in said
