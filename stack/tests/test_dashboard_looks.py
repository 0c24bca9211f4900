"""The dashboard for every eye and hand: languages, themes, widths, a keyboard, a screen reader; and that it forgets."""

from __future__ import annotations

import re

import diabetes
import pytest
from axe import accessible, accessible_everywhere, needs_axe
from forms import commit, fill, shown
from people import predict
from servers import free_port
from typer.testing import CliRunner

from diabetes_stack.cli import commands
from diabetes_stack.dashboard.texts import texts
from diabetes_stack.example import EXAMPLE
from diabetes_stack.monitor.probes import machine, services
from diabetes_stack.programme import marks, places
from diabetes_stack.settings import settings as current
from diabetes_stack.store import outcomes
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.migrate import upgrade

PAGES = ("individual", "batch", "programme", "visual", "info", "operation")
ROWS = (
    "historia;nombre;edad;sexo;imc;perimetro_abdominal;tas;tad;hba1c\n"
    "1;Ana;45;M;28,5;95;135;85;7,2\n2;Luz;45;F;28,5;95;135;85;\n3;Eva;200;F;28,5;95;135;85;\n"
)
#: A decimal point; an address has more of them.
POINT = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])")
ENGLISH = re.compile(
    r"\b(the|of|and|or|to|for|with|help|open|close|choose|select|file|files|upload|drag|drop|press|enter|per|link|"
    r"sidebar|collapse|expand|search|show|sort|column|row|rows|clear|remove|date|day|month|year|copy|none)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def address(dashboard):
    """The dashboard, with incidents: an API that is down, as the monitor saw it."""
    named = {
        "DIABETES_DATA_DIR": str(dashboard.folder / "data"),
        "DATABASE_URL": f"sqlite:///{dashboard.folder / 'data' / 'diabetes.db'}",
        "API_PORT": str(free_port()),
        "MONITOR_SERVICES": "api",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(services, "_AGAIN_SECONDS", 0.0)
        patch.setattr(machine, "_FIRST_SECONDS", 0.01)
        patch.delenv("API_BASE_URL", raising=False)
        for name, value in named.items():
            patch.setenv(name, value)
        current.cache_clear()
        for _ in range(3):
            assert CliRunner().invoke(commands(), ["monitor", "--once"]).exit_code == 1
        people_to_call()
    current.cache_clear()
    return dashboard.url


def people_to_call():
    """Somebody on the list, with an abnormal result, and somebody advised."""
    engine = open_store(current(), Service.COMMAND)
    upgrade(engine)
    with engine.begin() as connection:
        [id] = predict(connection, [EXAMPLE], "a" * 64)
        predict(connection, [EXAMPLE], "b" * 64)
        outcomes.add(connection, id, "2026-03-05", {"hba1c": 7.1}, "lab")
        marks.add(connection, [marks.place_mark("b" * 64, places.place_of("Sede Norte", "Nueva EPS"))], "Ana")
    engine.dispose()


def settled(page):
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached")


def opened(tabs, address, locale="es", path="", scheme="light", width=1500):
    page = tabs.new_page()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/{path}?lang={locale}")
    page.get_by_role("heading", level=1).wait_for()
    settled(page)
    return page


def walked(page, text):
    """Each page, with an answer in those that give one."""
    for name in PAGES:
        page.get_by_role("link", name=text(f"page.{name}")).click()
        page.get_by_role("heading", level=1, name=text(f"page.{name}")).wait_for()
        settled(page)
        if name == "individual":
            accessible(page)
            answered(page, text)
        elif name == "batch":
            unreadable(page, text)
            accessible(page)
            analysed(page, text)
        elif name == "visual":
            page.locator(".js-plotly-plot").nth(1).wait_for()
        yield name


def answered(page, text):
    fill(page, EXAMPLE)
    commit(page, text)
    cases = round(100 * diabetes.Model.bundled().predict(EXAMPLE).probabilities["Diabetes"])
    page.get_by_role("img", name=re.compile(rf": {cases} (con|with) ")).wait_for()
    page.get_by_text(re.compile("no se ha medido en Colombia|not been measured in Colombia")).first.wait_for()
    page.get_by_text(text("whatif")).click()
    page.get_by_role("slider").first.wait_for()
    settled(page)


def upload(page, text, content):
    file = {"name": "g.csv", "mimeType": "text/csv", "buffer": content}
    page.set_input_files("input[type=file]", file)
    # What was said of the file before goes when this one has arrived.
    page.get_by_role("alert").wait_for(state="detached")
    page.get_by_role("button", name=text("batch.start")).click()


def unreadable(page, text):
    upload(page, text, b"PAR1 damaged")
    page.get_by_role("alert").wait_for()
    settled(page)


def analysed(page, text):
    upload(page, text, ROWS.encode())
    page.get_by_role("rowheader", name="Ana").wait_for()
    settled(page)


def told(page):
    """Every text and every name of the page, as seen or read aloud."""
    return page.evaluate(
        """() => [...document.querySelectorAll("[aria-label], [title], [placeholder]")]
            .filter((one) => one.checkVisibility())
            .flatMap((one) => ["aria-label", "title", "placeholder"].map((kind) => one.getAttribute(kind)))
            .concat(document.body.innerText.split("\\n")).filter(Boolean)"""
    )


def fits(page):
    """At every width no tile is clipped, and nothing is wider than the screen."""
    for width in (320, 400, 820, 1500):
        page.set_viewport_size({"width": width, "height": 900})
        clipped = page.evaluate(
            """() => [...document.querySelectorAll("[data-testid=stMetric] *")]
                .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
                .map((one) => one.textContent)"""
        )
        assert clipped == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def is_scrolled_by_the_keyboard(page, text):
    """The table of a file is reached and scrolled without a mouse, and the name stays in sight."""
    page.set_viewport_size({"width": 640, "height": 900})
    table = page.get_by_role("region", name=text("batch.table"))
    page.get_by_role("textbox", name=text("rows.search")).focus()
    while not table.evaluate("(one) => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.grid').scrollLeft > 0")
    name = table.get_by_role("rowheader", name="Ana")
    assert name.bounding_box()["x"] == pytest.approx(table.bounding_box()["x"], abs=2)


@needs_axe
@pytest.mark.parametrize(
    ("locale", "scheme", "ground"),
    [("es", "light", "rgb(245, 247, 248)"), ("en", "dark", "rgb(17, 23, 27)")],
)
def test_every_page_is_of_its_language_and_theme_at_every_width_and_axe_finds_nothing(
    address, tabs, locale, scheme, ground
):
    page = opened(tabs, address, locale, scheme=scheme)
    assert page.evaluate("document.documentElement.lang") == locale
    colour = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    assert page.evaluate(colour) == ground
    for name in walked(page, texts(locale)):
        (accessible_everywhere if name == "individual" or scheme == "dark" else accessible)(page)
        if locale == "es":
            # The source of the model is in its author's words.
            foreign = [one for one in told(page) if "Language" not in one and "NHANES" not in one]
            assert [one for one in foreign if ENGLISH.search(one)] == [], name
            assert name == "info" or [one for one in foreign if POINT.search(one)] == []
        fits(page)
        if name == "batch":
            is_scrolled_by_the_keyboard(page, texts(locale))
        page.set_viewport_size({"width": 1500, "height": 900})
    # Streamlit's own words change with the language, in both directions.
    other = "en" if locale == "es" else "es"
    page.get_by_text(texts(other).title, exact=True).click()
    page.locator(f"html[lang={other}]").wait_for(state="attached")
    page.locator(f"[aria-label='{'Páginas' if other == 'es' else 'App pages'}']").wait_for(state="attached")
    assert page.url.endswith("?lang=en") == (other == "en")
    page.close()


def test_a_page_that_nobody_uses_warns_and_then_begins_anew(address, tabs):
    page = opened(tabs, address, "en")
    answered(page, texts("en"))
    passed = (
        "(minutes) => { diabetesFrame.last -= 60000 * minutes; "
        "document.dispatchEvent(new Event('visibilitychange')) }"
    )
    page.evaluate(passed, 14.5)
    warning = page.get_by_role("alert").filter(has_text=texts("en")("idle"))
    warning.wait_for()
    page.keyboard.press("Shift")
    warning.wait_for(state="detached")
    page.evaluate(passed, 15)
    page.wait_for_function("window.diabetesFrame === undefined || diabetesFrame.last > Date.now() - 60000")
    shown(page)
    assert page.get_by_role("textbox", name="Age").input_value() == ""
    assert page.get_by_text(texts("en")("whatif")).count() == 0
    # Whoever comes back is told, until they have read it.
    told = page.get_by_role("status").filter(has_text=texts("en")("idle.over", minutes=15))
    told.wait_for()
    page.get_by_role("button", name=texts("en")("idle.read"), exact=True).click()
    told.wait_for(state="detached")
    page.reload()
    shown(page)
    assert told.count() == 0
    page.close()
