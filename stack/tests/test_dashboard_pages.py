"""The four pages, as a person uses them."""

from __future__ import annotations

import html
import io
import json
import re
from datetime import datetime, timedelta

import diabetes
import pyarrow.parquet as pq
import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

import diabetes_stack.settings as settings_module
from diabetes_stack.contacts import CONTACTS
from diabetes_stack.dashboard import context, element, person
from diabetes_stack.dashboard.client import LibraryClient, UnavailableError
from diabetes_stack.dashboard.exports import as_csv, as_parquet, template
from diabetes_stack.dashboard.fields import fields
from diabetes_stack.dashboard.texts import LOCALES, texts
from diabetes_stack.dashboard.upload import read
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
    from diabetes_stack.dashboard.committed import commit
    from diabetes_stack.dashboard.views import batch, individual, information, visual

    if st.session_state.pop("pressed", False):
        commit()
    pages = {"individual": individual, "batch": batch, "visual": visual, "info": information}
    try:
        pages[st.session_state["page"]].show()
    except UnavailableError as failure:
        st.error(context.words()("unavailable", mail=failure.url))


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
        "individual": "",
        "batch": text("batch.intro", limit=64),
        "visual": text("visual.age.note"),
        "info": text("info.honest"),
    }
    assert expected[name] in written(app)
    assert len(app.get("bidi_component")) == (name == "individual")


def test_the_frame_says_what_it_is():
    app = AppTest.from_function(_app, default_timeout=120).run()
    assert not app.exception
    assert app.title[0].value == "Predicción Individual"
    assert ES("reservation") in written(app)


def committed(record, **shown):
    """The record as the form tells of it, with what it showed."""
    answer = context._bundled().predict(record)
    told = {
        "category": answer.category,
        "next_step": answer.next_step["code"],
        "probabilities": answer.probabilities,
    }
    return {"number": 1, "record": record, "shown": told | shown, "model": context._bundled().info["version"]}


def given(app):
    """What the form is given."""
    [form] = app.get("bidi_component")
    return json.loads(form.proto.json)


class Answering(LibraryClient):
    """An API in which a test can change everything."""

    def __init__(self, **changed):
        super().__init__(context._bundled(), 12.0)
        self.changed, self.failure, self.asked = changed, None, []

    def predict(self, record, locale):
        self.asked.append(record)
        if self.failure:
            raise self.failure
        return super().predict(record, locale) | {"prediction_id": "8f3a"} | self.changed


class Renamed:
    """A model that calls itself another version."""

    def __init__(self, model, version):
        self._model, self.info = model, {**model.info, "version": version}

    def __getattr__(self, name):
        return getattr(self._model, name)


def answered(monkeypatch, client, record=EXAMPLE, **shown):
    monkeypatch.setattr(context, "client", lambda: client)
    return page("individual", committed=committed(record, **shown))


def test_the_form_gets_the_model_in_service_and_the_language():
    told = given(page("individual", "en"))
    model = context._bundled()
    assert told["locale"] == "en"
    assert told["model"] == {"hash": model.info["hash"], "json": model.to_json()}
    assert told["findrisc_cut"] == settings_module.settings().findrisc_cut
    assert told["outcome"] is None


def test_without_the_form_the_page_says_what_is_missing_and_who_builds_it(monkeypatch, tmp_path):
    monkeypatch.setattr(element, "ELEMENT", tmp_path / "none.js")
    app = page("individual")
    assert not app.exception
    assert len(app.get("bidi_component")) == 0
    assert "make up" in written(app)


def test_a_committed_record_is_answered_once_and_said_in_a_line(monkeypatch):
    client = Answering()
    app = answered(monkeypatch, client)
    app.session_state["locale"] = "en"
    app.run()
    assert not app.exception
    assert client.asked == [EXAMPLE]
    outcome = given(app)["outcome"]
    assert (outcome["record"], outcome["kind"]) == (EXAMPLE, "answered")
    version = context._bundled().info["version"]
    assert outcome["said"] == f"Stored: {{at}}. Model nhanes {version}. Identifier: 8f3a"
    assert abs(datetime.fromisoformat(outcome["at"]) - utc_now()) < timedelta(hours=1)
    # The same answer is not said twice.
    assert len(app.warning) == len(app.error) == 0


