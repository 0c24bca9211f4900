"""Each alert is fired by a real fault, once, and cleared once."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import diabetes
import pytest
from people import predict
from servers import ApiProcess, free_port
from test_away import taken_away
from watched import Inbox, LocalServer, certificate, healthy, metrics

from diabetes_stack.example import EXAMPLES
from diabetes_stack.monitor import rules
from diabetes_stack.monitor.loop import alone
from diabetes_stack.monitor.model import watch as watching
from diabetes_stack.monitor.monitor import Monitor
from diabetes_stack.monitor.probes import counters
from diabetes_stack.monitor.reading import State
from diabetes_stack.monitor.texts import texts
from diabetes_stack.settings import Settings
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.tables import utc_now

TEXT = texts("es")
pytestmark = pytest.mark.usefixtures("impatient")


@pytest.fixture
def backups(monkeypatch):
    """What the backups say of themselves."""
    now = utc_now()
    found = SimpleNamespace(
        newest=now, newest_good=now, verified_good=True, drilled=now, drilled_good=True
    )  # fmt: skip
    monkeypatch.setattr("diabetes_stack.backup.status.status", lambda _settings: found)
    return found


@pytest.fixture
def inbox():
    inbox = Inbox()
    yield inbox
    inbox.stop()


class Site:
    """A monitor whose alerts come to an inbox."""

    def __init__(self, folder, inbox, **changes):
        self.inbox = inbox
        self.settings = Settings(_env_file=None, **{
            "DIABETES_DATA_DIR": folder / "data", "alert_urls": [inbox.address], "monitor_services": ["api"], **changes,
        })  # fmt: skip

    def rounds(self, count):
        """Rounds of as many processes: each takes over from the record what the others left."""
        for _ in range(count):
            monitor = Monitor(self.settings)
            found = monitor.round()
            monitor.close()
        return found

    def state(self, measure):
        """How a measure stands in a round."""
        found = self.rounds(1)
        return {one.measure: state for one, state in zip(found.readings, found.states, strict=True)}[measure]

    def fires_once(self, rule, severity, break_, mend, rounds=3):
        """Well before; told once in as many rounds with the fault as it takes and more; told once that it is over."""
        title = TEXT(f"rule.{rule}")
        self.rounds(1)
        assert self.inbox.about(title) == []
        break_()
        self.rounds(rounds)
        assert self.inbox.about(title) == [TEXT(f"severity.{severity}")]
        mend()
        self.rounds(3)
        assert self.inbox.about(title) == [TEXT(f"severity.{severity}"), "terminado"]


def prepared(folder):
    """An embedded database with its tables."""
    settings = Settings(_env_file=None, DIABETES_DATA_DIR=folder)
    engine = open_store(settings, Service.COMMAND)
    upgrade(engine)
    return engine


def test_the_api_killed_and_without_its_model(tmp_path, inbox, backups):
    model = tmp_path / "model.json"
    diabetes.Model.bundled().save(model)
    whole = model.read_bytes()
    api = ApiProcess(tmp_path, DIABETES_MODEL=str(model))
    site = Site(tmp_path, inbox, api_base_url=api.url, monitor_services=["api", "database"])
    down, without = TEXT("rule.api_down"), TEXT("rule.model_not_loaded")
    try:
        assert site.state("consistency_percent") is State.WELL
        api.kill()
        site.rounds(4)
        assert inbox.about(down) == ["crítico"]
        model.write_bytes(whole[:-10])
        api.start(ready=503)
        site.rounds(3)
        assert inbox.about(down) == ["crítico", "terminado"]
        assert inbox.about(without) == ["crítico"]
        api.stop()
        model.write_bytes(whole)
        api.start()
        site.rounds(3)
        assert inbox.about(without) == ["crítico", "terminado"]
        # What cannot be measured meanwhile, or follows from it, is not told as well.
        assert inbox.about(TEXT("rule.unmeasured")) == inbox.about(TEXT("rule.not_ready")) == []
    finally:
        api.kill()


@pytest.mark.parametrize("name", ["dashboard", "mlflow"])
def test_a_page_that_stops(name, tmp_path, inbox, backups):
    path = {"dashboard": "/_stcore/health", "mlflow": "/health"}[name]
    server = LocalServer({path: (200, b"OK")}, port=free_port())
    address = {"dashboard": "dashboard_url", "mlflow": "mlflow_tracking_uri"}[name]
    site = Site(tmp_path, inbox, monitor_services=[name], **{address: server.url})

    def mend():
        nonlocal server
        server = LocalServer(server.pages, port=server.port)

    site.fires_once(f"{name}_down", "critical", lambda: server.stop(), mend)
    server.stop()


def test_the_database_taken_away(stack_settings, engine, tmp_path, inbox, backups):
    upgrade(engine)
    site = Site(tmp_path, inbox, database_url=stack_settings.database_url, monitor_services=["database"])
    away = taken_away(engine)
    site.fires_once("database_down", "critical", away.__enter__, lambda: away.__exit__(None, None, None))
    assert inbox.about(TEXT("rule.unmeasured")) == []


@pytest.fixture
def fake_api():
    """A small server that says what an API says."""
    model = diabetes.Model.bundled()
    answers = model.predict_json(_json(EXAMPLES))
    server = LocalServer({
        "/health": healthy(), "/ready": (200, {}), "/metrics": metrics(),
        "/model/examples": (200, {"model_version": model.info["version"], "answers": _cut(answers)}),
    })  # fmt: skip
    yield server
    server.stop()


def _json(records):
    return json.dumps(list(records)).encode()


def _cut(answers):
    return json.loads(answers)


def test_latency_injected(tmp_path, inbox, backups, fake_api, monkeypatch):
    # The manual's five seconds would be waited for in each round.
    limit = 0.2
    changed = [replace(one, limit=limit) if one.name == "response_slow" else one for one in rules.RULES]
    monkeypatch.setattr(rules, "RULES", tuple(changed))
    site = Site(tmp_path, inbox, api_base_url=fake_api.url)
    site.fires_once(
        "response_slow",
        "high",
        lambda: setattr(fake_api, "delay", 0.25),
        lambda: setattr(fake_api, "delay", 0.0),
    )


def test_requests_that_fail(tmp_path, inbox, backups, fake_api):
    site = Site(tmp_path, inbox, api_base_url=fake_api.url)
    title = TEXT("rule.errors_many")
    fake_api.pages["/metrics"] = metrics(1000, 900)
    site.rounds(1)
    fake_api.pages["/metrics"] = metrics(1200, 902)
    site.rounds(2)
    # What failed before the first round is not known to be of now, and two failures may be chance.
    assert inbox.about(title) == []
    fake_api.pages["/metrics"] = metrics(1300, 920)
    site.rounds(2)
    assert inbox.about(title) == ["crítico"]
    # A restart sets the totals back to 0.
    fake_api.pages["/metrics"] = metrics(200, 0, start=2.0)
    site.rounds(1)
    fake_api.pages["/metrics"] = metrics(500, 0, start=2.0)
    site.rounds(2)
    assert inbox.about(title) == ["crítico", "terminado"]


def test_a_disk_that_can_only_be_read(tmp_path, inbox, backups):
    disk = tmp_path / "data"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "none", str(disk)], capture_output=True).returncode:
        pytest.skip("no right to mount a disk here")
    try:
        site = Site(tmp_path, inbox, monitor_services=["mlflow"])
        site.rounds(1)
        assert inbox.about(TEXT("rule.not_recorded")) == []
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        # A process that begins then, as a timer starts it.
        with alone(site.settings):
            site.rounds(1)
        assert inbox.about(TEXT("rule.not_recorded")) == ["alto"]
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_fills(tmp_path, inbox, backups):
    disk = tmp_path / "data"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(disk)], capture_output=True
    ).returncode:
        pytest.skip("no right to mount a small disk here")
    try:
        site = Site(tmp_path, inbox, monitor_services=["mlflow"])
        ballast = disk / "ballast"
        site.fires_once(
            "disk_critical", "critical", lambda: ballast.write_bytes(bytes(15 << 20)), ballast.unlink
        )
        assert inbox.about(TEXT("rule.not_recorded")) == []

        # Until nothing can be written any more, within one round and one process: told all the same, and once.
        monitor = Monitor(site.settings)
        title, unrecorded = TEXT("rule.backup_old"), TEXT("rule.not_recorded")
        monitor.round()
        fill(ballast)
        backups.newest -= timedelta(hours=27)
        for _ in range(8):
            found = monitor.round()
        assert found.problem is not None
        assert inbox.about(title) == ["alto"]
        assert inbox.about(unrecorded) == ["alto"]
        ballast.unlink()
        backups.newest = utc_now()
        for _ in range(4):
            found = monitor.round()
        monitor.close()
        assert found.problem is None
        assert inbox.about(title) == ["alto", "terminado"]
        assert inbox.about(unrecorded) == ["alto", "terminado"]
        # The next process knows what was told while nothing could be written.
        site.rounds(2)
        assert inbox.about(title) == ["alto", "terminado"]
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(file):
    """Write until the disk is full, to the last byte."""
    handle = os.open(file, os.O_CREAT | os.O_WRONLY)
    for size in (1 << 20, 4096, 1):
        try:
            while os.write(handle, bytes(size)) == size:
                pass
        except OSError:
            continue
    os.close(handle)


def test_a_certificate_near_its_end(tmp_path, inbox, backups):
    port = free_port()
    server = LocalServer({}, port, certificate(tmp_path, 200))
    site = Site(tmp_path, inbox, monitor_services=["mlflow"], monitor_certificates=[server.url])

    def shown(days):
        nonlocal server
        server.stop()
        server = LocalServer({}, port, certificate(tmp_path, days))

    site.fires_once("certificate_month", "medium", lambda: shown(29), lambda: shown(201))
    site.fires_once("certificate_week", "high", lambda: shown(6), lambda: shown(202))
    site.fires_once("certificate_expired", "critical", lambda: shown(-1), lambda: shown(203))
    server.stop()


def test_backups_that_stop(tmp_path, inbox, backups):
    site = Site(tmp_path, inbox, monitor_services=["mlflow"])
    for name, age, rule, severity in (
        ("newest", timedelta(hours=27), "backup_old", "high"),
        ("newest_good", timedelta(days=9), "backup_unverified", "high"),
        ("drilled", timedelta(days=9), "drill_old", "medium"),
    ):
        old = utc_now() - age
        site.fires_once(
            rule, severity, lambda name=name, old=old: setattr(backups, name, old),
            lambda name=name: setattr(backups, name, utc_now()),
        )  # fmt: skip
    backups.newest, backups.verified_good, backups.drilled_good = None, False, False
    for measure in ("backup_hours", "backup_verified_days", "drill_days"):
        assert site.state(measure) is State.BAD


def test_answers_that_are_not_the_models(tmp_path, inbox, backups, fake_api):
    prepared(tmp_path / "data").dispose()
    site = Site(
        tmp_path, inbox, api_base_url=fake_api.url, monitor_services=["api", "database"], findrisc_cut=None
    )
    _, body = fake_api.pages["/model/examples"]
    assert site.state("consistency_percent") is State.WELL

    def change():
        # The last bit of one number.
        glucose = body["answers"][0]["glucose_mg_dl"]
        body["answers"][0]["glucose_mg_dl"] = glucose * (1 + sys.float_info.epsilon)
        assert body["answers"][0]["glucose_mg_dl"] != glucose

    def mend():
        body["answers"] = _cut(diabetes.Model.bundled().predict_json(_json(EXAMPLES)))

    site.fires_once("answers_differ", "critical", change, mend)


def test_people_who_differ_from_those_that_the_model_knows(tmp_path, inbox, backups, monkeypatch):
    monkeypatch.setattr(watching, "_SAMPLE", 500)
    engine = prepared(tmp_path / "data")
    # Alike in everything that the training people were asked, as far as their distributions are stored.
    known = like_training(1_000)
    site = Site(tmp_path, inbox, monitor_services=["database"])

    def come(records):
        with engine.begin() as connection:
            predict(connection, records, patient=os.urandom(4).hex(), at=utc_now())

    come(known[:500])
    assert site.state("input_drift") is State.WELL
    assert site.state("output_drift") is State.WELL
    older = [{**record, "edad": 80} for record in known[:200]]
    site.fires_once("input_review", "medium", lambda: come(older), lambda: come(known[500:]), rounds=2)
    engine.dispose()


def like_training(count):
    """Records whose numbers have the stored quantiles of the training people, and whose choices their shares."""
    dice = random.Random(1)
    schema = diabetes.schema("en")["properties"]
    records = []
    facts = {one["field"]: one["training"] for one in diabetes.Model.bundled().info["fields"] if one["used"]}
    while len(records) < count:
        record = {}
        for field, known in facts.items():
            distribution = known["distribution"]
            if "number" in distribution:
                quantiles = distribution["number"]["quantiles"]
                place = dice.random() * (len(quantiles) - 1)
                low = int(place)
                record[field] = quantiles[low] + (place - low) * (quantiles[low + 1] - quantiles[low])
            else:
                levels = [level for level in schema[field]["enum"] if level is not None]
                record[field] = dice.choices(levels, distribution["levels"]["shares"])[0]
        record = {
            name: round(value, 2) if isinstance(value, float) else value for name, value in record.items()
        }
        if not diabetes.validate(record):
            records.append(record)
    return records


def test_the_rates_are_those_since_the_round_before():
    now = counters.Counters(1.0, 160, 0, 40)
    past = [counters.Past(counters.Counters(1.0, 100, 0, 10), 60.0)]
    found = {one.measure: one.value for one in counters.rates(now, past)}
    assert found == {"requests_per_second": 1.0, "predictions_per_minute": 30.0, "error_percent": 0.0}
    set_back = [counters.Past(past[0].counters, 0.0)]
    assert [one.value for one in counters.rates(now, set_back)] == [None, None, 0.0]
