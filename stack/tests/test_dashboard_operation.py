"""The page on operation: what the monitor found, who takes care of it, and never that all is well when nobody knows."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from servers import free_port
from streamlit.testing.v1 import AppTest

import diabetes_stack.settings as settings_module
from diabetes_stack.dashboard.texts import LOCALES, texts
from diabetes_stack.monitor import people
from diabetes_stack.monitor.record import Record
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
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


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
    assert texts(locale)("operation.nothing") in said(app)
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
