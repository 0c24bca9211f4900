"""The four pages, as a person uses them."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from diabetes_stack import settings as settings_module
from diabetes_stack.dashboard import context
from diabetes_stack.dashboard.fields import EXAMPLE, fields
from diabetes_stack.dashboard.texts import EN, ES

PAGES = ("individual", "batch", "visual", "info")


def _app() -> None:
    from diabetes_stack.dashboard.main import main

    main()


def _page() -> None:
    import streamlit as st

    from diabetes_stack.dashboard import context
    from diabetes_stack.dashboard.client import UnavailableError
    from diabetes_stack.dashboard.views import batch, individual, information, visual

    pages = {"individual": individual, "batch": batch, "visual": visual, "info": information}
    try:
        pages[st.session_state["page"]].show()
    except UnavailableError as failure:
        st.error(context.words()("unavailable", url=failure.url, reason=failure.reason))


@pytest.fixture(autouse=True)
def dashboard(monkeypatch, tmp_path):
    """A dashboard with a data folder of its own and nothing remembered."""
    import streamlit as st

    monkeypatch.setenv("DIABETES_DATA_DIR", str(tmp_path / "data"))
    for name in ("DATABASE_URL", "API_BASE_URL", "DIABETES_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    settings_module.settings.cache_clear()
    st.cache_resource.clear()
    yield
    settings_module.settings.cache_clear()
    st.cache_resource.clear()


def page(name, locale="es", **state):
    app = AppTest.from_function(_page, default_timeout=30)
    app.session_state["page"] = name
    app.session_state["locale"] = locale
    for key, value in state.items():
        app.session_state[key] = value
    return app.run()


def written(app):
    """All the text of a page."""
    kinds = ("markdown", "caption", "error", "warning", "info", "subheader", "code", "success")
    texts = [str(element.value) for kind in kinds for element in app.get(kind)]
    texts += [f"{metric.label} {metric.value} {metric.delta}" for metric in app.metric]
    return "\n".join([*texts, *(str(html.proto.body) for html in app.get("html"))])


def button(app, label):
    return next(b for b in app.button if b.label == label)


@pytest.mark.parametrize("text", [ES, EN], ids=["es", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_drawn_in_both_languages(name, text):
    app = page(name, text.locale)
    assert not app.exception
    expected = {
        "individual": text("form.empty"),
        "batch": text("batch.intro", limit=200),
        "visual": text("visual.age.note"),
        "info": text("info.honest"),
    }
    assert expected[name] in written(app)


def test_the_frame_says_what_it_is():
    app = AppTest.from_function(_app, default_timeout=30).run()
    assert not app.exception
    assert app.title[0].value == "Predicción Individual"
    assert ES("reservation") in written(app)


def test_one_person_is_answered_as_by_the_library():
    app = page("individual")
    button(app, ES("form.example")).click().run()
    button(app, ES("form.submit")).click().run()
    assert not app.exception
    expected = context._bundled().predict(EXAMPLE)
    assert expected.interpretation in written(app)
    assert "M. (intervalo" not in written(app)
    kept = app.session_state["record"]
    assert kept == EXAMPLE
    assert context._bundled().info["version"] in app.code[0].value


def test_an_answer_follows_the_language():
    app = page("individual")
    button(app, ES("form.example")).click().run()
    button(app, ES("form.submit")).click().run()
    app.session_state["locale"] = "en"
    app.run()
    assert context._bundled().predict(EXAMPLE, "en").interpretation in written(app)


def test_errors_stand_above_the_form_and_beside_the_entries():
    app = page("individual", field_edad=200.0, field_sexo="M", field_tas=80.0, field_tad=120.0)
    button(app, ES("form.submit")).click().run()
    assert app.session_state["answer"]["errors"]
    for error in app.session_state["answer"]["errors"]:
        title = fields(ES)[error["field"]].title
        assert f"**{title}**: {error['message']}" in app.error[0].value
        assert any(m.value.startswith(":red[") and error["message"] in m.value for m in app.markdown)


def test_what_is_left_empty_is_not_no():
    app = page("individual")
    assert all(group.value is None for group in app.get("button_group") if group.key.startswith("field_"))
    button(app, ES("form.example")).click().run()
    app.session_state["field_fuma"] = None
    app.run()
    button(app, ES("form.submit")).click().run()
    assert "fuma" not in app.session_state["record"]
    assert "fuma" in app.session_state["answer"]["imputed"]


def test_a_pregnant_woman_gets_no_figures():
    record = {f"field_{k}": v for k, v in EXAMPLE.items() if k != "estrato"}
    record |= {"field_sexo": "F", "field_embarazo": "Si", "field_glucosa_ayunas": 130.0}
    app = page("individual", **record)
    button(app, ES("form.submit")).click().run()
    assert not app.exception
    assert ES("result.not_applicable") in written(app)
    assert ES("result.confirm") in written(app)
    assert ES("result.people") not in written(app)


def test_sliders_answer_with_other_values_and_say_that_they_are_not_causal():
    app = page("individual")
    button(app, ES("form.example")).click().run()
    button(app, ES("form.submit")).click().run()
    app.slider(key="try_imc").set_value(35.0).run()
    assert not app.exception
    risk = context._bundled().predict({**EXAMPLE, "imc": 35.0}).probabilities["Diabetes"]
    assert f"{100 * risk:.1f}".replace(".", ",") + " %" in written(app)
    assert "No es causal" in written(app)
