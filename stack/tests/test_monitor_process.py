"""The monitor as a process: it is alone, it survives, it stops at once, and its death is noticed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta

import httpx
import pytest
from servers import free_port
from watched import Inbox, LocalServer, healthy, metrics

from diabetes_stack.monitor import tables
from diabetes_stack.monitor.loop import OnlyOneError, alone, run
from diabetes_stack.monitor.monitor import Monitor
from diabetes_stack.monitor.record import FILE, Record
from diabetes_stack.settings import Settings
from diabetes_stack.store.tables import utc_now

pytestmark = pytest.mark.usefixtures("impatient")


@contextmanager
def monitor(folder, **environment):
    """`diabetes-stack monitor` with its own data folder; what it writes is in ``log``."""
    log = folder / "monitor.log"
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "diabetes_stack", "monitor"], stdout=file, stderr=subprocess.STDOUT,
            env={**os.environ, "DIABETES_DATA_DIR": str(folder / "data"), "MONITOR_SECONDS": "1",
                 "MONITOR_SERVICES": "api", **environment},
        )  # fmt: skip
    process.log = log
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(holds, seconds=30):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_dead_monitor_is_missed_elsewhere(tmp_path):
    heart, api = LocalServer({"*": (200, b"OK")}), LocalServer({"/health": healthy(), "/metrics": metrics()})
    port = free_port()
    environment = {"HEARTBEAT_URL": f"{heart.url}/ping/s3cr3t", "HEARTBEAT_STAGES": "true",
                   "API_BASE_URL": api.url, "MONITOR_PORT": str(port)}  # fmt: skip
    with monitor(tmp_path, **environment) as process:
        until(lambda: sum(path == "/ping/s3cr3t" for path, _ in heart.asked) >= 2)
        assert [path for path, _ in heart.asked][:2] == ["/ping/s3cr3t/start", "/ping/s3cr3t"]
        figures = httpx.get(f"http://127.0.0.1:{port}/metrics").text
        assert 'diabetes_monitor_up{subject="api"} 1.0' in figures
        assert "diabetes_monitor_round_timestamp_seconds" in figures
        # Only one keeps the record.
        chosen = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data")
        with pytest.raises(OnlyOneError), alone(chosen):
            raise AssertionError
        process.kill()
        process.wait()
        beats = len(heart.asked)
        time.sleep(1.5)
        assert len(heart.asked) == beats
        lines = [json.loads(line) for line in process.log.read_text().splitlines()]
        assert {line["event"] for line in lines} >= {"round"}
        assert "s3cr3t" not in process.log.read_text()
    heart.stop()
    api.stop()


def test_it_stops_at_once_also_within_a_round(tmp_path):
    slow = LocalServer({"/health": healthy()})
    slow.delay = 20.0
    with monitor(tmp_path, API_BASE_URL=slow.url) as process:
        until(lambda: slow.asked)
        begin = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        assert time.monotonic() - begin < 5
    slow.stop()


def test_a_round_that_fails_is_followed_by_others(tmp_path, monkeypatch):
    heart = LocalServer({"*": (200, b"OK")})
    settings = Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path, monitor_seconds=1, monitor_services=["mlflow"],
        heartbeat_url=heart.url, heartbeat_stages=True,
    )  # fmt: skip
    done = []

    class Stopped:
        """An event that is set once something was seen."""

        def is_set(self):
            return len(done) >= 3

        def wait(self, seconds=None):
            until(lambda: self.is_set() or seconds is not None)
            return self.is_set()

    real = Monitor.round

    def failing(self):
        done.append(1)
        if len(done) == 1:
            raise RuntimeError("something that nobody thought of")
        return real(self)

    monkeypatch.setattr(Monitor, "round", failing)
    run(settings, Stopped())
    assert len(done) >= 3
    assert "/fail" in [path for path, _ in heart.asked]
    heart.stop()


def test_a_record_that_cannot_be_read_does_not_stop_it(tmp_path):
    inbox = Inbox()
    settings = Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path, monitor_services=["mlflow"], alert_urls=[inbox.address]
    )  # fmt: skip
    (tmp_path / FILE).write_bytes(b"this is no database" * 1000)
    watcher = Monitor(settings)
    found = [watcher.round() for _ in range(3)]
    assert FILE in found[-1].problem
    assert inbox.about("MLflow no responde") == ["crítico"]
    assert inbox.about("El monitor no puede escribir su registro") == ["alto"]
    (tmp_path / FILE).unlink()
    for _ in range(2):
        found = watcher.round()
    assert found.problem is None
    again = Monitor(settings)
    again.round()
    assert inbox.about("MLflow no responde") == ["crítico"]
    watcher.close()
    again.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        sent = "SELECT count(*) FROM alerts WHERE kind = 'opened' AND sent_at IS NOT NULL"
        assert connection.execute(sent).fetchone()[0] >= 1
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        connection.execute("PRAGMA user_version = 9")
    connection.close()
    assert "newer version" in Monitor(settings).round().problem
    inbox.stop()


def test_an_alert_that_cannot_be_sent_is_sent_later_and_to_each_once(tmp_path):
    reached, away = Inbox(), Inbox()
    away.stop()
    addresses = [reached.address, away.address]
    settings = Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path, monitor_services=["mlflow"], alert_urls=addresses,
        monitor_seconds=1,
    )  # fmt: skip
    begin = time.monotonic()
    for _ in range(2):
        watcher = Monitor(settings)
        watcher.round()
        watcher.close()
    assert time.monotonic() - begin < 20
    with sqlite3.connect(tmp_path / FILE) as connection:
        rows = connection.execute("SELECT target, attempts, sent_at, problem FROM alerts").fetchall()
    connection.close()
    assert any(attempts >= 1 and sent is None and problem for _, attempts, sent, problem in rows)
    back = LocalServer({"*": (200, b"{}")}, away.port)
    deadline = time.monotonic() + 30
    title = b"MLflow no responde"
    while not any(title in body for _, body in back.asked) and time.monotonic() < deadline:
        watcher = Monitor(settings)
        watcher.round()
        watcher.close()
        time.sleep(0.5)
    assert sum(title in body for _, body in back.asked) == 1
    assert reached.about("MLflow no responde") == ["crítico"]
    # The address itself, which may be a secret, is nowhere.
    assert away.address.encode() not in (tmp_path / FILE).read_bytes()
    back.stop()
    reached.stop()


def test_an_address_that_apprise_does_not_know_is_refused_without_showing_it(tmp_path):
    chosen = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path, alert_to_security=["nonsense-s3cr3t"])
    with pytest.raises(ValueError, match="ALERT_TO_SECURITY") as refused:
        Monitor(chosen)
    assert "s3cr3t" not in str(refused.value)


def test_a_contact_gets_only_its_own_alerts(tmp_path):
    everything, development, both = Inbox(), Inbox(), Inbox()
    settings = Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path, monitor_services=["mlflow"], alert_urls=[everything.address],
        alert_to_development=[development.address, both.address],
        alert_to_devops=[both.address],
    )  # fmt: skip
    watcher = Monitor(settings)
    watcher.round()
    watcher.close()
    assert everything.about("MLflow no responde") == ["crítico"]
    assert both.about("MLflow no responde") == ["crítico"]
    assert development.titles == []
    body = json.loads(everything.asked[0][1])
    assert "devops@hospital.com" in body["message"]
    assert "incident ack" in body["message"]
    for inbox in (everything, development, both):
        inbox.stop()


def test_an_incident_of_a_rule_that_is_no_more_is_told_all_the_same(tmp_path):
    inbox = Inbox()
    settings = Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path, monitor_services=["mlflow"], alert_urls=[inbox.address]
    )
    watcher = Monitor(settings)
    watcher.round()
    with Record(settings).begin() as connection:
        old = {"rule": "gone", "opened_at": utc_now() - timedelta(hours=1)}
        connection.execute(tables.incidents.update().values(old))
    watcher.close()
    again = Monitor(settings)
    again.round()
    again.close()
    assert any("gone" in title for title in inbox.titles)
    inbox.stop()