def test_the_same_record_is_stored_once_and_a_correction_names_what_it_replaces(monkeypatch):
    client = Answering()
    app = answered(monkeypatch, client)

    def again(number, **changed):
        app.session_state[person.KEY] = {"commit": committed(EXAMPLE | changed) | {"number": number}}
        app.session_state["pressed"] = True
        app.run()
        outcome = given(app)["outcome"]
        assert outcome["number"] == number
        return outcome["said"]

    assert again(2).startswith("Ya estaba guardada: {at}. No se guardó otra vez.")
    assert client.asked == [EXAMPLE]
    client.changed = {"prediction_id": "9c4b"}
    told = again(3, edad=54)
    assert told.startswith("Guardada: {at}.")
    assert "9c4b. Reemplaza a la anterior de esta persona" in told
    assert "(8f3a): vale esta, y las dos quedan guardadas" in told
    # Put back, it is a correction again.
    client.changed = {"prediction_id": "1d2e"}
    assert "(9c4b): vale esta" in again(4)
    assert [record["edad"] for record in client.asked] == [45, 54, 45]


def test_what_the_library_answers_is_not_called_stored():
    app = page("individual", committed=committed(EXAMPLE))
    assert given(app)["outcome"]["said"] == ES("outcome.library")


@pytest.mark.parametrize("unsure", [False, True])
def test_while_the_api_is_away_nothing_is_called_stored_and_it_can_be_tried_again(monkeypatch, unsure):
    client = Answering()
    client.failure = UnavailableError("http://api", "ReadTimeout", unsure)
    app = answered(monkeypatch, client)
    app.run()
    assert len(client.asked) == 1
    assert ("no se sabe" if unsure else "no se guardó") in app.error[0].value
    assert "ReadTimeout" not in written(app)
    assert given(app)["outcome"] == {
        "number": 1,
        "record": EXAMPLE,
        "said": ES("outcome.unsure" if unsure else "outcome.failed"),
        "kind": "failed",
        "at": None,
    }
    client.failure = None
    button(app, ES("outcome.repeat")).click().run()
    assert client.asked == [EXAMPLE, EXAMPLE]
    assert "8f3a" in given(app)["outcome"]["said"]
    assert len(app.error) == 0


def test_what_the_service_refuses_is_said_by_field(monkeypatch):
    errors = json.loads(context._bundled().answer_record(b'{"edad": 200}', "es").json)["errors"]
    app = answered(monkeypatch, Answering(errors=errors))
    assert all(error["message"] in app.error[0].value for error in errors)
    assert given(app)["outcome"]["said"] == ES("outcome.failed")


@pytest.mark.parametrize(
    "shown",
    [{"category": "Normal"}, {"next_step": "usual"}, {"probabilities": {"Diabetes": 0.07}}],
    ids=["category", "next_step", "probabilities"],
)
def test_another_answer_than_the_form_showed_is_shown(monkeypatch, shown):
    app = answered(monkeypatch, Answering(), **shown)
    expected = context._bundled().predict(EXAMPLE, findrisc_cut=12)
    step = diabetes.labels("es")["next_step"][expected.next_step["code"]]
    for told in (ES("outcome.differs"), expected.interpretation, step):
        assert told in html.unescape(written(app))


def test_another_model_is_named_although_it_answers_the_same(monkeypatch):
    other = diabetes.Model.bundled()
    client = Answering(model_version="of today")
    monkeypatch.setattr(context, "model", lambda version: Renamed(other, version))
    monkeypatch.setattr(client, "info", lambda: {"version": "of today"})
    app = answered(monkeypatch, client)
    assert ES("outcome.replaced") in app.warning[0].value
    assert "nhanes of today" in given(app)["outcome"]["said"]


def test_a_stored_answer_stays_when_the_form_has_another_model_or_none(monkeypatch):
    client = Answering()
    app = answered(monkeypatch, client)
    monkeypatch.setattr(client, "info", lambda: {"version": "of tomorrow"})
    app.run()
    assert "of tomorrow" in written(app)
    assert len(app.get("bidi_component")) == 0
    stored = context._bundled().predict(EXAMPLE, findrisc_cut=12).interpretation
    assert ES("outcome.older") in app.warning[0].value
    assert stored in html.unescape(written(app))


def test_other_values_can_be_tried_after_height_and_weight():
    record = {name: value for name, value in EXAMPLE.items() if name != "imc"} | {"talla": 170, "peso": 82}
    app = page("individual", committed=committed(record))
    assert not app.exception
    assert not app.error
    assert [metric.label for metric in app.metric] == [ES("figure.risk"), ES("figure.glucose")]


