"""The four pages in a browser, from a server as it is started in service."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

import diabetes
import httpx
import pytest
from servers import free_port

from diabetes_stack.dashboard.run import command
from diabetes_stack.settings import Settings


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dashboard")
    port = free_port()
    environment = {**os.environ, "DIABETES_DATA_DIR": str(folder / "data")}
    for name in ("DATABASE_URL", "API_BASE_URL"):
        environment.pop(name, None)
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            command(Settings(_env_file=None), port=port), env=environment, cwd=folder, stdout=log, stderr=log
        )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1_200):
            try:
                if httpx.get(f"{url}/_stcore/health", timeout=60).text == "ok":
                    break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait(120)


def test_the_health_checks_of_the_manual(address):
    assert httpx.head(f"{address}/", timeout=60).status_code == 200
    assert httpx.get(f"{address}/_stcore/health", timeout=60).text == "ok"


def test_the_four_pages(address, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="es-CO")
    page.set_default_timeout(120_000)
    page.goto(address)
    page.get_by_role("button", name="Paciente de ejemplo").click()
    page.wait_for_function("document.querySelector('input[aria-label^=Edad]').value === '45'")
    page.get_by_role("button", name="Estimar el riesgo").click()
    page.get_by_text("5 de cada 100 personas como esta", exact=False).first.wait_for()
    assert "5 con diabetes sin diagnosticar" in page.locator("img.all").get_attribute("alt")
    page.get_by_role("link", name="Análisis Batch").click()
    page.get_by_role("heading", name="Análisis Batch").wait_for()
    rows = "edad;sexo;imc;perimetro_abdominal;tas;tad\n45;M;28,5;95;135;85\n"
    page.set_input_files(
        "input[type=file]", {"name": "g.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    page.get_by_role("button", name="Analizar").click()
    page.get_by_text(re.compile("1 filas en")).wait_for()
    page.get_by_role("link", name="Visualizaciones").click()
    page.get_by_text("Riesgo según la edad").wait_for()
    page.locator(".js-plotly-plot").first.wait_for()
    page.get_by_role("link", name="Información").click()
    page.get_by_text("Ficha del modelo").wait_for()
    page.get_by_text("English", exact=True).click()
    page.get_by_text("Model card").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    # What was typed is still there.
    page.get_by_role("link", name="Individual prediction").click()
    page.get_by_text("5 of 100 people like this", exact=False).first.wait_for()
    assert page.locator('input[aria-label^="Age"]').input_value() == "45"
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
    page.get_by_text(re.compile("5.001 filas en")).wait_for()
    assert page.get_by_text("`[pulse](https://example.org)`").count() == 1
    assert page.locator("a[href*='example.org']").count() == 0
    for name, first in (("Descargar CSV", b"\xef\xbb\xbfedad;"), ("Descargar Parquet", b"PAR1")):
        with page.expect_download() as arriving:
            page.get_by_role("button", name=name).click()
        content = Path(arriving.value.path()).read_bytes()
        assert content.startswith(first)
        assert first == b"PAR1" or content.count(b"\n") == 5_002
    page.close()
