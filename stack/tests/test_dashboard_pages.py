"""The four pages, as a person uses them."""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

import diabetes_stack.settings as settings_module
from diabetes_stack.dashboard import context
from diabetes_stack.dashboard.fields import fields
from diabetes_stack.dashboard.tables import read
from diabetes_stack.dashboard.texts import LOCALES, texts
from diabetes_stack.dashboard.views import batch
from diabetes_stack.example import EXAMPLE
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.tables import logs, predictions, utc_now

PAGES = ("individual", "batch", "visual", "info")
ES = texts("es")


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
    app = AppTest.from_function(_page, default_timeout=120)
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


@pytest.mark.parametrize("text", [texts(locale) for locale in LOCALES], ids=LOCALES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_drawn_in_every_language(name, text):
    app = page(name, text.locale)
    assert not app.exception
    expected = {
        "individual": text("form.empty"),
        "batch": text("batch.intro", limit=64),
        "visual": text("visual.age.note"),
        "info": text("info.honest"),
    }
    assert expected[name] in written(app)


def test_the_frame_says_what_it_is():
    app = AppTest.from_function(_app, default_timeout=120).run()
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
    # In pregnancy other limits hold: a measured value has no category.
    assert ES("result.measured") not in written(app)
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


def analysed(content, **options):
    app = page("batch", **options)
    app.file_uploader[0].upload("personas.csv", content, "text/csv").run()
    return button(app, ES("batch.start")).click().run()


def test_many_people_and_why_some_have_no_answer():
    app = analysed(
        b"id;edad;sexo;imc;perimetro_abdominal;tas;tad\n=1+1;45;M;28,5;95;135;85\n8;200;F;31;90;120;80\n"
    )
    assert not app.exception
    assert {metric.label: metric.value for metric in app.metric} == {
        "Filas": "2",
        "Con estimación": "1",
        # 45 years, an index of 28.5 and a waist of 95 cm make at least 6 points, and prediabetes is likely.
        "Prueba aconsejada": "1",
        "No aplica": "0",
        "Con errores": "1",
    }
    reasons = app.dataframe[-1].value
    assert list(reasons["Fila"]) == [2]
    assert list(reasons["Qué corregir"]) == ["La edad está fuera de rango: de 18 a 120 años."]
    kept = batch._csv(app.session_state["batch"][1]).decode("utf-8-sig").splitlines()
    assert kept[0].startswith("id;edad;sexo;imc")
    assert kept[1].startswith("'=1+1;45;M;28,5")
    assert "no se usaron: id." in written(app)


def test_measured_people_come_first_and_are_in_no_level():
    low = "25;F;21;70;110;70"
    app = analysed(
        f"edad;sexo;imc;perimetro_abdominal;tas;tad;hba1c;`[x](https://example.org)`\n{low};;a\n{low};7,2;b\n"
        f"{low};6,0;c\n{low};5,1;d\n".encode()
    )
    assert not app.exception
    told = {metric.label: metric.value for metric in app.metric}
    assert told["Medido: rango de diabetes"] == told["Medido: rango de prediabetes"] == "1"
    assert "`` `[x](https://example.org)` ``" in written(app)
    shown = app.selectbox(key="shown")
    assert shown.options == [
        "Todas (4)", "Medido: rango de diabetes (1)", "Medido: rango de prediabetes (1)", "Riesgo bajo (2)",
    ]  # fmt: skip
    table = app.dataframe[0].value
    assert list(table["#"]) == [2, 3, 1, 4]
    assert list(table["measured"])[:2] == ["hba1c:Diabetes", "hba1c:Prediabetes"]
    low_only = app.selectbox(key="shown").select("Bajo").run().dataframe[0].value
    assert list(low_only["#"]) == [1, 4]


def test_an_abnormal_measured_value_leads_and_no_level_stands_beside_it():
    app = page(
        "individual", **{f"field_{k}": v for k, v in EXAMPLE.items() if k != "estrato"}, field_hba1c=7.2
    )
    button(app, ES("form.submit")).click().run()
    assert not app.exception
    assert [metric.label for metric in app.metric][:2] == [fields(ES)["hba1c"].title, ES("result.test")]
    assert ES("result.without_measured") in written(app)


def test_a_file_that_holds_too_much_is_refused_in_a_sentence():
    app = analysed(b"edad\n" + b"45\n" * 600_000)
    assert not app.exception
    assert app.error[0].value.startswith("El archivo tiene más de 500\N{NO-BREAK SPACE}000 filas. Divídalo")


def test_the_template_is_read_back():
    upload = read(batch._template())
    [answer] = context._bundled().predict_batch(upload.table).column("glucose_mg_dl")
    assert answer == context._bundled().predict(EXAMPLE).glucose_mg_dl


def test_a_file_that_cannot_be_read_says_what_to_do():
    app = analysed(b"PAR1 damaged")
    assert "Guárdelo como CSV" in app.error[0].value


def test_an_upload_is_logged_without_patient_data(caplog):
    caplog.set_level("INFO", "diabetes.dashboard")
    upgrade(open_store(settings_module.settings(), Service.COMMAND))
    analysed(b"edad,sexo,imc,perimetro_abdominal,tas,tad\n45.125,M,28.5,95,135,85\n200,F,31,90,120,80\n")
    rows = context.stored(lambda c: c.execute(select(logs.c.service, logs.c.event, logs.c.detail)).all())
    [(service, _, detail)] = [row for row in rows if row.event == "upload"]
    assert service == "dashboard"
    assert detail["rows"] == 2
    assert detail["errors"] == {"out_of_range": 1}
    assert "upload" in caplog.text
    assert "45.125" not in f"{rows}{caplog.text}"


def test_usage_without_a_store_without_rows_and_with_rows():
    assert written(page("visual")).count(ES("visual.nostore")) == 2
    engine = open_store(settings_module.settings(), Service.COMMAND)
    upgrade(engine)
    assert written(page("visual")).count(ES("visual.empty")) == 2
    with engine.begin() as connection:
        connection.execute(
            predictions.insert(),
            [
                {
                    "id": str(n), "at": utc_now(), "model_version": context._bundled().info["version"],
                    "inputs": json.dumps({**EXAMPLE, "edad": 20 + n % 60}), "outputs": "{}",
                    "risk_level": "Bajo", "latency_ms": 2.0,
                }
                for n in range(120)
            ],
        )  # fmt: skip
    app = page("visual")
    assert not app.exception
    assert {metric.label: metric.value for metric in app.metric}["Predicciones"] == "120"
    shifts = app.dataframe[0].value.set_index("Dato")
    assert shifts.loc["Consumo de tabaco", "Estado"] == "revisar"


def test_an_api_that_does_not_answer_is_said_and_not_replaced(monkeypatch):
    monkeypatch.setenv("API_BASE_URL", "http://127.0.0.1:9")
    settings_module.settings.cache_clear()
    app = AppTest.from_function(_app, default_timeout=120).run()
    assert not app.exception
    assert "http://127.0.0.1:9" in app.error[0].value
    assert "http://127.0.0.1:9/health" in written(app)
    assert ES("form.empty") not in written(app)


@pytest.mark.parametrize("text", [texts(locale) for locale in LOCALES], ids=LOCALES)
def test_every_language_fills_the_same_parts_in(text):
    def parts(table):
        return {name: set(re.findall(r"{(\w+)}", words)) for name, words in table.items()}

    assert parts(text.table) == parts(ES.table)
