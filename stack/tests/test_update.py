"""Another version follows while everybody is answered, or the one before stays or returns."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import releases
from servers import free_port
from sqlalchemy import create_engine, select, text
from traffic import Traffic

from diabetes_stack.cli import update as update_command
from diabetes_stack.example import EXAMPLE
from diabetes_stack.run import renewal, running, up, update
from diabetes_stack.run.install import InstallError, install
from diabetes_stack.run.releases import Releases
from diabetes_stack.run.running import State, hold
from diabetes_stack.run.services import api
from diabetes_stack.run.supervise import Signals, Supervisor
from diabetes_stack.run.trial import TrialError, run_trial
from diabetes_stack.run.update import Update, UpdateError
from diabetes_stack.settings import Settings
from diabetes_stack.store import migrate
from diabetes_stack.store.tables import audit, predictions

HEAD = migrate.head()
ADDED = f"{int(HEAD[:4]) + 1:04}_since_{HEAD[:4]}"


def replaced(file, old, new):
    before = file.read_text()
    assert old in before
    file.write_text(before.replace(old, new))


def with_a_column(source):
    """A later version, with a migration."""
    (source / "store" / "migrations" / "versions" / f"v{ADDED}.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision, down_revision = {ADDED!r}, {HEAD!r}\n\n\n"
        "def upgrade():\n"
        '    op.add_column("predictions", sa.Column("ward", sa.String(40), nullable=True))\n'
    )


class Installed:
    """An installation in a folder, and its services."""

    def __init__(self, folder):
        self.folder = folder
        self.home = folder / "home"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = folder / "data"
        self.environment = releases.environment(
            folder,
            API_PORT=str(self.port),
            DIABETES_DATA_DIR=str(self.data),
            SCHEDULE="off",
            LOG_LEVEL="WARNING",
        )
        done = releases.install(releases.package(folder, "0.1.0"), self.home, self.environment)
        assert done.returncode == 0, done.stdout + done.stderr

    @property
    def versions(self):
        found = Releases(self.home)
        return found.current, found.previous

    def command(self, *arguments):
        return subprocess.run(
            [self.home / "current" / "bin" / "diabetes-stack", *arguments],
            env=self.environment, capture_output=True, text=True, timeout=300, cwd=self.folder,
        )  # fmt: skip

    def start(self):
        with (self.folder / "up.log").open("w") as log:
            self.up = subprocess.Popen(
                [self.home / "current" / "bin" / "diabetes-stack", "up", "--service", "api"],
                env=self.environment, stdout=log, stderr=log, cwd=self.folder,
            )  # fmt: skip
        end = time.monotonic() + 120
        while not (state := self.data.exists() and running.find(self.data)) or not state.ready:
            assert self.up.poll() is None, self.log
            assert time.monotonic() < end
            time.sleep(0.1)

    @property
    def log(self):
        return (self.folder / "up.log").read_text()

    def stop(self):
        self.up.send_signal(signal.SIGINT)
        assert self.up.wait(60) == 0, self.log

    def rows(self, query):
        engine = create_engine(f"sqlite:///{self.data / 'diabetes.db'}")
        with engine.connect() as connection:
            found = connection.execute(query).scalars().all()
        engine.dispose()
        return found

    @property
    def revision(self):
        return self.rows(text("SELECT version_num FROM alembic_version"))


def test_a_version_follows_another_and_returns_while_everybody_is_answered(tmp_path):
    """An installation as in a hospital: installed from a folder, updated from another one under load, and returned to
    the first version, whose tables have grown since."""
    here = Installed(tmp_path)
    assert here.versions == ("0.1.0", None)
    here.start()
    second = releases.package(tmp_path, "0.2.0", with_a_column, pip=False)
    try:
        with Traffic(here.url) as traffic:
            done = here.command("update", "system", "--from", str(second), "--yes", "--json")
            assert done.returncode == 0, done.stderr + here.log
            said = json.loads(done.stdout)
            assert (said["version"], said["before"], said["migrations"]) == ("0.2.0", "0.1.0", [ADDED])
            assert (said["backup"] is not None, said["silence"] < 2) == (True, True)
            assert (here.versions, here.revision) == (("0.2.0", "0.1.0"), [ADDED])
            assert "releases/0.2.0" in running.find(here.data).python
            back = here.command("update", "rollback", "--yes", "--json")
            assert back.returncode == 0, back.stderr
        assert here.versions == ("0.1.0", "0.2.0")
        assert "releases/0.1.0" in running.find(here.data).python
        assert httpx.get(f"{here.url}/health", timeout=10).json()["status"] == "healthy"
        assert (traffic.refused, len(traffic.answered) > 50) == ([], True)
        assert (traffic.longest_silence < 2, len(traffic.repeated) <= 4) == (True, True)
        assert set(traffic.answered) <= set(here.rows(select(predictions.c.id)))
        assert here.rows(select(audit.c.action)) == ["backup", "system_update", "system_rollback"]
    finally:
        here.stop()


# What goes wrong at each step, with programs that stand for installations.


def installation(folder, name, commands):
    """Something in the place of a Python: for each command a shell line."""
    cases = "\n".join(f'"{arguments}"*) {line};;' for arguments, line in commands.items())
    file = folder / "releases" / name / "bin" / "python"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'#!/bin/sh\ncase "$*" in\n{cases}\n*) exit 9;;\nesac\n')
    file.chmod(0o700)
    return file


MIGRATED = """echo '{"version": "2", "migrations": ["0009"], "adds": true, "done": true}'"""


@pytest.fixture
def planted(tmp_path, monkeypatch):
    """An installation of version 1 and a version 2, whose commands are given."""

    def make(backup="""echo '{"archive": "b"}'""", migrated=MIGRATED, api="exit 3"):
        home = Releases(tmp_path / "home")
        proven = "test $5 = b && echo {}"
        old = installation(
            home.home,
            "1",
            {"-m diabetes_stack backup create": backup, "-m diabetes_stack backup verify": proven},
        )
        new = {"-m diabetes_stack update migrate": migrated, "-m diabetes_stack api": api}
        installation(home.home, "2", new)
        home.use("1", None)
        monkeypatch.setattr(sys, "executable", str(old))
        monkeypatch.setattr(update, "install", lambda *_: None)
        settings = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data", api_port=free_port())
        return Update(settings, home), home

    return make


@pytest.mark.parametrize(
    ("commands", "step", "code"),
    [
        ({"backup": "echo 'error: no space' >&2; exit 1"}, "backup", "command_failed"),
        ({"backup": """echo '{"archive": "other"}'"""}, "backup", "command_failed"),
        ({"migrated": "echo 'error: relation' >&2; exit 1"}, "migrate", "command_failed"),
        ({"migrated": MIGRATED.replace("true}", "false}")}, "migrate", "breaks"),
        ({"migrated": MIGRATED.replace('"2"', '"3"')}, "migrate", "other_version"),
        ({"migrated": "echo nonsense"}, "migrate", "command_failed"),
        ({}, "trial", "trial_failed"),
    ],
)
def test_a_step_that_fails_leaves_everything_as_it_was(planted, commands, step, code):
    change, home = planted(**commands)
    with pytest.raises(UpdateError) as failure:
        change.run("2", None)
    assert (failure.value.step, failure.value.code, failure.value.returned) == (step, code, None)
    assert (home.current, home.previous) == ("1", None)


@pytest.fixture
def upped(tmp_path, planted, monkeypatch):
    """Services that run in this process as in `up`, of version 1. Version 2 is well while it is tried, and in the place
    of version 1 it refuses batches of the size that is sent to check it."""
    real, settings = sys.executable, Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path / "data", api_port=free_port(), schedule=False
    )  # fmt: skip
    monkeypatch.setenv("DIABETES_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    spec = api(settings)
    broken = f'test -z "$DIABETES_SOCKETS" || export BATCH_RECORDS=2; exec {real} "$@"'
    _, home = planted(api=broken)
    installation(
        home.home,
        "1",
        {"-m diabetes_stack backup": "echo '{\"archive\": 1}'", "-m diabetes_stack api": f'exec {real} "$@"'},
    )
    asked, told = Signals(), []
    monkeypatch.setattr(running, "ask_to_renew", lambda _state: asked.renewed.set())
    monkeypatch.setattr(up, "python_in_use", lambda: home.python(home.current))

    def tell(code, **parts):
        told.append(code)

    def run():
        with Supervisor([spec], print, tell) as supervisor, hold(settings.folder(), state) as note:
            up.serve(settings, supervisor, asked, note, tell, ready.set)

    state, ready = State(os.getpid(), home.python("1"), ("api",)), threading.Event()
    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(120)
    yield Update(settings, home), home, spec.address
    asked.stopped.set()
    thread.join()


def test_a_version_that_fails_its_check_is_taken_back(upped):
    change, home, address = upped
    with Traffic(address) as traffic, pytest.raises(UpdateError) as failure:
        change.run("2", None)
    assert (failure.value.step, failure.value.code, failure.value.returned) == ("smoke", "trial_failed", True)
    assert [check.name for check in failure.value.parts["failure"].failed] == ["batch"]
    assert (home.current, home.previous) == ("1", None)
    batch = httpx.post(f"{address}/predict/batch", json=[EXAMPLE] * 3, timeout=30)
    assert batch.status_code == 200
    assert (traffic.refused, traffic.longest_silence < 2) == ([], True)


def test_services_that_could_not_be_renewed_are_those_of_before_already(planted, monkeypatch):
    change, home = planted()
    monkeypatch.setattr(update, "run_trial", lambda *_: None)
    checked, asked = [], []
    monkeypatch.setattr(renewal, "checked", lambda *_: checked.append(home.current))
    state = State(os.getpid(), home.python("1"), ("api",), ready=True)

    def find(_folder):
        return replace(state, renewals=len(asked), failure="silent" if asked else None)

    monkeypatch.setattr(running, "find", find)
    monkeypatch.setattr(running, "ask_to_renew", asked.append)
    with pytest.raises(UpdateError) as failure:
        change.run("2", None)
    assert (failure.value.step, failure.value.code, failure.value.returned) == ("switch", "not_renewed", True)
    # They were not renewed a second time, and were checked after the link pointed to them again.
    assert (len(asked), checked, home.current) == (1, ["1"], "1")


def test_a_trial_says_why_the_api_did_not_start(planted, tmp_path):
    planted(api="echo 'error: API_PORT must be a number'; exit 2")
    settings = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data")
    with pytest.raises(TrialError) as failure:
        run_trial(settings, str(tmp_path / "home" / "releases" / "2" / "bin" / "python"))
    assert (failure.value.code, failure.value.parts["status"]) == ("ended", 2)
    assert "API_PORT must be a number" in failure.value.lines[-1]


def test_one_update_at_a_time(planted):
    first, home = planted()
    second = Update(first._settings, home)
    with first._alone(), pytest.raises(UpdateError) as failure:
        second.run("2", None)
    assert failure.value.code == "twice"


def test_a_restart_command_that_fails_takes_the_version_back(planted, monkeypatch):
    change, home = planted()
    monkeypatch.setattr(update, "run_trial", lambda *_: None)
    asked = []

    def checked(*_):
        asked.append(home.current)

    monkeypatch.setattr(renewal, "checked", checked)
    change._services._restart = "sh -c 'test $(basename $(readlink " + str(home.home / "current") + ")) = 1'"
    with pytest.raises(UpdateError) as failure:
        change.run("2", None)
    assert (failure.value.code, failure.value.returned) == ("not_restarted", True)
    assert (home.current, home.previous, asked) == ("1", None, ["1"])


def test_older_versions_are_deleted_after_a_success(planted, monkeypatch):
    change, home = planted()
    monkeypatch.setattr(update, "run_trial", lambda *_: None)
    (home.home / "releases" / "0").mkdir()
    outcome = change.run("2", None)
    assert (home.current, home.previous, outcome.silence) == ("2", "1", None)
    assert sorted(path.name for path in (home.home / "releases").iterdir()) == ["1", "2"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_command_checks_the_folder_and_says_what_it_would_do(command, tmp_path, monkeypatch):
    made = releases.package(tmp_path, "0.2.0", with_a_column)
    home = Releases(tmp_path / "home")
    home.folder("0.1.0").mkdir(parents=True)
    home.use("0.1.0", None)
    monkeypatch.setattr(update_command, "here", lambda: home)
    planned = json.loads(command("update", "system", "--from", made, "--dry-run", "--json").stdout)
    assert planned == {
        "version": "0.2.0", "before": "0.1.0", "steps": list(update.STEPS), "migrations": [ADDED], "services": [],
        "changed": False,
    }  # fmt: skip
    said = command("update", "system", "--from", made, "--dry-run").stdout
    assert "version 0.2.0 would follow 0.1.0" in said
    assert f"migrations that would be run: {ADDED}" in said
    # Nobody is there to be asked.
    assert command("update", "system", "--from", made).exit_code == 2
    home.use("0.2.0", "0.1.0")
    again = command("update", "system", "--from", made, "--yes", "--json")
    assert (again.exit_code, json.loads(again.stdout)["changed"]) == (0, False)
    home.use("0.1.0", None)
    (made / "page" / "index.html").write_text("another")
    (made / "python.txt").unlink()
    refused = command("update", "system", "--from", made, "--yes")
    assert refused.exit_code == 1
    assert "page/index.html is damaged" in refused.stderr
    assert "python.txt is missing" in refused.stderr
    assert not home.folder("0.2.0").exists()


def test_an_installation_of_another_kind_says_what_to_do(command, tmp_path):
    refused = command("update", "system", "--from", tmp_path)
    assert (refused.exit_code, "install.sh" in refused.output) == (1, True)
    assert command("update", "system").exit_code == 2
    assert command("update", "rollback").exit_code == 1


def index(folder, *wheels):
    """A package index, as a folder."""
    for wheel in wheels:
        name = wheel.name.partition("-")[0].replace("_", "-")
        (folder / name).mkdir(parents=True, exist_ok=True)
        shutil.copy(wheel, folder / name)
        (folder / name / "index.html").write_text(f'<a href="{wheel.name}">{wheel.name}</a>')
    return folder.as_uri()


def test_a_version_is_installed_from_a_package_index(tmp_path, monkeypatch):
    for name, value in releases.environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PIP_INDEX_URL", index(tmp_path / "index", releases.wheel(tmp_path, "0.9.0")))
    home = Releases(tmp_path / "home")
    for _ in range(2):
        install(home, "0.9.0", None)
    assert home.is_whole("0.9.0")
    said = subprocess.run(
        [home.python("0.9.0"), "-c", "import diabetes_stack; print(diabetes_stack.__version__)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout == "0.9.0\n"
    with pytest.raises(InstallError, match="No matching distribution"):
        install(home, "0.9.1", None)
    assert not home.is_whole("0.9.1")


def test_migrations_for_a_program_in_use_are_run_if_they_only_add(command, engine):
    for arguments, done in ((["--dry-run"], False), ([], True), ([], True)):
        ran = command("update", "migrate", "--program", HEAD, "--json", *arguments)
        assert (ran.exit_code, json.loads(ran.stdout)["done"]) == (0, done), ran.output
        assert migrate.is_current(engine) is done
    assert os.path.basename(sys.executable).startswith("python")
    assert Path(sys.executable).exists()
