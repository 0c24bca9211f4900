"""Each cause of trouble is planted, and found by name."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import threading
import time
import warnings
import zipfile
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import diabetes
import httpx
import pytest
import time_machine
from servers import ApiProcess, free_port
from sqlalchemy import create_engine, event, inspect, text
from sqlalchemy.engine import make_url

from diabetes_stack.cli import serve
from diabetes_stack.cli.texts import word
from diabetes_stack.dashboard import element
from diabetes_stack.example import EXAMPLE
from diabetes_stack.models import registry
from diabetes_stack.run.doctor import bundle, database, machine, model, service
from diabetes_stack.run.doctor.examination import examine
from diabetes_stack.run.doctor.finding import State
from diabetes_stack.run.process import ServiceFailedError
from diabetes_stack.run.supervise import Supervisor
from diabetes_stack.settings import Settings
from diabetes_stack.store import aside
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.logs import record
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.predictions import Row
from diabetes_stack.store.spool import Spool
from diabetes_stack.words import catalogue

KEY = "0f3b9a6d51c87e24a90b6fd3358e7c12"


@pytest.fixture
def made(tmp_path):
    """Makes settings, with a data folder and free ports."""

    def make(**values):
        chosen = {"api_port": free_port(), "streamlit_server_port": free_port(), "mlflow_port": free_port()}
        return Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data", **{**chosen, **values})

    return make


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    """An API that runs for the whole file."""
    running = ApiProcess(tmp_path_factory.mktemp("api"))
    yield running
    running.stop()


def troubles(findings):
    """Codes of what is not well, with what the texts need; every one has its text in both languages."""
    found = {}
    for one in findings:
        for texts in catalogue("diabetes_stack.cli.texts").values():
            assert texts(f"doctor.is.{one.code}", **one.parts)
            assert one.state is State.WELL or texts(f"doctor.do.{one.code}", **one.parts)
        if one.state is not State.WELL:
            found[one.code] = one
    return found


def of_database(settings):
    engine = open_store(settings, Service.API)
    try:
        return troubles(database.examine(settings, engine))
    finally:
        engine.dispose()


def with_tables(settings):
    engine = open_store(settings, Service.COMMAND)
    upgrade(engine)
    engine.dispose()
    return settings


# The API does not answer.


def test_invalid_settings_are_all_named(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("API_PORT", "eight")
    monkeypatch.setenv("SCHEDULE_TZ", "Bogota")
    found = troubles(examine(Settings))
    assert found["settings_invalid"].state is State.PROBLEM
    for name in ("API_PORT", "SCHEDULE_TZ"):
        assert name in found["settings_invalid"].parts["said"]
    # What could not be looked at is not well.
    assert found["not_examined"].state is State.UNKNOWN


def test_a_data_folder_that_cannot_be_written():
    assert "folder_unwritable" in troubles(
        examine(lambda: Settings(_env_file=None, DIABETES_DATA_DIR="/proc/nothing"))
    )


def test_services_that_do_not_run(made):
    found = troubles(service.examine(made()))
    assert found["not_running"].state is State.PROBLEM
    assert {"dashboard_away", "mlflow_away"} <= set(found)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_dashboard_without_its_form(made, monkeypatch, tmp_path, command):
    for module in (service, serve, element):
        monkeypatch.setattr(module, "ELEMENT", tmp_path / "none.js", raising=False)
    assert troubles(service.examine(made()))["form_missing"].parts["file"] == tmp_path / "none.js"
    monkeypatch.setattr(serve, "_become", lambda spec: None)
    said = command("dashboard")
    assert said.exit_code == 0
    assert "make up" in said.stderr


def test_the_error_with_which_the_services_did_not_start(command, monkeypatch):
    # The command sets it for the services that it starts.
    monkeypatch.setenv("API_BASE_URL", f"http://127.0.0.1:{free_port()}")
    last = "api       | error: DATABASE_URL must have the form postgresql://user:password@host:5432/name"

    def start(supervisor):
        supervisor._say(last)
        raise ServiceFailedError("ended", name="api", status=2)

    monkeypatch.setattr(Supervisor, "__enter__", start)
    assert command("up", "--service", "api", "--quiet").exit_code == 1
    found = {one["code"]: one for one in json.loads(command("doctor", "--json").stdout)["findings"]}
    assert "api ended by itself with status 2" in found["up_failed"]["found"]
    assert last in found["up_failed"]["found"]


def test_a_port_that_another_program_has(made):
    settings = made()

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<h1>Printer</h1>")

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", settings.api_port), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = troubles(service.examine(settings))
    server.shutdown()
    assert str(os.getpid()) in found["api_port_taken"].parts["program"]


def test_an_api_that_hangs(made, api, monkeypatch):
    monkeypatch.setattr(service, "_PATIENCE", 0.5)
    os.kill(api.process.pid, signal.SIGSTOP)
    try:
        found = troubles(service.examine(made(api_port=api.port)))
    finally:
        os.kill(api.process.pid, signal.SIGCONT)
    assert str(api.process.pid) in found["api_hangs"].parts["program"]


def test_an_api_that_answers_is_well_and_a_clock_that_differs_is_found(made, api):
    settings = made(api_port=api.port)
    found = troubles(service.examine(settings))
    # It was not started by up here, and nobody knows of a dashboard elsewhere.
    assert set(found) == {"dashboard_unknown", "mlflow_away"}
    with time_machine.travel(datetime.now(timezone.utc) + timedelta(minutes=10)):
        found = troubles(service.examine(settings))
    assert 590 < found["clock_differs"].parts["seconds"] < 610


@pytest.mark.parametrize(
    ("health", "code"),
    [
        ({"status": "degraded", "model_loaded": False, "database": "online"}, "api_without_model"),
        ({"status": "degraded", "model_loaded": True, "database": "away"}, "api_without_database"),
        (
            {"status": "degraded", "model_loaded": True, "database": "online", "failing": ["replay"]},
            "api_degraded",
        ),
    ],
)
def test_an_api_that_says_what_it_lacks(made, health, code):
    settings = made()

    class Health(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(health).encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", settings.api_port), Health)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = troubles(service.examine(settings))
    server.shutdown()
    assert code in found


# The model does not load.


@pytest.fixture(scope="module")
def generated():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return diabetes.train(diabetes.generate(300, seed=1))


def of_model(settings):
    engine = open_store(settings, Service.API)
    try:
        return troubles(model.examine(settings, engine))
    finally:
        engine.dispose()


@pytest.mark.parametrize(
    ("name", "code"), [("missing", "model_missing"), ("damaged", "model_damaged"), ("text", "model_damaged")]
)
def test_a_model_file_that_is_missing_or_damaged(made, tmp_path, name, code):
    file = tmp_path / "model.json"
    if name == "damaged":
        content = diabetes.Model.bundled().to_json()
        file.write_text(content.replace('"intercept":', '"intercept":1', 1))
        assert file.read_text() != content
    elif name == "text":
        file.write_text("a model")
    assert code in of_model(with_tables(made(diabetes_model=file)))


def test_a_model_of_generated_records_in_production(made, tmp_path, generated):
    file = tmp_path / "model.json"
    generated.save(file)
    production = {
        "environment": "production", "secret_key": KEY, "jwt_secret_key": KEY[::-1], "diabetes_model": file,
    }  # fmt: skip
    settings = with_tables(made(database_url=f"sqlite:///{tmp_path / 'p.db'}", **production))
    assert "model_generated" in of_model(settings)
    assert "champion_refused" not in of_model(settings)


def test_a_promoted_model_that_is_damaged_or_not_used(made, api, tmp_path, generated):
    settings = with_tables(made(api_port=api.port))
    engine = open_store(settings, Service.COMMAND)
    with engine.begin() as connection:
        version = registry.register(connection, generated.to_json().encode())
        registry.deploy(connection, version.hash, "force", "test", {}, synthetic_allowed=True)
    # The API has a database of its own, as when an address is wrong.
    assert of_model(settings)["champion_not_used"].parts["version"] == version.version
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE models SET file = :file"), {"file": generated.to_json()[:-2].encode()}
        )
    found = of_model(settings)
    assert "champion_damaged" in found
    assert found["models_damaged"].parts["names"] == f"{version.name} {version.version}"
    engine.dispose()


# The database does not connect.


def test_a_database_that_is_well(database_url, made):
    assert of_database(with_tables(made(database_url=database_url))) == {}


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("postgresql://ana:secret@127.0.0.1:9/diabetes", "database_unreachable"),
        ("postgresql://ana:secret@nothing.invalid/diabetes", "host_unknown"),
    ],
)
def test_a_server_that_is_not_there(made, url, code):
    found = of_database(made(database_url=url))
    assert code in found
    assert "secret" not in str(found)


def test_a_server_that_never_answers(made):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"postgresql://ana:secret@127.0.0.1:{listening.getsockname()[1]}/diabetes"
        assert "database_hangs" in of_database(made(database_url=url))


@pytest.fixture
def server(postgres):
    """Runs statements as the owner of the PostgreSQL server, and gives the address of a database there."""
    url = make_url(postgres).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")

    def run(statement):
        with engine.connect() as connection:
            found = connection.execute(text(statement))
            return found.scalar() if found.returns_rows else None

    def address(name, user="postgres", password="planted"):
        chosen = url.set(drivername="postgresql", database=name, username=user, password=password)
        return chosen.render_as_string(hide_password=False)

    run.address = address
    yield run
    engine.dispose()


def test_a_password_that_is_refused(made, server):
    file = Path(server("SHOW hba_file"))
    rules = file.read_text()
    server("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    file.write_text(f"local all guarded scram-sha-256\n{rules}")
    server("SELECT pg_reload_conf()")
    end = time.monotonic() + 10
    try:
        while "password_refused" not in (
            found := of_database(made(database_url=server.address("postgres", "guarded", "wrong")))
        ):
            assert time.monotonic() < end, found
    finally:
        file.write_text(rules)
        server("SELECT pg_reload_conf()")
    assert found["password_refused"].parts["user"] == "guarded"


def test_a_database_that_is_unknown_to_its_server(made, server):
    found = of_database(made(database_url=server.address("nowhere")))
    assert found["database_unknown"].parts["name"] == "nowhere"


def test_a_server_without_free_connections(made, server):
    server("CREATE ROLE limited LOGIN CONNECTION LIMIT 0")
    found = of_database(made(database_url=server.address("postgres", "limited")))
    assert "too_many_connections" in found


def test_a_database_that_is_read_only(made, database_of, server):
    settings = with_tables(made(database_url=database_of()))
    server(
        f'ALTER DATABASE "{make_url(settings.database_url).database}" SET default_transaction_read_only = on'
    )
    assert "read_only" in of_database(settings)


def test_tables_that_are_missing_older_or_newer(made, database_url):
    settings = made(database_url=database_url)
    engine = open_store(settings, Service.COMMAND)
    engine.connect().close()
    assert "tables_missing" in of_database(settings)
    upgrade(engine)
    for revision, code in (("9999", "tables_newer"), ("0002", "tables_older")):
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :now"), {"now": revision})
        assert code in of_database(settings)
    engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE predictions (id integer PRIMARY KEY, patient_data text, category text)",
        "CREATE TABLE logs (id integer PRIMARY KEY, message text)",
        "CREATE TABLE alembic_version (version_num varchar(32)); INSERT INTO alembic_version VALUES ('1975ea83b712')",
    ],
)  # fmt: skip
def test_the_database_of_another_program_is_refused_by_every_command_that_starts(
    made, command, database_url, statement
):
    settings = made(database_url=database_url)
    engine = open_store(settings, Service.COMMAND)
    with engine.begin() as connection:
        for part in statement.split("; "):
            connection.execute(text(part))
    before = set(inspect(engine).get_table_names())
    engine.dispose()
    assert "database_foreign" in of_database(settings)
    for arguments in (("api",), ("up",), ("db", "upgrade"), ("db", "upgrade", "--dry-run"), ("mlflow",)):
        refused = command(*arguments)
        assert (refused.exit_code, "belongs to another program" in refused.output) == (1, True), arguments
        assert not any(said in refused.output for said in ("away", "restore")), refused.output
    assert set(inspect(engine).get_table_names()) == before
    engine.dispose()


def test_a_file_that_is_missing_is_not_created(made):
    settings = made()
    found = troubles(examine(lambda: settings))
    assert "file_missing" in found
    assert not (settings.folder() / "diabetes.db").exists()


def test_a_file_that_is_damaged(made):
    settings = with_tables(made())
    file = settings.folder() / "diabetes.db"
    content = bytearray(file.read_bytes())
    content[4096 * 2 : 4096 * 6] = b"\xa5" * (4096 * 4)
    file.write_bytes(content)
    assert "file_damaged" in of_database(settings)
    file.write_bytes(b"nothing" * 1000)
    assert "file_damaged" in of_database(settings)


def test_a_file_that_another_program_holds(made):
    settings = with_tables(made())
    holding = sqlite3.connect(settings.folder() / "diabetes.db", isolation_level=None)
    holding.execute("BEGIN IMMEDIATE")
    assert "locked" in of_database(settings)
    holding.close()


def test_a_disk_of_the_database_that_is_full(made, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(small)], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("no disk may be mounted here")
    try:
        settings = with_tables(made(database_url=f"sqlite:///{small / 'full.db'}"))
        filled = subprocess.run(
            ["dd", "if=/dev/zero", f"of={small / 'filler'}"], capture_output=True, text=True
        )
        assert "No space" in filled.stderr
        assert "disk_full" in of_database(settings)
        here = Settings(_env_file=None, DIABETES_DATA_DIR=small)
        assert "disk_full_here" in troubles(machine.examine(here))
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_answers_that_wait_and_rows_that_were_set_aside(made):
    settings = with_tables(made())
    folder = settings.folder() / "spool"
    spool = Spool.create(folder)
    spool.append([Row("1", datetime.now(timezone.utc), "v", "{}", "{}", None, 1.0, None)])
    spool.close()
    aside.keep_bytes(folder, "row", b"{}", "DataError")
    found = of_database(settings)
    assert (found["spool_waiting"].state, found["spool_aside"].parts["count"]) == (State.WARNING, 1)


# It is slow.


def test_a_disk_that_is_slow(made, monkeypatch):
    settings = made()
    settings.folder()
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (time.sleep(0.12), sync(handle)))
    assert troubles(machine.examine(settings))["disk_slow"].parts["milliseconds"] > 100


def test_a_machine_without_memory_and_with_a_busy_processor(made, monkeypatch):
    monkeypatch.setattr(machine, "MEMORY_PERCENT", 0.1)
    monkeypatch.setattr(machine, "CPU_PERCENT", -1)
    settings = made()
    settings.folder()
    found = troubles(machine.examine(settings))
    assert {"memory_low", "cpu_busy"} <= set(found)
    assert "%" in found["memory_low"].parts["programs"]


def test_a_database_that_is_slow(made, database_url):
    settings = with_tables(made(database_url=database_url))
    engine = open_store(settings, Service.API)
    event.listen(engine, "before_cursor_execute", lambda *_: time.sleep(0.12))
    assert "database_slow" in troubles(machine.examine_database(engine))
    engine.dispose()


def test_too_many_connections_and_transactions_that_do_nothing(made, database_of, monkeypatch):
    settings = with_tables(made(database_url=database_of()))
    monkeypatch.setattr(machine, "IDLE_SECONDS", 0)
    others = create_engine(settings.sqlalchemy_url, pool_size=12)
    held = [others.connect() for _ in range(11)]
    held[0].execute(text("SELECT 1"))
    engine = open_store(settings, Service.API)
    found = troubles(machine.examine_database(engine))
    for one in held:
        one.close()
    others.dispose()
    assert found["connections_many"].parts["count"] >= 11
    assert found["transactions_idle"].parts["count"] == 1
    assert set(troubles(machine.examine_database(engine))) == set()
    engine.dispose()


def test_a_clock_of_the_database_that_differs(made, database_of):
    settings = with_tables(made(database_url=database_of()))
    engine = open_store(settings, Service.API)
    with time_machine.travel(datetime.now(timezone.utc) + timedelta(hours=5)):
        assert "database_clock_differs" in troubles(machine.examine_database(engine))
    engine.dispose()


# The command, and the file for others.


def test_the_command_says_what_to_do_and_fails(command, monkeypatch):
    for name in ("API_PORT", "STREAMLIT_SERVER_PORT", "MLFLOW_PORT"):
        monkeypatch.setenv(name, str(free_port()))
    said = command("doctor")
    assert said.exit_code == 1
    assert word("doctor.is.not_running") in said.stdout
    assert word("doctor.do.not_running") in said.stdout
    listed = json.loads(command("doctor", "--json").stdout)
    assert listed["well"] is False
    codes = {one["code"]: one for one in listed["findings"]}
    assert codes["not_running"]["do"] == word("doctor.do.not_running")
    assert codes["settings_well"].items() >= {"state": "well", "do": None}.items()


PLANTED = {
    "SECRET_KEY": "a1B2c3D4e5F6a7B8c9D0e1F2a3B4c5D6-planted",
    "JWT_SECRET_KEY": "f1E2d3C4b5A6f7E8d9C0b1A2f3E4d5C6-planted",
    "OTHER_TOKEN": "a-token-of-something-else",
}


def test_the_file_for_others_has_what_they_need_and_nothing_else(
    made, server, database_of, tmp_path, monkeypatch
):
    name = make_url(database_of()).database
    url = server.address(name, password="the-password-of-the-database")
    for variable, value in PLANTED.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setenv("DATABASE_URL", url)
    running = ApiProcess(tmp_path, DATABASE_URL=url)
    patient = {"X-Patient-Reference": "CC-1020304050"}
    person = {**EXAMPLE, "imc": 31.4159, "perimetro_abdominal": 123.4567}
    stored = httpx.post(f"{running.url}/predict", json=person, headers=patient, timeout=60)
    assert stored.status_code == 200
    settings = made(database_url=url, api_port=running.port, **{k.lower(): v for k, v in PLANTED.items()})
    engine = open_store(settings, Service.COMMAND)
    with engine.begin() as connection:
        detail = {"address": "https://ana:her-password@hooks.example.org/1", "count": 7}
        record(connection, Service.COMMAND, "hook", detail | {"said": PLANTED["OTHER_TOKEN"]})
    engine.dispose()
    file = tmp_path / "help.zip"
    names = bundle.write(file, [{"code": "x", "found": url}], settings)
    running.stop()
    assert set(names) == {
        "findings.json", "versions.json", "settings.json", "events.jsonl", "database.json", "access.txt"
    }  # fmt: skip
    assert file.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    events = [json.loads(line) for line in parts["events.jsonl"].splitlines()]
    assert {"hook", "started"} <= {one["event"] for one in events}
    assert 'diabetes_requests_total{call="/predict",status="200"} 1' in parts["access.txt"]
    assert (
        json.loads(parts["settings.json"]).items() >= {"api_port": running.port, "secret_key": "set"}.items()
    )
    assert json.loads(parts["database.json"])["kind"] == "postgresql"
    everything = "".join(parts.values())
    hidden = [
        *PLANTED.values(), "the-password-of-the-database", "her-password", "CC-1020304050", "31.4159", "123.4567",
        str(stored.json()["glucose_mg_dl"]), stored.json()["prediction_id"],
    ]  # fmt: skip
    assert [one for one in hidden if one in everything] == []


def test_a_file_for_others_is_written_while_nothing_works(tmp_path):
    settings = Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path / "data", api_port=free_port(),
        database_url="postgresql://ana:secret-of-ana@127.0.0.1:9/diabetes",
    )  # fmt: skip
    names = bundle.write(tmp_path / "help.zip", [], settings)
    assert {"findings.json", "versions.json", "settings.json", "database.json"} == set(names)
    assert bundle.write(tmp_path / "help.zip", [], None) == ["findings.json", "versions.json"]
