"""Files and the health check, from a server as it is started in service."""

from __future__ import annotations

import os
import re
from pathlib import Path

import diabetes
import httpx
import pyarrow as pa
import pytest
from clinic_files import clinic_file
from servers import peak_megabytes
from test_dashboard_files import parquet

#: As ``make hostile`` asks for.
LONG = float(os.environ.get("HOSTILE_SECONDS", "3")) >= 30


@pytest.fixture
def address(dashboard):
    return dashboard.url


def test_the_health_checks_of_the_manual(address):
    assert httpx.head(f"{address}/", timeout=60).status_code == 200
    assert httpx.get(f"{address}/_stcore/health", timeout=60).text == "ok"


def test_a_download_of_many_rows_arrives_and_a_name_is_no_link(address, tabs):
    page = tabs.new_page()
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
    _at_rest(page)
    page.get_by_text("Archivos para otros programas").click()
    for name, first in (("Descargar CSV", b"\xef\xbb\xbfedad;"), ("Descargar Parquet", b"PAR1")):
        with page.expect_download() as arriving:
            page.get_by_role("button", name=name).click()
        content = Path(arriving.value.path()).read_bytes()
        assert content.startswith(first)
        assert first == b"PAR1" or content.count(b"\n") == 5_002
    page.close()


def test_a_nurse_gets_from_a_file_of_the_clinic_to_a_list_of_whom_to_call(address, tabs):
    page = tabs.new_page()
    page.goto(f"{address}/batch")
    file = {"name": "clínica.csv", "mimeType": "text/csv", "buffer": clinic_file()}
    page.set_input_files("input[type=file]", file)
    # She is asked, and finds everything suggested.
    page.get_by_text("Los valores parecen estar en metros").wait_for()
    page.get_by_text("Están todos los datos obligatorios").wait_for()
    page.get_by_role("button", name="Analizar").click()
    page.get_by_text("Filas con errores que no están en esta lista: 5").wait_for()
    page.get_by_text(re.compile("412 mg/dL, en el rango de la diabetes")).wait_for()
    _at_rest(page)
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Descargar esta lista").click()
    assert arriving.value.suggested_filename == "clínica-lista.csv"
    head, first, *others = Path(arriving.value.path()).read_text("utf-8-sig").splitlines()
    assert head.startswith("Fila de la hoja;Cédula;Nombre completo;Prioridad;Qué hacer ahora;")
    assert first.startswith("42;00")
    assert "Urgente: consultar hoy" in first
    assert 300 < len(others) < 400
    # The same again is not asked about again; another page is no end of it.
    page.get_by_role("button", name="Analizar").click()
    page.get_by_text("es el mismo resultado").wait_for()
    page.get_by_role("link", name="Información").click()
    page.get_by_role("heading", name="Ficha del modelo").wait_for()
    page.get_by_role("link", name="Análisis Batch").click()
    page.get_by_text("Archivo: clínica.csv, analizado").wait_for()
    page.get_by_text(re.compile("412 mg/dL, en el rango de la diabetes")).wait_for()
    page.close()


def _at_rest(page):
    """A click while the page is being drawn can be lost."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def test_people_who_open_a_parquet_bomb_take_no_memory(dashboard, tabs):
    def upload(content):
        page = tabs.new_page()
        page.goto(f"{dashboard.url}/batch")
        file = {"name": "g.parquet", "mimeType": "application/octet-stream", "buffer": content}
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name="Analizar").click()
        return page

    process = dashboard.process.pid
    # What it needs for any file is there before.
    page = upload(parquet(edad=[45.0]))
    page.get_by_text("1 fila").first.wait_for()
    page.close()
    before = peak_megabytes(process)
    bomb = parquet(edad=pa.array([45.0] * 3_000_000))
    pages = [upload(bomb) for _ in range(10 if LONG else 2)]
    for page in pages:
        page.get_by_text(re.compile("más de 500.000 filas")).wait_for()
        page.close()
    assert len(bomb) < 1_000_000
    # The rows of one alone are 24 MB.
    assert peak_megabytes(process) - before < 100
