"""The files for Prometheus, Alertmanager and Grafana say what the rules say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import datetime, timezone

import pytest
import yaml
from prometheus_client import REGISTRY, generate_latest

from diabetes_stack.api import metrics as _of_the_api  # noqa: F401
from diabetes_stack.monitor import gauges
from diabetes_stack.monitor.export.files import contents, write
from diabetes_stack.monitor.export.prometheus import ALERTS, WATCHDOG, alert_name
from diabetes_stack.monitor.reading import Reading, State
from diabetes_stack.monitor.rules import RECORDED, RULES, UNMEASURED
from diabetes_stack.monitor.severity import Contact, Severity
from diabetes_stack.settings import Settings

SECRET = "s3cr3t-0f3b9a6d51c87e24"


@pytest.fixture
def chosen(tmp_path):
    return Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path / "data", api_base_url="https://api.example.org/diabetes",
        alert_urls=[f"json://user:{SECRET}@example.org"], heartbeat_url=f"https://example.org/{SECRET}",
        monitor_port=9200, contact_devops="guardia@hospital.example",
    )  # fmt: skip


@pytest.fixture
def files(chosen):
    return contents(chosen)


def alerts(files):
    found = yaml.safe_load(files[ALERTS])
    assert [group["name"] for group in found["groups"]] == ["diabetes-figures", "diabetes-alerts"]
    return {rule["alert"]: rule for rule in found["groups"][1]["rules"]}


def test_every_rule_is_an_alert_with_its_severity_and_contact(files):
    found = alerts(files)
    assert found.keys() == {
        *(alert_name(rule.name) for rule in (*RULES, UNMEASURED)), alert_name("monitor_silent"), WATCHDOG,
    }  # fmt: skip
    for rule in RULES:
        alert = found[alert_name(rule.name)]
        assert alert["labels"] == {"severity": rule.severity.value, "contact": rule.contact.value}
        assert alert["for"] == f"{5 * (rule.opens - 1)}m"
        assert rule.expression in alert["expr"]
        assert alert["annotations"]["summary"]
        assert (" unless " in alert["expr"]) == bool(rule.unless)
    assert "guardia@hospital.example" in found["DiabetesApiDown"]["annotations"]["description"]
    assert found[WATCHDOG]["expr"] == "vector(1)"
    assert "> 900" in found["DiabetesMonitorSilent"]["expr"]


def test_every_figure_that_is_asked_for_exists(files):
    for reading in (Reading(name.removeprefix("diabetes_monitor_"), 1.0, "x") for name in _monitors()):
        gauges.show([reading], [State.WELL], [], datetime.now(timezone.utc))
    known = set(re.findall(r"^# TYPE (\w+)", generate_latest(REGISTRY).decode(), re.M))
    known |= {f"{name}_bucket" for name in known} | set(RECORDED)
    asked = [rule["expr"] for rule in alerts(files).values()] + list(RECORDED.values())
    asked += [
        target["expr"] for panel in json.loads(files["grafana.json"])["panels"] for target in panel["targets"]
    ]
    names = {
        name for expression in asked for name in re.findall(r"diabetes[_:][a-z0-9_:]+", _plain(expression))
    }
    assert names
    assert names <= known


def _monitors():
    return [gauge._name for gauge in gauges._GAUGES.values()]


def _plain(expression):
    """Without the values of labels."""
    return re.sub(r'"[^"]*"', '""', expression)


def test_alerts_are_repeated_when_the_response_time_has_passed(files):
    found = yaml.safe_load(files["alertmanager.yml"])
    routes = {route["matchers"][0]: route for route in found["route"]["routes"]}
    assert {one.value: routes[f'severity="{one.value}"']["repeat_interval"] for one in Severity} == {
        "critical": "15m", "high": "2h", "medium": "24h", "low": "168h",
    }  # fmt: skip
    to = {one["name"]: one.get("email_configs", [{}])[0].get("to") for one in found["receivers"]}
    assert to == {
        "devops": "guardia@hospital.example", "development": "desarrollo@sistemadiabetes.com",
        "security": "seguridad@hospital.com", "support": "soporte@sistemadiabetes.com", "heartbeat": None,
    }  # fmt: skip
    for route in routes.values():
        assert {inner["receiver"] for inner in route.get("routes", [])} in (
            set(),
            {one.value for one in Contact},
        )
    assert routes[f'alertname="{WATCHDOG}"']["receiver"] == "heartbeat"


def test_a_service_that_is_down_silences_what_needs_it(files):
    found = yaml.safe_load(files["alertmanager.yml"])["inhibit_rules"]
    hidden = {rule["source_matchers"][0]: rule["target_matchers"] for rule in found}
    assert set(hidden) == {'alertname="DiabetesApiDown"', 'alertname="DiabetesDatabaseDown"'}
    [named, measures] = hidden['alertname="DiabetesDatabaseDown"']
    assert named == 'alertname="DiabetesUnmeasured"'
    assert "input_drift" in measures
    assert "response_seconds" not in measures


def test_prometheus_collects_from_the_api_and_the_monitor(chosen):
    found = yaml.safe_load(contents(chosen)["prometheus.yml"])
    api, monitor = found["scrape_configs"]
    assert (api["scheme"], api["metrics_path"]) == ("https", "/diabetes/metrics")
    assert api["static_configs"] == [{"targets": ["api.example.org"]}]
    assert monitor["static_configs"] == [{"targets": ["127.0.0.1:9200"]}]
    assert "authorization" not in api
    closed = chosen.model_copy(update={"require_token": True})
    api = yaml.safe_load(contents(closed)["prometheus.yml"])["scrape_configs"][0]
    assert api["authorization"]["credentials_file"].startswith("/")


def test_services_that_do_not_run_here_have_no_alert(chosen):
    fewer = chosen.model_copy(update={"monitor_services": ("api", "database")})
    found = alerts(contents(fewer))
    assert alert_name("mlflow_down") not in found
    assert alert_name("dashboard_availability") not in found


def test_no_file_has_a_secret_and_each_is_written_whole(files, tmp_path):
    assert SECRET not in "".join(files.values())
    for _ in range(2):
        written = write(tmp_path / "new", files)
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(files)
    assert {path.name: path.read_text() for path in written} == files


def program(name):
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no {name} here")
    return found


def run(folder, *command):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_prometheus_itself_accepts_them(files, tmp_path):
    promtool = program("promtool")
    write(tmp_path, files)
    assert f"{len(alerts(files)) + len(RECORDED)} rules found" in run(
        tmp_path, promtool, "check", "rules", ALERTS
    )
    run(tmp_path, promtool, "check", "config", "prometheus.yml")


def test_alertmanager_itself_accepts_them_and_sends_each_alert_to_its_contact(files, tmp_path):
    amtool = program("amtool")
    write(tmp_path, files)
    if version(amtool) < (0, 26):
        # Older ones cannot read an address from a file; all the rest is the same for them.
        file = tmp_path / "alertmanager.yml"
        file.write_text(file.read_text().replace("url_file: /", "url: http://localhost/"))
    assert "2 inhibit rules" in run(tmp_path, amtool, "check-config", "alertmanager.yml")
    asked = {
        (one["labels"]["severity"], one["labels"]["contact"])
        for name, one in alerts(files).items()
        if name != WATCHDOG
    }
    for severity, contact in sorted(asked):
        labels = [f"severity={severity}", f"contact={contact}"]
        assert routed(amtool, tmp_path, *labels) == contact
    assert routed(amtool, tmp_path, f"alertname={WATCHDOG}") == "heartbeat"


def version(program):
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return tuple(map(int, re.search(r"version (\d+)\.(\d+)", said.stdout + said.stderr).groups()))


def routed(amtool, folder, *labels):
    return run(folder, amtool, "config", "routes", "test", "--config.file=alertmanager.yml", *labels).strip()


@pytest.fixture
def database_url(tmp_path):
    """No database is asked."""
    return f"sqlite:///{tmp_path / 'test.db'}"


def test_the_command_shows_and_writes_them(command, tmp_path):
    shown = json.loads(command("monitor", "rules", "--json").stdout)
    assert [row["rule"] for row in shown] == [rule.name for rule in (*RULES, UNMEASURED)]
    assert command("monitor", "rules").stdout.count("\n") == len(RULES) + 2
    folder = tmp_path / "out"
    assert command("monitor", "rules", "--out", folder).exit_code == 0
    again = json.loads(command("monitor", "rules", "--out", folder, "--json").stdout)["files"]
    assert sorted(again) == sorted(str(path) for path in folder.iterdir())
    assert len(again) == 4
    blocked = tmp_path / "file"
    blocked.write_text("")
    refused = command("monitor", "rules", "--out", blocked)
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