def test_other_values_are_answered_and_called_no_cause():
    app = page("individual", committed=committed(EXAMPLE))
    app.slider(key="try_imc").set_value(35.0).run()
    assert not app.exception
    risk = context._bundled().predict({**EXAMPLE, "imc": 35.0}).probabilities["Diabetes"]
    assert f"{100 * risk:.1f}".replace(".", ",") + " %" in written(app)
    assert "No es causal" in written(app)


def test_in_pregnancy_no_other_values_are_tried():
    app = page("individual", committed=committed({**EXAMPLE, "sexo": "F", "embarazo": "Si"}))
    assert not app.exception
    assert len(app.slider) == len(app.metric) == 0


def analysed(content, **options):
    app = page("batch", **options)
    app.file_uploader[0].upload("personas.csv", content, "text/csv").run()
    label = texts(options.get("locale", "es"))("batch.start")
    # What cannot be read has nothing to analyse.
    return button(app, label).click().run() if any(b.label == label for b in app.button) else app


def test_a_file_of_many_columns_asks_about_those_that_seem_to_be_fields():
    others = [f"x{n}" for n in range(300)]
    names = [*others, "Años cumplidos", "Sexo", "IMC", "Cintura", "PAS", "PAD"]
    row = [*("1" for _ in others), "45", "Mujer", "28,5", "95", "135", "85"]
    app = analysed("\n".join([";".join(names), ";".join(row)]).encode())
    assert not app.exception
    fields = [box for box in app.selectbox if str(box.key).startswith("field_")]
    assert len(fields) == 60
    assert [box.value for box in fields][-6:] == ["edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad"]
    [glucose] = app.session_state["batch"].arrow["glucose_mg_dl"].to_pylist()
    assert (
        glucose
        == context._bundled()
        .predict({"edad": 45, "sexo": "F", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85})
        .glucose_mg_dl
    )


def test_words_for_the_sex_under_the_right_headings_are_read_once_a_person_has_seen_them():
    app = analysed(
        b"edad;sexo;imc;perimetro_abdominal;tas;tad\n45;Femenino;28,5;95;135;85\n45;Masculino;28,5;95;135;85\n"
    )
    assert app.session_state["batch"].arrow["errors"].null_count == 2


def everybody(app):
    """The table with all rows, not only those to call."""
    return app.selectbox(key="shown").set_value("all").run()


def test_many_people_and_why_some_have_no_answer():
    app = analysed(
        b"id;edad;sexo;imc;perimetro_abdominal;tas;tad\n=1+1;45;M;28,5;95;135;85\n8;200;F;31;90;120;80\n"
    )
    assert not app.exception
    assert {metric.label: metric.value for metric in app.metric} == {
        "Filas": "2",
        "Para llamar": "1",
        "Con estimación": "1",
        # 45 years, an index of 28.5 and a waist of 95 cm make at least 6 points, and prediabetes is likely.
        "Prueba aconsejada": "1",
        "No se aplica": "0",
        "Con errores": "1",
    }
    # Numbered as in a spreadsheet, where the headings are the first row.
    [message] = [error.message for error in diabetes.validate({**EXAMPLE, "edad": 200})]
    assert cells(app, "Filas con errores (1)")[1:] == [["3", message]]
    kept = as_csv(app.session_state["batch"]).decode("utf-8-sig").splitlines()
    assert kept[0].startswith("id;edad;sexo;imc")
    assert kept[1].startswith("'=1+1;45;M;28,5")
    assert "no salen del tablero: id." in written(app)


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
        "Para llamar (2)", "Todas (4)", "Medido: rango de diabetes (1)", "Medido: rango de prediabetes (1)",
        "Riesgo bajo (2)", "Prueba aconsejada (1)", "Sin prueba aconsejada (3)",
    ]  # fmt: skip
    assert [row[0] for row in cells(app, "Tabla")[1:]] == ["b fila 3", "c fila 4"]
    everybody(app)
    assert [row[0] for row in cells(app, "Tabla")[1:]] == ["b fila 3", "c fila 4", "a fila 2", "d fila 5"]
    notes = [row[6] for row in cells(app, "Tabla")[1:]]
    assert notes[0].startswith("HbA1c medida: 7,2 %, en el rango de la diabetes Falta confirmar")
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
    app = everybody(analysed(MANY.encode()))
    app.selectbox(key="order").select(order).run()
    assert [row[0].split(" fila")[0].strip() for row in cells(app, "Tabla")[1:]] == names


