"""The commands monitor and incident: what they print, what they change, and their exit status."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from datetime import timedelta
from types import SimpleNamespace

import diabetes
import pytest
from people import made_up, predict
from sqlalchemy import create_engine
from watched import Inbox, LocalServer, healthy, metrics

from diabetes_stack.example import EXAMPLES
from diabetes_stack.monitor import tables
from diabetes_stack.monitor.loop import alone
from diabetes_stack.monitor.measures import MEASURES
from diabetes_stack.monitor.monitor import Monitor
from diabetes_stack.monitor.record import Record
from diabetes_stack.settings import settings
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.tables import utc_now

pytestmark = pytest.mark.usefixtures("impatient")


@pytest.fixture
def database_url(tmp_path):
    """Which database is watched makes no difference to these."""
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture
def site(command, database_url, monkeypatch):
    """Everything that is watched, and well: an API, two pages, a database, backups."""
    engine = create_engine(database_url)
    upgrade(engine)
    records, _ = made_up(150)
    with engine.begin() as connection:
        predict(connection, records, at=utc_now())
    engine.dispose()
    model = diabetes.Model.bundled()
    answers = [json.loads(model.answer_record(json.dumps(one).encode(), "es", 12).json) for one in EXAMPLES]
    server = LocalServer({
        "/health": healthy(), "/ready": (200, {}), "/metrics": metrics(), "/_stcore/health": (200, b"ok"),
        "/model/examples": (200, {"model_version": model.info["version"], "answers": answers}),
    })  # fmt: skip
    for name in ("API_BASE_URL", "DASHBOARD_URL", "MLFLOW_TRACKING_URI"):
        monkeypatch.setenv(name, server.url)
    now = utc_now()
    status = SimpleNamespace(
        newest=now, newest_good=now, verified_good=True, drilled=now, drilled_good=True
    )  # fmt: skip
    monkeypatch.setattr("diabetes_stack.backup.status.status", lambda _settings: status)
    settings.cache_clear()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield SimpleNamespace(run=command, server=server, status=status)
    # The command sent the log to an output that is closed now.
    root.handlers[:], root.level = handlers, level
    server.stop()


def values(found):
    return {(one["measure"], one["subject"]): one for one in json.loads(found.stdout)["values"]}


def test_once_shows_everything_and_says_with_its_status_whether_all_is_well(site):
    found = site.run("monitor", "--once", "--json")
    shown = values(found)
    assert {measure for measure, _ in shown} >= set(MEASURES) - {
        "certificate_days", "requests_per_second", "predictions_per_minute",
    }  # fmt: skip
    wrong = {key for key, one in shown.items() if one["state"] in ("bad", "unknown")}
    # The machine may be busy.
    assert wrong <= {("cpu_percent", ""), ("cpu_peak_percent", "")}
    # Too few people to judge, and one round is no hour.
    assert shown["input_drift", ""]["state"] == shown["cpu_mean_percent", ""]["state"] == "none"
    assert shown["consistency_percent", ""]["value"] == 100
    assert found.exit_code == bool(wrong)
    # Rates need two rounds, and nobody has asked anything since.
    site.server.pages["/metrics"] = metrics(60, 0)
    shown = values(site.run("monitor", "--once", "--json"))
    assert shown["requests_per_second", "api"]["value"] > 0
    assert shown["error_percent", "api"]["value"] == 0

    site.server.pages["/health"] = (500, b"")
    found = site.run("monitor", "--once")
    assert found.exit_code == 1
    assert "The API does not answer" in found.stdout
    assert "answers with HTTP 500" in found.stdout


def test_a_look_beside_a_running_monitor_leaves_everything_as_it_is(site):
    site.run("monitor", "--once")
    before = rows()
    site.server.pages["/health"] = (500, b"")
    with alone(settings()):
        found = json.loads(site.run("monitor", "--once", "--json").stdout)
        second = site.run("monitor")
    assert (second.exit_code, second.stderr) == (
        1,
        "error: another monitor already watches this data folder\n",
    )
    assert (found["recorded"], found["incidents"], found["well"]) == (False, [], False)
    assert rows() == before
    with Record(settings()).begin() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 9")
    refused = site.run("incident", "list")
    assert (refused.exit_code, "newer version" in refused.stderr) == (1, True)


def rows():
    """All that is recorded."""
    with Record(settings()).begin() as connection:
        return [connection.execute(table.select()).all() for table in tables.metadata.sorted_tables]


def test_incidents_are_listed_taken_and_ended_by_people(site, monkeypatch):
    inbox = Inbox()
    monkeypatch.setenv("ALERT_URLS", inbox.address)
    settings.cache_clear()
    assert json.loads(site.run("incident", "list", "--json").stdout) == {"incidents": []}
    assert site.run("incident", "list").stdout == "no incidents\n"
    assert site.run("incident", "ack", 1).exit_code == 1
    site.status.newest -= timedelta(hours=27)
    site.run("monitor", "--once")
    found = json.loads(site.run("incident", "list", "--open", "--json").stdout)["incidents"]
    [incident] = [one for one in found if one["rule"] == "backup_old"]
    assert (incident["severity"], incident["acknowledged_at"], incident["resolved_at"]) == (
        "high",
        None,
        None,
    )
    number = incident["id"]

    site.status.drilled = None
    never = site.run("monitor", "--once", "--json").stdout
    assert "Infinity" not in never
    assert "drill_old" in [one["rule"] for one in json.loads(never)["incidents"]]
    for action in ("ack", "resolve"):
        tried = json.loads(site.run("incident", action, number, "--dry-run", "--json").stdout)
        assert (tried["dry_run"], tried["acknowledged_at"], tried["resolved_at"]) == (True, None, None)
    taken = json.loads(site.run("incident", "ack", number, "--note", "disk replaced", "--json").stdout)
    assert taken["acknowledged_note"] == "disk replaced"
    again = json.loads(site.run("incident", "ack", number, "--note", "me too", "--json").stdout)
    assert again["acknowledged_note"] == "disk replaced"
    assert "taken by" in site.run("incident", "list").stdout

    title = "No hay una copia de seguridad reciente"
    assert inbox.about(title) == ["alto"]
    ended = site.run("incident", "resolve", number, "--note", "copy made by hand")
    assert (ended.exit_code, "is over" in ended.stdout) == (0, True)
    site.status.newest = utc_now()
    site.run("monitor", "--once")
    site.run("monitor", "--once")
    assert inbox.about(title) == ["alto", "terminado"]
    assert sum("copy made by hand" in json.loads(body)["message"] for _, body in inbox.asked) == 1
    assert site.run("incident", "resolve", number).exit_code == 1
    assert all(one["id"] != number for one in json.loads(
        site.run("incident", "list", "--open", "--json").stdout)["incidents"])  # fmt: skip
    tomorrow = (utc_now() + timedelta(days=1)).date()
    assert number not in [one["id"] for one in json.loads(
        site.run("incident", "list", "--since", tomorrow, "--json").stdout)["incidents"]]  # fmt: skip
    assert site.run("incident", "list", "--since", "yesterday").exit_code == 2
    inbox.stop()


def test_what_a_person_ends_too_early_is_opened_anew(site):
    site.status.newest -= timedelta(hours=27)
    site.run("monitor", "--once")

    def ids():
        found = json.loads(site.run("incident", "list", "--json").stdout)["incidents"]
        return [one["id"] for one in found if one["rule"] == "backup_old"]

    [first] = ids()
    site.run("incident", "resolve", first)
    site.run("monitor", "--once")
    assert ids()[1:] == [first]
    site.run("monitor", "--once")
    assert len(ids()) == 2


def test_a_person_who_takes_an_incident_hears_of_it_no_more(site, monkeypatch):
    inbox = Inbox()
    monkeypatch.setenv("ALERT_URLS", inbox.address)
    settings.cache_clear()
    watcher = Monitor(settings())
    site.status.newest -= timedelta(hours=27)
    watcher.round()
    [incident] = [one for one in watcher._book.incidents.values() if one.rule == "backup_old"]
    site.run("incident", "ack", incident.id)
    watcher.round()
    assert incident.acknowledged_by
    watcher.close()
    inbox.stop()


def test_the_figures_say_with_their_status_whether_a_target_was_missed(site):
    nothing = site.run("incident", "figures", "--json")
    assert (nothing.exit_code, "error" in json.loads(nothing.stdout)) == (1, True)
    site.run("monitor", "--once")
    young = site.run("incident", "figures", "--json")
    assert young.exit_code == 0
    assert all(one["met"] is None for one in json.loads(young.stdout)["services"])
    site.server.pages["/health"] = (500, b"")
    site.run("monitor", "--once")
    found = site.run("incident", "figures", "--days", "0.01", "--json")
    shown = json.loads(found.stdout)
    assert shown["outages"] >= 1
    assert {one["service"]: one["outages"] for one in shown["services"]}["api"] == 1
    assert site.run("incident", "figures").stdout.count("%") >= 2


def test_the_model_is_shown_with_the_split_of_its_scores(site):
    shown = json.loads(site.run("monitor", "model", "--json").stdout)
    assert shown["people"] == 150
    for score in shown["scores"]:
        assert sum(term["difference"] for term in score["terms"]) == pytest.approx(
            score["difference"], abs=1e-9
        )
    text = site.run("monitor", "model").stdout
    assert "Mean score of diabetes" in text
    assert "AUROC" in text


def test_commands_speak_spanish_where_lang_does(tmp_path):
    environment = {**os.environ, "LANG": "es_CO.UTF-8", "DIABETES_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "diabetes_stack", "incident", "list"]
    found = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (found.returncode, found.stdout) == (0, "no hay incidentes\n"), found.stderr
    assert list(tmp_path.iterdir()) == []
