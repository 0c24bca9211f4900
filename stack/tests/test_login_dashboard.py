"""People log in to the dashboard in a browser, with the API behind it."""

from __future__ import annotations

import json
import sqlite3
import stat
import subprocess
import time

import httpx
import jwt
import pytest
from forms import fill
from issuer import CLIENT, SETTINGS, environment
from servers import ApiProcess, free_port

from diabetes_stack.dashboard.run import command
from diabetes_stack.example import EXAMPLE
from diabetes_stack.login.key import session_key
from diabetes_stack.settings import Settings

#: What is only there after a login.
INSIDE = "Guardar la respuesta"


@pytest.fixture(scope="module")
def services(provider, tmp_path_factory):
    """The API and the dashboard, with their log files."""
    folder = tmp_path_factory.mktemp("services")
    api = ApiProcess(folder, waits=False, **environment(provider))
    port = free_port()
    names = {**api.environment, "API_BASE_URL": api.url}
    settings = Settings(
        _env_file=None, DIABETES_DATA_DIR=folder / "data", oidc_issuer=provider.url, **SETTINGS
    )
    log = folder / "dashboard.log"
    with log.open("w") as stream:
        server = subprocess.Popen(
            command(settings, port=port), env=names, cwd=folder, stdout=stream, stderr=stream
        )
    url = f"http://127.0.0.1:{port}"
    for _ in range(1_200):
        try:
            if httpx.get(f"{url}/_stcore/health", timeout=60).text == "ok":
                break
        except httpx.HTTPError:
            time.sleep(0.1)
    api.wait()
    yield url, log, api.log, folder / "data"
    server.terminate()
    server.wait(60)
    api.stop()


@pytest.fixture
def person(services, tabs):
    """Somebody whom nobody knows yet, at the dashboard's door."""
    tabs.clear_cookies()
    page = tabs.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(services[0])
    page.get_by_role("button", name="Iniciar sesión").wait_for()
    assert page.get_by_text(INSIDE).count() == page.get_by_role("link", name="Información").count() == 0
    yield page
    page.close()


def events(data):
    """What the dashboard noted, oldest first."""
    with sqlite3.connect(data / "diabetes.db") as database:
        rows = database.execute("SELECT event, detail FROM logs WHERE service = 'dashboard' ORDER BY rowid")
        return [(event, json.loads(detail)) for event, detail in rows]


def log_in(page, user):
    page.get_by_role("button", name="Iniciar sesión").click()
    page.get_by_role("link", name=user).click()


def test_an_operator_predicts_under_her_name_and_logs_out(person, services):
    _, _, api_log, data = services
    log_in(person, "ana")
    fill(person, EXAMPLE)
    person.get_by_role("button", name=INSIDE).click()
    person.get_by_text("Identificador:", exact=False).wait_for()
    person.get_by_text("ana (consulta y predicción)").wait_for()
    lines = [json.loads(line) for line in api_log.read_text().splitlines() if '"call"' in line]
    assert {line["holder"] for line in lines if line["call"] == "/predict"} == {"ana"}
    person.get_by_role("button", name="Cerrar sesión").click()
    person.get_by_role("button", name="Iniciar sesión").wait_for()
    assert person.get_by_text(INSIDE).count() == 0
    # Nor by the address, or after a reload.
    person.goto(f"{services[0]}/batch")
    person.get_by_role("button", name="Iniciar sesión").wait_for()
    assert person.get_by_text("Análisis Batch").count() == 0
    by_ana = [event for event, detail in events(data) if detail.get("by") == "ana"]
    assert by_ana == ["login", "page", "prediction", "logout"]


def test_a_reader_sees_charts_and_information_alone(person, services):
    log_in(person, "luis")
    person.get_by_role("heading", name="Visualizaciones").first.wait_for()
    assert person.get_by_role("link", name="Información").count() == 1
    for page in ("individual", "batch"):
        person.goto(f"{services[0]}/{page}")
        person.get_by_role("heading", name="Visualizaciones").first.wait_for()
        assert person.get_by_role("link", name="Predicción Individual").count() == 0
        assert person.get_by_role("button", name=INSIDE).count() == 0


def test_without_a_role_the_page_says_whom_to_ask(person, services):
    log_in(person, "eva")
    person.get_by_text("Usted inició sesión como sub-eva", exact=False).wait_for()
    assert person.get_by_text("seguridad@hospital.com", exact=False).count() >= 1
    assert person.get_by_text(INSIDE).count() == person.get_by_role("link", name="Información").count() == 0
    refused = {"by": "sub-eva", "cause": "no role"}
    assert ("login_refused", refused) in events(services[3])
    assert f"login_refused {json.dumps(refused)}" in services[1].read_text()


def test_an_open_page_closes_when_the_login_ends(person, issuer):
    issuer.twist = lambda claims: {**claims, "iat": claims["iat"] - 8 * 3600 + 6}
    log_in(person, "ana")
    person.get_by_role("button", name=INSIDE).wait_for()
    person.get_by_text("Su sesión terminó", exact=False).wait_for()
    assert person.get_by_text(INSIDE).count() == 0


def test_a_token_that_was_not_made_for_this_login_opens_nothing(person, issuer):
    """The last two would be enough for Streamlit, from a provider that offers to sign nothing."""
    for claims, sign in (
        ({"nonce": "of another login"}, issuer.sign),
        ({"aud": "another-client", "azp": CLIENT}, issuer.sign),
        ({}, lambda claims: jwt.encode(claims, None, "none")),
    ):
        issuer.twist, issuer.sign = (lambda token, claims=claims: {**token, **claims}), sign
        log_in(person, "ana")
        person.wait_for_load_state("networkidle")
        person.get_by_role("button", name="Iniciar sesión").wait_for()
        assert person.get_by_text(INSIDE).count() == 0
    person.get_by_text("No se pudo aceptar el inicio de sesión", exact=False).wait_for()


def test_the_secrets_are_for_their_owner_alone(services):
    [file] = services[3].glob("*toml*")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = file.read_text()
    settings = Settings(_env_file=None, **SETTINGS)
    assert SETTINGS["oidc_client_secret"] in written
    assert f'cookie_secret = "{session_key(settings, "dashboard")}"' in written
    assert settings.jwt_key not in written