@pytest.mark.parametrize(("sought", "names"), [("perez", ["José Pérez"]), ("LU", ["Luz"]), ("2", ["Ana"])])
def test_a_person_is_found_by_name_without_accents_and_by_the_row_of_the_sheet(sought, names):
    app = everybody(analysed(MANY.encode()))
    app.text_input(key="sought").set_value(sought).run()
    assert [row[0].split(" fila")[0].strip() for row in cells(app, "Tabla")[1:]] == names
    app.text_input(key="sought").set_value("nadie").run()
    assert ES("rows.none") in written(app)


def test_more_rows_than_a_page_are_turned():
    app = everybody(analysed(diabetes.generate(120).to_csv(separator=";")))
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
    done = app.session_state["batch"]
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


def test_a_file_that_holds_too_much_is_refused_in_a_sentence():
    app = analysed(b"edad\n" + b"45\n" * 600_000)
    assert not app.exception
    assert app.error[0].value.startswith(
        "El archivo tiene más de 500\N{NARROW NO-BREAK SPACE}000 filas. Divídalo"
    )


class Breaking(LibraryClient):
    """An API that breaks off after the first piece, and notes from which row it is asked on."""

    def __init__(self):
        super().__init__(context._bundled(), 12.0)
        self.starts, self.breaks = [], True

    def predict_table(self, upload, locale, start=0):
        self.starts.append(start)
        for piece in super().predict_table(upload, locale, start):
            yield piece
            if self.breaks:
                raise UnavailableError("http://api", "ReadTimeout", True)


def test_a_file_that_broke_off_goes_on_where_it_was_and_is_not_asked_about_twice(monkeypatch):
    client = Breaking()
    monkeypatch.setattr(context, "client", lambda: client)
    app = analysed(diabetes.generate(6_000).to_csv(separator=";"))
    assert not app.exception
    assert "guardadas: 5000 de 6000" in app.error[0].value
    assert len(app.metric) == 0
    client.breaks = False
    for _ in range(2):
        button(app, ES("batch.start")).click().run()
    assert client.starts == [0, 5_000]
    assert app.session_state["batch"].arrow.num_rows == 6_000
    assert "es el mismo resultado" in written(app)


def test_a_file_that_is_chosen_again_is_not_stored_again(monkeypatch):
    client = Breaking()
    client.breaks = False
    monkeypatch.setenv("API_BASE_URL", "http://127.0.0.1:9")
    settings_module.settings.cache_clear()
    monkeypatch.setattr(context, "client", lambda: client)
    content = diabetes.generate(20).to_csv(separator=";")
    app = analysed(content)
    first = app.session_state["batch"]
    app.file_uploader[0].upload("otra vez.csv", content, "text/csv").run()
    button(app, ES("batch.start")).click().run()
    assert client.starts == [0]
    assert app.session_state["batch"].arrow == first.arrow
    assert "sus respuestas ya están guardadas" in written(app)
    # Another file is another matter.
    app.file_uploader[0].upload(
        "otro.csv", diabetes.generate(20, seed=1).to_csv(separator=";"), "text/csv"
    ).run()
    button(app, ES("batch.start")).click().run()
    assert client.starts == [0, 0]
    assert "sus respuestas ya están guardadas" not in written(app)


def test_the_template_is_read_back():
    upload = read(template(fields(ES)))
    [answer] = context._bundled().predict_batch(upload.table).column("glucose_mg_dl")
    assert answer == context._bundled().predict(EXAMPLE).glucose_mg_dl


@pytest.mark.parametrize("content", [b"PAR1 damaged", b'edad;sexo\n"45;M\n', b"\x00\x01\x02"])
def test_a_file_that_cannot_be_read_says_what_to_do(content):
    app = analysed(content)
    assert not app.exception
    assert app.error[0].value == ES("batch.unreadable")
    assert len(app.metric) == 0


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
    assert written(page("visual")).count(ES("visual.nostore", mail=CONTACTS["devops"])) == 2
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
    assert app.error[0].value == ES("unavailable", mail=CONTACTS["devops"])
    assert "ConnectError" not in written(app)
    assert "http://127.0.0.1:9/health" in written(app)
    assert len(app.get("bidi_component")) == 0


@pytest.mark.parametrize("text", [texts(locale) for locale in LOCALES], ids=LOCALES)
def test_every_language_fills_the_same_parts_in(text):
    def parts(table):
        return {name: set(re.findall(r"{(\w+)}", words)) for name, words in table.items()}

    assert parts(text.table) == parts(ES.table)
