"""The four pages, as a person uses them."""

from __future__ import annotations

import io
import json
import re

import diabetes
import pyarrow.parquet as pq
import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

import diabetes_stack.settings as settings_module
from diabetes_stack.dashboard import context
from diabetes_stack.dashboard.exports import as_csv, as_parquet, template
from diabetes_stack.dashboard.fields import fields
from diabetes_stack.dashboard.tables import read
from diabetes_stack.dashboard.texts import LOCALES, texts
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


def entries(**more):
    """The example patient in the form, as people type it, and more."""
    record = {name: value for name, value in EXAMPLE.items() if name != "puntaje_findrisc"} | more
    return {
        f"field_{name}": value if isinstance(value, str) else str(value).replace(".", ",")
        for name, value in record.items()
    }


def cells(app, caption):
    """The rows of a table by its name, each with the texts of its cells; the headings first."""
    bodies = [str(one.proto.body) for one in app.get("html")]
    body = next(body for body in bodies if f"<caption>{caption}</caption>" in body)
    rows = re.findall(r"<tr>(.*?)</tr>", body)
    return [
        [" ".join(re.sub(r"<.*?>", " ", one).split()) for one in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row)]
        for row in rows
    ]


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
    app = page("individual", field_edad="200", field_sexo="M", field_tas="80", field_tad="120")
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
    app = page("individual", **entries(sexo="F", embarazo="Si", glucosa_ayunas="130"))
    button(app, ES("form.submit")).click().run()
    assert not app.exception
    assert ES("result.not_applicable") in written(app)
    # In pregnancy other limits hold: a measured value has no category.
    assert ES("result.measured") not in written(app)
    assert ES("result.people") not in written(app)


def test_a_decimal_comma_is_one_and_a_height_in_metres_is_asked_about():
    app = page("individual", **entries(perimetro_abdominal="98,5", talla="1,58", peso="80", imc=""))
    button(app, ES("form.submit")).click().run()
    assert app.session_state["answer"]["errors"][0]["field"] == "talla"
    assert "metros" in app.error[0].value
    app.text_input(key="field_talla").set_value("158")
    button(app, ES("form.submit")).click().run()
    assert app.session_state["record"]["perimetro_abdominal"] == 98.5
    assert app.session_state["record"]["talla"] == 158


@pytest.mark.parametrize("typed", ["1.000,5", "cien", "9 8"])
def test_what_is_no_number_is_refused_and_not_mended(typed):
    app = page("individual", **entries(perimetro_abdominal=typed))
    button(app, ES("form.submit")).click().run()
    assert [error["code"] for error in app.session_state["answer"]["errors"]] == ["not_a_number"]


def test_other_values_can_be_tried_after_height_and_weight():
    app = page("individual", **entries(imc="", talla="170", peso="82"))
    button(app, ES("form.submit")).click().run()
    assert not app.exception
    assert not app.error
    assert [metric.label for metric in app.metric].count(ES("result.risk")) == 2


def test_a_new_person_finds_nothing_of_the_last_one():
    app = page("individual")
    button(app, ES("form.example")).click().run()
    button(app, ES("form.submit")).click().run()
    app.slider(key="try_imc").set_value(35.0).run()
    button(app, ES("form.clear")).click().run()
    assert ES("form.empty") in written(app)
    left = {name for name in ("answer", "record", "try_imc") if name in app.session_state}
    assert left == set()
    assert not any(entry.value for entry in app.text_input)


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
    return button(app, texts(options.get("locale", "es"))("batch.start")).click().run()


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
        "No se aplica": "0",
        "Con errores": "1",
    }
    # Numbered as in a spreadsheet, where the headings are the first row.
    [message] = [error.message for error in diabetes.validate({**EXAMPLE, "edad": 200})]
    assert cells(app, "Filas con errores (1)")[1:] == [["3", message]]
    kept = as_csv(app.session_state["batch"][1]).decode("utf-8-sig").splitlines()
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
        "Prueba aconsejada (1)", "Sin prueba aconsejada (3)",
    ]  # fmt: skip
    assert [row[0] for row in cells(app, "Tabla")[1:]] == ["b fila 3", "c fila 4", "a fila 2", "d fila 5"]
    notes = [row[6] for row in cells(app, "Tabla")[1:]]
    assert notes[0].startswith("HbA1c medida: Diabetes Falta confirmar")
    shown.select("Bajo").run()
    assert [row[0] for row in cells(app, "Tabla")[1:]] == ["a fila 2", "d fila 5"]


