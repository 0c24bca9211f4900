"""One person on the dashboard, in a browser with the API behind it: what is stored, and what is said of it."""

from __future__ import annotations

import json
import sqlite3
import warnings
from contextlib import closing
from pathlib import Path

import diabetes
import pytest
from axe import accessible, accessible_everywhere, needs_axe
from forms import commit, fill, shown
from servers import ApiProcess, DashboardProcess

from diabetes_stack.dashboard.texts import texts
from diabetes_stack.example import EXAMPLE

ES, EN = texts("es"), texts("en")
TOLD = """() => { document.addEventListener("commit", ({ detail }) => { window.told = detail }) }"""


class Services:
    """The API and the dashboard. Both know a second model, which answers once the API was started with it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.other = folder / "other.json"
        self.api = ApiProcess(folder, waits=False)
        known = {"API_BASE_URL": self.api.url, "DIABETES_MODEL": str(self.other)}
        self.dashboard = DashboardProcess(folder, waits=False, **known)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", diabetes.TrainingWarning)
            diabetes.train(diabetes.generate(2_000), name="otro").save(self.other)
        self.api.wait()
        self.dashboard.wait()

    def stored(self):
        """The stored answers, oldest first: their identifiers, records and outputs."""
        with closing(sqlite3.connect(self.data / "diabetes.db")) as database:
            rows = database.execute("SELECT id, inputs, outputs FROM predictions ORDER BY rowid").fetchall()
        return [(id, json.loads(inputs), json.loads(outputs)) for id, inputs, outputs in rows]


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    running = Services(tmp_path_factory.mktemp("services"))
    yield running
    running.dashboard.stop()
    running.api.stop()


@pytest.fixture
def page(services, tabs):
    """A person before the form."""
    page = tabs.new_page()
    page.set_viewport_size({"width": 1500, "height": 900})
    page.goto(services.dashboard.url)
    shown(page)
    yield page
    page.close()


def settled(page):
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def line(page, text):
    """Waits for what the form says of its entries."""
    page.locator(".outcome").filter(has_text=text).wait_for()


def test_by_keyboard_alone_an_answer_is_stored_once_with_the_bits_that_the_form_showed(page, services):
    before = len(services.stored())
    page.evaluate(TOLD)
    page.locator("#edad").focus()
    entries = [("edad", "45"), ("imc", "28,5"), ("perimetro_abdominal", "95"), ("tas", "135"), ("tad", "85")]
    focused = "document.querySelector('diabetes-risk').shadowRoot.activeElement?.name"
    for name, typed in entries:
        while (at := page.evaluate(focused)) != name:
            if at == "sexo":
                page.keyboard.press("Space")
            page.keyboard.press("Tab")
        page.keyboard.type(typed)
    assert page.locator(".outcome").inner_text() == ""
    page.keyboard.press("Enter")
    line(page, "Identificador: ")
    id, record, outputs = services.stored()[-1]
    assert len(services.stored()) == before + 1
    assert id in page.locator(".outcome").inner_text()
    told = page.evaluate("told")
    assert record == told["record"] == {
        "edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85,
    }  # fmt: skip
    for name in ("glucose_mg_dl", "interval", "probabilities", "category", "risk_interval"):
        assert outputs[name] == told["prediction"][name]
    assert outputs["next_step"] in (told["prediction"]["next_step"], told["prediction"]["next_step"]["code"])
    # Whoever turns pages or changes the language finds it again, and nothing is stored a second time.
    page.get_by_role("link", name=ES("page.info")).click()
    page.get_by_role("heading", name=ES("info.card")).wait_for()
    page.get_by_text("English", exact=True).click()
    page.get_by_role("link", name=EN("page.individual")).click()
    line(page, f"Identifier: {id}")
    assert page.get_by_role("textbox", name="Age").input_value() == "45"
    assert len(services.stored()) == before + 1


def test_what_is_below_belongs_to_the_entries_above(page, browser, services):
    before = len(services.stored())
    fill(page, EXAMPLE)
    # Pressed twice as people do, it is stored once.
    page.get_by_role("button", name=ES("person.store"), exact=True).dblclick()
    line(page, "Identificador: ")
    page.get_by_text(ES("whatif")).wait_for()
    settled(page)
    assert len(services.stored()) == before + 1
    # While it is being typed over, it is not another person's.
    page.locator("#edad").fill("61")
    line(page, ES("person.changed"))
    assert not page.get_by_text(ES("whatif")).is_visible()
    page.locator("#edad").fill("45")
    line(page, "Identificador: ")
    page.get_by_text(ES("whatif")).wait_for()
    # Another person at another screen gets an empty form.
    other = browser.new_page(locale="es-CO")
    other.goto(services.dashboard.url)
    shown(other)
    assert other.locator("#edad").input_value() == other.locator(".outcome").inner_text() == ""
    other.close()
    # Cleared is forgotten, in the session too.
    page.get_by_role("button", name="Borrar todo").click()
    page.get_by_text(ES("whatif")).wait_for(state="detached")
    assert page.locator(".outcome").inner_text() == page.locator("#edad").input_value() == ""


def test_the_same_pressed_later_is_not_stored_again_and_a_correction_is_said(page, services):
    before = len(services.stored())
    fill(page, EXAMPLE)
    commit(page, ES, "person.store")
    line(page, "Guardada: ")
    # Later than a second press of the same moment.
    page.wait_for_timeout(1_100)
    commit(page, ES, "person.store")
    line(page, "Ya estaba guardada: ")
    assert len(services.stored()) == before + 1
    first = services.stored()[-1][0]
    page.locator("#edad").fill("54")
    commit(page, ES, "person.store")
    line(page, f"({first}): vale esta, y las dos quedan guardadas")
    assert [record["edad"] for _, record, _ in services.stored()[before:]] == [45, 54]
    # The next person's answer replaces nobody's.
    page.get_by_role("button", name="Borrar todo").click()
    fill(page, EXAMPLE)
    commit(page, ES, "person.store")
    line(page, "Guardada: ")
    assert "Reemplaza" not in page.locator(".outcome").inner_text()


@needs_axe
def test_what_is_not_stored_is_said_and_asked_for(page, services):
    before = services.stored()
    page.locator("[data-field=embarazo]").get_by_text("Sí", exact=True).click()
    commit(page, ES, "person.store")
    line(page, ES("person.incomplete"))
    accessible(page)
    page.locator("[data-field=embarazo]").get_by_text("No", exact=True).click()
    commit(page, ES, "person.store")
    page.get_by_role("group", name="Datos por corregir").wait_for()
    accessible_everywhere(page)
    assert services.stored() == before


@needs_axe
def test_nothing_is_lost_while_the_api_is_away_and_another_model_is_named(page, services):
    fill(page, EXAMPLE)
    shown_before = page.locator("[part=model]").inner_text()
    services.api.stop()
    commit(page, ES, "person.store")
    line(page, ES("outcome.failed"))
    page.get_by_text("La respuesta no se guardó", exact=False).wait_for()
    accessible(page)
    # The same once more: it is not on its way for ever.
    commit(page, ES, "person.store")
    line(page, ES("outcome.failed"))
    page.get_by_text("English", exact=True).click()
    page.get_by_text("nothing can be stored now", exact=False).wait_for()
    page.emulate_media(color_scheme="dark")
    accessible_everywhere(page)
    assert page.get_by_role("textbox", name="Age").input_value() == "45"
    before = services.stored()
    services.api.environment["DIABETES_MODEL"] = str(services.other)
    services.api.start()
    page.get_by_role("button", name=EN("outcome.repeat")).click()
    page.get_by_text(EN("outcome.replaced"), exact=False).wait_for()
    line(page, "Identifier: ")
    accessible_everywhere(page)
    [(_, record, outputs)] = services.stored()[len(before) :]
    assert record == EXAMPLE
    # From now on the form answers with it.
    version = diabetes.Model.load(services.other).info["version"]
    page.locator("[part=model]").filter(has_text=version).wait_for()
    assert version not in shown_before
    page.evaluate(TOLD)
    commit(page, EN, "person.store")
    page.get_by_text(EN("outcome.replaced"), exact=False).wait_for(state="detached")
    assert page.evaluate("told.prediction.probabilities") == outputs["probabilities"]
