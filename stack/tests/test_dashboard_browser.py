"""The four pages in a browser, from a server as it is started in service."""

from __future__ import annotations

import os
import re
from pathlib import Path

import diabetes
import httpx
import pyarrow as pa
import pytest
from forms import fill
from servers import DashboardProcess, peak_megabytes
from test_dashboard_files import parquet

from diabetes_stack.example import EXAMPLE

#: As ``make hostile`` asks for.
LONG = float(os.environ.get("HOSTILE_SECONDS", "3")) >= 30


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory):
    """Its address and the number of its process."""
    running = DashboardProcess(tmp_path_factory.mktemp("dashboard"))
    yield running.url, running.process.pid
    running.stop()


@pytest.fixture(scope="module")
def address(dashboard):
    return dashboard[0]


def test_the_health_checks_of_the_manual(address):
    assert httpx.head(f"{address}/", timeout=60).status_code == 200
    assert httpx.get(f"{address}/_stcore/health", timeout=60).text == "ok"


def test_the_four_pages(address, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="es-CO")
    page.set_default_timeout(120_000)
    page.goto(address)
    fill(page, EXAMPLE)
    cases = round(100 * diabetes.Model.bundled().predict(EXAMPLE).probabilities["Diabetes"])
    people = page.get_by_role("img", name="De 100 personas como esta")
    assert f"{cases} con diabetes sin diagnosticar" in people.get_attribute("aria-label")
    page.get_by_text("no se ha medido en Colombia", exact=False).first.wait_for()
    page.get_by_role("link", name="Análisis Batch").click()
    page.get_by_role("heading", name="Análisis Batch").wait_for()
    rows = "edad;sexo;imc;perimetro_abdominal;tas;tad\n45;M;28,5;95;135;85\n"
    page.set_input_files(
        "input[type=file]", {"name": "g.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    page.get_by_role("button", name="Analizar").click()
    page.get_by_text(re.compile("1 filas en")).wait_for()
    page.get_by_role("link", name="Visualizaciones").click()
    page.get_by_role("heading", name="Riesgo según la edad").wait_for()
    page.locator(".js-plotly-plot").first.wait_for()
    page.get_by_role("link", name="Información").click()
    page.get_by_role("heading", name="Ficha del modelo").wait_for()
    page.get_by_text("English", exact=True).click()
    page.get_by_role("heading", name="Model card").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    # What was typed is still there.
    page.get_by_role("link", name="Individual prediction").click()
    page.get_by_role("img", name=f"Of 100 people like this: {cases} with", exact=False).wait_for()
    assert page.get_by_role("textbox", name="Age").input_value() == "45"
    page.close()


def test_a_download_of_many_rows_arrives_and_a_name_is_no_link(address, browser):
    page = browser.new_page(accept_downloads=True)
    page.set_default_timeout(120_000)
    page.goto(f"{address}/batch")
    header, *lines = diabetes.generate(5_001).to_csv(separator=";").decode().splitlines()
    rows = "\n".join(
        [f"{header};`[pulse](https://example.org)`;<b>x</b>", *(f"{line};a;b" for line in lines)]
    )
    page.set_input_files(
        "input[type=file]", {"name": "g.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    page.get_by_role("button", name="Analizar").click()
    page.get_by_text(re.compile("5001 filas en")).wait_for()
    # A page is drawn piece by piece; of two it would not know which to wait for.
    page.get_by_text("`[pulse](https://example.org)`").wait_for()
    assert page.locator("a[href*='example.org']").count() == 0
    for name, first in (("Descargar CSV", b"\xef\xbb\xbfedad;"), ("Descargar Parquet", b"PAR1")):
        with page.expect_download() as arriving:
            page.get_by_role("button", name=name).click()
        content = Path(arriving.value.path()).read_bytes()
        assert content.startswith(first)
        assert first == b"PAR1" or content.count(b"\n") == 5_002
    page.close()


def test_people_who_open_a_parquet_bomb_take_no_memory(dashboard, browser):
    def upload(content):
        page = browser.new_page(locale="es-CO")
        page.set_default_timeout(120_000)
        page.goto(f"{address}/batch")
        file = {"name": "g.parquet", "mimeType": "application/octet-stream", "buffer": content}
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name="Analizar").click()
        return page

    address, process = dashboard
    # What it needs for any file is there before.
    page = upload(parquet(edad=[45.0]))
    page.get_by_text("1 fila").first.wait_for()
    page.close()
    before = peak_megabytes(process)
    bomb = parquet(edad=pa.array([45.0] * 3_000_000))
    pages = [upload(bomb) for _ in range(10 if LONG else 3)]
    for page in pages:
        page.get_by_text(re.compile("más de 500.000 filas")).wait_for()
        page.close()
    assert len(bomb) < 1_000_000
    # The rows of one alone are 24 MB.
    assert peak_megabytes(process) - before < 100