MANY = "nombre;edad;sexo;imc;perimetro_abdominal;tas;tad;hba1c\n" + "".join(
    f"{name};{age};F;{bmi};90;120;80;{hba1c}\n"
    for name, age, bmi, hba1c in [("Ana", 30, 22, ""), ("José Pérez", 70, 38, ""), ("Luz", 30, 22, "6,1")]
)


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("rank", ["Luz", "José Pérez", "Ana"]),
        ("risk", ["Luz", "José Pérez", "Ana"]),
        ("glucose", ["Luz", "José Pérez", "Ana"]),
        ("row", ["Ana", "José Pérez", "Luz"]),
    ],
)
def test_rows_are_sorted_and_people_with_an_abnormal_measured_value_lead(order, names):
    app = analysed(MANY.encode())
    app.selectbox(key="order").select(order).run()
    assert [row[0].split(" fila")[0].strip() for row in cells(app, "Tabla")[1:]] == names


@pytest.mark.parametrize(("sought", "names"), [("perez", ["José Pérez"]), ("LU", ["Luz"]), ("2", ["Ana"])])
def test_a_person_is_found_by_name_without_accents_and_by_the_row_of_the_sheet(sought, names):
    app = analysed(MANY.encode())
    app.text_input(key="sought").set_value(sought).run()
    assert [row[0].split(" fila")[0].strip() for row in cells(app, "Tabla")[1:]] == names
    app.text_input(key="sought").set_value("nadie").run()
    assert ES("rows.none") in written(app)


def test_more_rows_than_a_page_are_turned():
    app = analysed(diabetes.generate(120).to_csv(separator=";"))
    app.selectbox(key="order").select("row").run()
    assert len(cells(app, "Tabla")) == 51
    app.button(key="rows_last").click().run()
    assert [row[0] for row in cells(app, "Tabla")[1:]] == [f"fila {n}" for n in range(102, 122)]
    assert app.button(key="rows_next").disabled
    # Another selection begins at its first page.
    app.selectbox(key="order").select("rank").run()
    assert "Página 1 de 3" in written(app)


def test_a_file_is_rounded_to_what_its_figures_mean_unless_all_of_them_are_wanted():
    app = analysed(MANY.encode())
    done = app.session_state["batch"][1]
    exact = done.arrow["prob_Diabetes"].to_pylist()
    kept = {full: pq.read_table(io.BytesIO(as_parquet(done, full))) for full in (False, True)}
    assert kept[True]["prob_Diabetes"].to_pylist() == exact
    assert kept[False]["prob_Diabetes"].to_pylist() == done.answers.rounded().column("prob_Diabetes") != exact
    assert kept[False]["interval_low"].to_pylist() == done.answers.rounded().column("interval_low")
    cell = as_csv(done).decode("utf-8-sig").splitlines()[1].split(";")
    assert max(len(text.partition(",")[2]) for text in cell) == 4


@pytest.mark.parametrize("text", [texts(locale) for locale in LOCALES], ids=LOCALES)
def test_no_name_of_a_column_or_a_code_reaches_a_person(text):
    app = analysed(
        b"historia;edad;sexo;imc;perimetro_abdominal;tas;tad;hba1c;embarazo;talla\n1;45;M;28,5;95;135;85;7,2;;\n"
        b"2;45;H;28,5;95;60;85;;;\n3;45;F;28,5;95;135;85;;Si;\n4;45;F;28,5;95;215;125;;;70\n5;17;F;28,5;95;60;65;;;\n",
        locale=text.locale,
    )
    assert not app.exception
    told = " ".join([written(app), *(option for box in app.selectbox for option in box.options)])
    names = {
        *diabetes.prediction_columns(),
        *(key.partition(".")[2] for key in ES.table if key.startswith("code.")),
    }
    assert {name for name in names if "_" in name and re.search(rf"\b{name}\b", told)} == set()


def test_an_abnormal_measured_value_leads_and_no_level_stands_beside_it():
    app = page("individual", **entries(hba1c="7,2"))
    button(app, ES("form.submit")).click().run()
    assert not app.exception
    assert [metric.label for metric in app.metric][:2] == [fields(ES)["hba1c"].title, ES("result.test")]
    assert app.metric[0].value == "7,2 %: Diabetes"
    # What the model estimates without it is folded away.
    assert ES("result.estimate") in [folded.label for folded in app.expander]
    assert ES("result.without_measured") in written(app)


def test_a_file_that_holds_too_much_is_refused_in_a_sentence():
    app = analysed(b"edad\n" + b"45\n" * 600_000)
    assert not app.exception
    assert app.error[0].value.startswith(
        "El archivo tiene más de 500\N{NARROW NO-BREAK SPACE}000 filas. Divídalo"
    )


def test_the_template_is_read_back():
    upload = read(template(fields(ES)))
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
    shifts = {row[0]: row[-1] for row in cells(app, ES("drift.table"))}
    assert shifts["Consumo de tabaco"] == "revisar"


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
