"""The page "Programa", as a nurse uses it: whom to call, what happened, the indicators."""

from __future__ import annotations

import diabetes
import pytest
from people import NOON, PATIENT, predict
from streamlit.testing.v1 import AppTest

import diabetes_stack.settings as settings_module
from diabetes_stack.contacts import CONTACTS
from diabetes_stack.dashboard import context
from diabetes_stack.dashboard.texts import LOCALES, texts
from diabetes_stack.login.person import Person
from diabetes_stack.programme import marking, marks, places
from diabetes_stack.programme.texts import texts as words
from diabetes_stack.roles import Role
from diabetes_stack.store import tables
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.migrate import upgrade

ES = texts("es")


def _page() -> None:
    from diabetes_stack.dashboard.views import programme

    programme.show()


def page(locale="es"):
    app = AppTest.from_function(_page, default_timeout=120)
    app.session_state["locale"] = locale
    app.run()
    assert not app.exception
    return app


def said(app):
    kinds = ("markdown", "error", "warning", "info", "success", "caption", "html")
    return "\n".join(str(getattr(one, "value", None) or one.proto) for kind in kinds for one in app.get(kind))


@pytest.fixture
def store(monkeypatch, tmp_path):
    """A store with two people of two sites."""
    import streamlit as st

    monkeypatch.setenv("DIABETES_DATA_DIR", str(tmp_path / "data"))
    for name in ("DATABASE_URL", "API_BASE_URL", "DIABETES_MODEL"):
        monkeypatch.delenv(name, raising=False)
    settings_module.settings.cache_clear()
    st.cache_resource.clear()
    engine = open_store(settings_module.settings(), Service.COMMAND)
    upgrade(engine)
    with engine.begin() as connection:
        for name, site in (("a" * 64, "Norte"), ("b" * 64, "Sur")):
            predict(connection, [PATIENT], name)
            marks.add(connection, [marks.place_mark(name, places.place_of(site, None))], "test")
    yield engine
    engine.dispose()
    settings_module.settings.cache_clear()
    st.cache_resource.clear()


def box(app, label):
    return next(one for one in app.selectbox if one.label == label)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_list_says_whom_to_call_and_filters(store, locale):
    text = texts(locale)
    app = page(locale)
    assert ("a" * 12 in said(app), "b" * 12 in said(app)) == (True, True)
    assert f"{NOON:{words(locale).day}}" in said(app)
    box(app, text("programme.site")).set_value("Sur").run()
    assert ("a" * 12 in said(app), "b" * 12 in said(app)) == (False, True)
    assert words(locale)("define.yield") in said(app)
    # Two people of equal risk, and tests for both, for one, for none.
    for count in (100, 1, 0):
        next(one for one in app.number_input if one.label == text("programme.paying.tests")).set_value(count)
        next(one for one in app.button if one.label == text("programme.paying.do")).click().run()
        risk = diabetes.Model.bundled().predict(PATIENT).probabilities["Diabetes"]
        assert diabetes.capacity([risk] * 2, count, locale=locale).text in said(app)


def test_a_name_of_a_site_is_only_ever_text(store):
    with store.begin() as connection:
        marks.add(connection, [marks.place_mark("a" * 64, places.place_of("<b>Norte</b>", "=cmd()"))], "test")
    app = page()
    shown = "".join(one.proto.body for one in app.get("html"))
    assert "&lt;b&gt;Norte&lt;/b&gt;" in shown
    assert "<b>Norte" not in said(app)


def test_what_is_noted_is_confirmed_stored_and_can_be_undone(store):
    app = page()
    press = lambda label: next(one for one in app.button if one.label == label).click()  # noqa: E731
    box(app, ES("programme.mark.state")).set_value(marking.BY_HAND[0])
    press(ES("programme.mark.save")).run()
    assert ES("operation.by.missing") in said(app)
    next(one for one in app.text_input if one.label == ES("operation.by")).set_value("Ana")
    press(ES("programme.mark.save")).run()
    [confirmed] = [one.value for one in app.success]
    assert "Prueba ordenada" in confirmed
    with store.connect() as connection:
        steps = marking.history(connection, "a" * 64)
    assert (steps[-1]["state"], steps[-1]["by"]) == ("ordered", "Ana")
    box(app, ES("programme.undo")).set_value(steps[-1]["id"])
    press(ES("programme.undo.do")).run()
    assert "anulado" in next(one.value for one in app.success)
    assert not app.exception


def test_somebody_who_may_only_look_sees_why(store, monkeypatch):
    reader = Person("Eva", Role.READER, 4e9)
    monkeypatch.setattr(context, "person", lambda: reader)
    app = page()
    assert ES("programme.mark.role", role=ES("role.operator"), mail="")[:40] in said(app)
    assert ES("programme.mark.save") not in [one.label for one in app.button]


def test_nobody_falls_off_the_list_silently(store):
    with store.begin() as connection:
        connection.execute(tables.steps.delete())
    assert ES("programme.missing", mail=CONTACTS["devops"]) in said(page())
