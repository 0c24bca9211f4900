"""The dashboard for every eye and hand: languages, themes, widths, a keyboard, a screen reader; and that it forgets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from forms import commit, fill, shown
from servers import DashboardProcess

from diabetes_stack.dashboard.texts import texts
from diabetes_stack.example import EXAMPLE

AXE = Path(__file__).parents[2] / "diabetes-wasm/js/node_modules/axe-core/axe.min.js"
PAGES = ("individual", "batch", "visual", "info", "operation")
ROWS = (
    "historia;nombre;edad;sexo;imc;perimetro_abdominal;tas;tad;hba1c\n"
    "1;Ana;45;M;28,5;95;135;85;7,2\n2;Luz;45;F;28,5;95;135;85;\n3;Eva;200;F;28,5;95;135;85;\n"
)
#: What axe finds in Streamlit's own markup, and nobody but Streamlit can mend. Nothing.
STREAMLITS_OWN: frozenset[str] = frozenset()
ENGLISH = re.compile(
    r"\b(the|of|and|or|to|for|with|help|open|close|choose|select|file|files|upload|drag|drop|press|enter|per|link|"
    r"sidebar|collapse|expand|search|show|sort|column|row|rows|clear|remove|date|day|month|year|copy|none)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    running = DashboardProcess(tmp_path_factory.mktemp("dashboard"))
    yield running.url
    running.stop()


def settled(page):
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached")


def opened(browser, address, locale="es", path="", **options):
    page = browser.new_page(**options)
    page.set_default_timeout(60_000)
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
            answered(page, text)
        elif name == "batch":
            analysed(page, text)
        elif name == "visual":
            page.locator(".js-plotly-plot").nth(1).wait_for()
        yield name


def answered(page, text):
    fill(page, EXAMPLE)
    commit(page, text)
    page.get_by_text(text("whatif")).click()
    page.get_by_role("slider").first.wait_for()
    settled(page)


def analysed(page, text):
    file = {"name": "g.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name=text("batch.start")).click()
    page.get_by_role("rowheader", name="Ana").wait_for()
    settled(page)


def accessible(page):
    """Axe finds nothing that is not Streamlit's own."""
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    found = [(one["id"], node["html"][:200]) for one in result["violations"] for node in one["nodes"]]
    assert [one for one in found if one[0] not in STREAMLITS_OWN] == []


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


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed in diabetes-wasm/js")
@pytest.mark.parametrize(
    ("locale", "scheme", "ground"),
    [("es", "light", "rgb(245, 247, 248)"), ("en", "dark", "rgb(17, 23, 27)")],
)
def test_every_page_is_of_its_language_and_theme_at_every_width_and_axe_finds_nothing(
    address, browser, locale, scheme, ground
):
    size = {"width": 1500, "height": 900}
    page = opened(browser, address, locale, color_scheme=scheme, viewport=size)
    page.add_script_tag(path=AXE)
    assert page.evaluate("document.documentElement.lang") == locale
    colour = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    assert page.evaluate(colour) == ground
    for name in walked(page, texts(locale)):
        accessible(page)
        if locale == "es":
            # The source of the model is in its author's words.
            foreign = [one for one in told(page) if "Language" not in one and "NHANES" not in one]
            assert [one for one in foreign if ENGLISH.search(one)] == [], name
            assert name == "info" or [one for one in foreign if re.search(r"\d\.\d", one)] == []
        fits(page)
        page.set_viewport_size(size)
    # Streamlit's own words change with the language, in both directions.
    other = "en" if locale == "es" else "es"
    page.get_by_text(texts(other).title, exact=True).click()
    page.locator(f"html[lang={other}]").wait_for(state="attached")
    page.locator(f"[aria-label='{'Páginas' if other == 'es' else 'App pages'}']").wait_for(state="attached")
    assert page.url.endswith("?lang=en") == (other == "en")
    page.close()


def test_a_table_is_scrolled_by_the_keyboard(address, browser):
    page = opened(browser, address, path="batch", viewport={"width": 640, "height": 900})
    analysed(page, texts("es"))
    table = page.get_by_role("region", name=texts("es")("batch.table"))
    page.get_by_role("textbox", name=texts("es")("rows.search")).focus()
    while not table.evaluate("(one) => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.grid').scrollLeft > 0")
    # The name stays in sight.
    assert table.get_by_role("rowheader", name="Ana").bounding_box()["x"] == pytest.approx(
        table.bounding_box()["x"], abs=2
    )
    page.close()


def test_a_page_that_nobody_uses_warns_and_then_begins_anew(address, browser):
    page = opened(browser, address, "en")
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
    page.close()
