"""Jobs run when they are due, once, in every time zone and whatever the clock does; what fails says so."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import psutil
import pytest
import time_machine
from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from typer.main import get_command

from diabetes_stack.cli import commands
from diabetes_stack.run import job_run, units
from diabetes_stack.run.job_run import Result, run_job
from diabetes_stack.run.jobs import JOBS, Job
from diabetes_stack.run.schedule import Runs, ScheduledElsewhereError, Scheduler
from diabetes_stack.settings import Settings
from diabetes_stack.store import tables
from diabetes_stack.store.migrate import upgrade

SHIPPED = Path(__file__).parent.parent / "systemd"
BOGOTA = ZoneInfo("America/Bogota")


def usage(command: tuple[str, ...]) -> str | None:
    """What is wrong with a command line, which is only parsed."""
    found, rest = get_command(commands()), [*command]
    while rest and rest[0] in getattr(found, "commands", {}):
        found = found.commands[rest.pop(0)]
    if hasattr(found, "commands") and not found.invoke_without_command:
        return f"{' '.join(command)} is not a command"
    try:
        found.make_context(command[-1], rest)
    except Exception as error:
        return str(error)
    return None


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_is_a_command(job):
    assert usage(job.command) is None


def test_a_command_that_is_none_would_be_noticed():
    assert usage(("db", "clear")) == "db clear is not a command"
    assert "No such option" in (usage(("db", "clean", "--everything")) or "")


class Stepped(BaseScheduler):
    """A scheduler whose time is moved by hand."""

    def wakeup(self):
        """Nobody waits."""

    def shutdown(self, wait=True):
        super().shutdown(wait)

    def look(self):
        """Start what is due now."""
        return self._process_jobs()


class Clock:
    """A scheduler with a moved clock; ``starts`` are the names and local times of the jobs that ran."""

    def __init__(self, folder, zone, at, monkeypatch):
        self.zone = ZoneInfo(zone)
        self.settings = Settings(_env_file=None, DIABETES_DATA_DIR=folder, schedule_tz=zone)
        self.starts = []
        self.moved = time_machine.travel(at, tick=False)
        self.traveller = self.moved.start()
        monkeypatch.setattr(job_run, "run_job", self.run)
        monkeypatch.setattr(job_run, "tell", lambda *_: None)
        monkeypatch.setattr(os, "fsync", lambda _: None)
        self.begin()

    def run(self, job, _python, _stopped):
        self.starts.append((job.name, datetime.now(self.zone)))
        return Result(job.name, "well", 0, 0.0)

    def begin(self):
        """Start a scheduler, as after a restart."""
        self.scheduler = Scheduler(self.settings, lambda: "python")
        self.stepped = Stepped(timezone=self.zone)
        for name in ("beside", "command"):
            self.stepped.add_executor(DebugExecutor(), name)
        self.scheduler.fill(self.stepped)
        self.stepped.start()
        self.stepped.look()

    def until(self, end, step=timedelta(minutes=5)):
        while datetime.now(timezone.utc) < end:
            self.traveller.shift(step)
            self.stepped.look()

    def move(self, by):
        self.traveller.shift(by)

    def times(self, name):
        return [at for job, at in self.starts if job == name]


@pytest.fixture
def clock(tmp_path, monkeypatch):
    clocks = []

    def make(zone, at):
        clocks.append(Clock(tmp_path, zone, at, monkeypatch))
        return clocks[-1]

    yield make
    for one in clocks:
        one.moved.stop()


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/Bogota", "2026-03-01"),
        ("America/Santiago", "2026-04-05"),
        ("America/Santiago", "2026-09-06"),
        ("Europe/Madrid", "2026-03-29"),
        ("Europe/Madrid", "2026-10-25"),
        ("Europe/Athens", "2026-10-25"),
        ("UTC", "2026-02-01"),
    ],
)
def test_each_job_runs_once_whenever_it_is_due_also_where_clocks_change(clock, zone, day):
    """Three days around a Sunday on which clocks may change."""
    local = ZoneInfo(zone)
    begin = datetime.fromisoformat(day).replace(tzinfo=local) - timedelta(days=1, seconds=-1)
    end = begin + timedelta(days=3)
    run = clock(zone, begin)
    run.until(end.astimezone(timezone.utc))
    days = {(begin + timedelta(days=number)).date() for number in range(3)}
    for job in JOBS:
        times = run.times(job.name)
        if job.hour == "*":
            gaps = {b.astimezone(timezone.utc) - a.astimezone(timezone.utc) for a, b in pairwise(times)}
            assert gaps == {timedelta(minutes=5)}
            continue
        due = {
            one
            for one in days
            if (job.weekday == "*" or one.strftime("%a").lower() == job.weekday)
            and (job.day == "*" or one.day == int(job.day))
        }
        assert Counter(at.date() for at in times) == Counter(due), job.name
        assert {(at.hour, at.minute) for at in times} <= {(int(job.hour), int(job.minute))}


def test_no_time_of_a_daily_job_is_skipped_or_repeated_anywhere():
    for zone in ("America/New_York", "Africa/Cairo", "Asia/Beirut", "Pacific/Chatham", "Antarctica/Troll"):
        for job in (job for job in JOBS if job.hour != "*" and job.day == job.weekday == "*"):
            trigger = job.trigger(ZoneInfo(zone))
            at, found = datetime(2026, 1, 1, tzinfo=timezone.utc), Counter()
            for _ in range(365):
                at = trigger.get_next_fire_time(at, at)
                found[at.date()] += 1
            assert len(found) == 365, (zone, job.name)


def test_what_was_due_while_nothing_ran_runs_once_at_the_next_start(clock):
    run = clock("America/Bogota", datetime(2026, 3, 3, 12, 0, 1, tzinfo=BOGOTA))
    assert run.starts == []
    run.move(timedelta(hours=20, minutes=1))
    run.begin()
    nightly = ["backup-create", "backup-verify", "backup-prune", "db-clean"]
    assert [job for job, _ in run.starts if job != "monitor"] == nightly
    assert len(run.starts) == 5
    run.begin()
    assert len(run.starts) == 5


def test_what_was_due_too_long_ago_waits_for_the_next_time(clock):
    run = clock("America/Bogota", datetime(2026, 3, 3, 12, tzinfo=BOGOTA))
    run.move(timedelta(hours=30))
    run.begin()
    assert run.times("backup-create") == []
    run.until(datetime(2026, 3, 5, 10, tzinfo=timezone.utc))
    assert run.times("backup-create") == [datetime(2026, 3, 5, 4, tzinfo=BOGOTA)]


def test_a_clock_that_is_set_back_stops_no_monitor_and_repeats_no_backup(clock):
    run = clock("America/Bogota", datetime(2026, 3, 3, 3, 55, 1, tzinfo=BOGOTA))
    run.until(datetime(2026, 3, 3, 9, 21, tzinfo=timezone.utc))
    assert len(run.times("backup-create")) == 1
    before = len(run.times("monitor"))
    run.move(timedelta(hours=-1))
    run.scheduler.after_the_clock_was_set_back(run.stepped)
    run.until(datetime(2026, 3, 3, 9, 21, tzinfo=timezone.utc))
    assert len(run.times("monitor")) - before == 12
    assert len(run.times("backup-create")) == 1


def test_a_clock_that_is_set_forward_over_a_time_runs_the_job_once(clock):
    run = clock("America/Bogota", datetime(2026, 3, 3, 3, 50, 1, tzinfo=BOGOTA))
    run.move(timedelta(hours=1))
    run.stepped.look()
    run.until(datetime(2026, 3, 3, 11, tzinfo=timezone.utc))
    assert len(run.times("backup-create")) == len(run.times("backup-verify")) == 1


def program(folder, text):
    """A program in place of Python."""
    file = folder / f"program{len([*folder.iterdir()])}"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o700)
    return str(file)


LOOK = Job("look", ("look", "--once"), 1, 60, "*")


def test_a_job_says_how_it_went(tmp_path):
    never = threading.Event()
    assert (
        run_job(LOOK, program(tmp_path, 'test "$*" = "-m diabetes_stack look --once"'), never).outcome
        == "well"
    )
    problem = run_job(LOOK, program(tmp_path, "seq 100000 >&2; echo 'error: no disk' >&2; exit 1"), never)
    assert (problem.outcome, problem.status, problem.said) == ("problem", 1, "error: no disk")
    with pytest.raises(OSError, match="No such file"):
        run_job(LOOK, str(tmp_path / "nothing"), never)


def test_a_job_that_takes_too_long_ends_with_all_that_it_started(tmp_path):
    result = run_job(LOOK, program(tmp_path, "sleep 4242 & sleep 4242"), threading.Event())
    assert (result.outcome, result.seconds < 3) == ("timed_out", True)
    assert not [one for one in psutil.process_iter(["cmdline"]) if one.info["cmdline"] == ["sleep", "4242"]]


class Often(Job):
    """A job that is due every quarter of a second."""

    def trigger(self, zone):
        return IntervalTrigger(seconds=0.25, timezone=zone)


def eventually(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_job_that_fails_says_so_and_runs_again(engine, stack_settings, tmp_path, caplog):
    upgrade(engine)
    caplog.set_level(logging.INFO)
    python = program(tmp_path, "echo 'error: no disk' >&2; exit 1")
    job = Often("backup-create", ("backup", "create"), 5, 60, "*")

    def events():
        with engine.connect() as connection:
            return connection.execute(tables.logs.select()).all()

    with Scheduler(stack_settings, lambda: python, [job]).running():
        eventually(lambda: len(events()) >= 2)
    # One more may have been stopped with the scheduler.
    assert {(row.service, row.level, row.event) for row in events()[:2]} == {
        ("command", "ERROR", "job_backup-create")
    }
    assert events()[0].detail.items() >= {"job": job.name, "status": 1, "said": "error: no disk"}.items()
    lines = [record for record in caplog.records if record.message == "job"][:2]
    assert {(line.job, line.outcome, line.levelname) for line in lines} == {(job.name, "problem", "ERROR")}
    assert Runs(stack_settings.folder()).all()[job.name]["outcome"] == "problem"


def test_a_job_that_cannot_be_started_and_a_database_that_is_away_end_nothing(tmp_path, caplog):
    away = Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path / "data",
        database_url="postgresql://nobody:secret@127.0.0.1:9/nothing",
    )  # fmt: skip
    python = [str(tmp_path / "nothing")]
    with Scheduler(away, lambda: python[0], [Often("look", ("look",), 5, 60, "*")]).running():
        eventually(lambda: "a job could not be started" in caplog.text)
        python[0] = program(tmp_path, "exit 0")
        eventually(lambda: "the database did not note a job" in caplog.text)
    assert "secret" not in caplog.text


def test_jobs_end_with_the_scheduler(tmp_path):
    settings = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data")
    python = program(tmp_path, f"touch {tmp_path}/begun; exec sleep 4243")
    with Scheduler(settings, lambda: python, [Often("look", ("look",), 60, 60, "*")]).running():
        eventually((tmp_path / "begun").exists)
        begin = time.monotonic()
    assert time.monotonic() - begin < 5
    assert "outcome" not in Runs(tmp_path / "data").all().get("look", {})


def test_a_scheduler_that_ends_says_so_and_starts_again(tmp_path, monkeypatch, caplog):
    caplog.set_level(logging.INFO)
    settings = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data")
    scheduler = Scheduler(
        settings, lambda: program(tmp_path, "exit 0"), [Often("look", ("look",), 5, 60, "*")]
    )
    fill, calls = scheduler.fill, []

    def failing(to):
        calls.append(to)
        if len(calls) < 3:
            raise RuntimeError
        fill(to)

    monkeypatch.setattr(scheduler, "fill", failing)
    with scheduler.running():
        eventually(lambda: "outcome" in Runs(settings.folder()).all().get("look", {}))
        assert scheduler.is_well
    assert not scheduler.is_well
    failures = [record for record in caplog.records if record.message == "work failed"]
    assert [record.work for record in failures] == ["schedule"] * 2


def test_one_scheduler_at_a_time_for_a_data_folder(tmp_path):
    settings = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data")
    first, second = (Scheduler(settings, str, []) for _ in range(2))
    with first.running(), pytest.raises(ScheduledElsewhereError), second.running():
        pass
    with second.running():
        pass


def test_the_shipped_files_are_those_of_the_table():
    zone = Settings.model_fields["schedule_tz"].default
    expected = {**units.systemd(units.Place(), zone), "diabetes-stack.cron": units.crontab(units.Place())}
    assert {file.name: file.read_text() for file in SHIPPED.iterdir()} == expected


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_understands_the_files_and_finds_the_same_times(tmp_path):
    place = replace(units.Place(), program=Path(shutil.which("true")), user="root")
    for name, text in units.systemd(place, "America/Bogota").items():
        (tmp_path / name).write_text(text)
    files = [str(file) for file in tmp_path.iterdir()]
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--recursive-errors=no", *files], capture_output=True, text=True
    )
    assert (verified.returncode, verified.stderr) == (0, "")
    base = datetime(2026, 10, 24, 12, tzinfo=timezone.utc)
    for zone in ("America/Bogota", "Europe/Madrid"):
        for job in JOBS:
            due, at = [], base
            for _ in range(3):
                at = job.trigger(ZoneInfo(zone)).get_next_fire_time(None, at + timedelta(seconds=1))
                due.append(at)
            said = subprocess.run(
                ["systemd-analyze", "calendar", "--iterations=3", f"--base-time={base:%Y-%m-%d %H:%M:%S} UTC",
                 units.calendar(job, zone)],
                capture_output=True, text=True, check=True, env={"TZ": "UTC", "PATH": "/usr/bin:/bin"},
            ).stdout  # fmt: skip
            for one in due:
                assert f"{one.astimezone(timezone.utc):%Y-%m-%d %H:%M:%S} UTC" in said, (zone, job.name, said)


def test_a_crontab_has_the_times_of_the_table():
    lines = [line for line in units.crontab(units.Place()).splitlines() if line[0] in "*0123456789"]
    assert len(lines) == len(JOBS)
    for line, job in zip(lines, JOBS, strict=True):
        assert str(CronTrigger.from_crontab(" ".join(line.split()[:5]))) == str(
            CronTrigger.from_crontab(job.cron)
        )
        assert job.trigger(BOGOTA).fields[-3:] == CronTrigger.from_crontab(job.cron, BOGOTA).fields[-3:]
        assert f"diabetes-stack {' '.join(job.command)} " in line


def test_a_line_of_the_crontab_runs(tmp_path):
    """The line as cron runs it, with programs of ours in the place of those that it names."""
    (tmp_path / "settings.env").write_text("DIABETES_DATA_DIR=elsewhere\n")
    said = tmp_path / "said"
    own = program(tmp_path, f'echo "$DIABETES_DATA_DIR $PWD $*" > {said}; exit 1')
    place = units.Place(Path(own), tmp_path / "settings.env", tmp_path, "nobody")
    line = units.crontab(place, JOBS[1:2]).splitlines()[-1].partition(" nobody ")[2]
    outer = subprocess.run(
        ["sh", "-c", line.replace("logger -t diabetes-backup-create", "cat")], capture_output=True, text=True
    )
    assert said.read_text() == f"elsewhere {tmp_path} backup create\n"
    assert outer.stdout == "failed: 1\n"


def test_the_list_says_when_each_job_runs_next_and_how_it_went(command, tmp_path):
    Runs(tmp_path / "data") and (tmp_path / "data").mkdir()
    at = datetime.now(timezone.utc)
    Runs(tmp_path / "data").keep("db-clean", at, {"outcome": "problem", "status": 1, "seconds": 2.0})
    listed = command("schedule", "--list", "--json")
    assert listed.exit_code == 0
    jobs = {job["name"]: job for job in json.loads(listed.stdout)["jobs"]}
    assert [*jobs] == [job.name for job in JOBS]
    assert all(datetime.fromisoformat(job["next"]) > at for job in jobs.values())
    assert jobs["db-clean"]["last"]["outcome"] == "problem"
    assert jobs["monitor"]["last"] is None
    [line] = [one for one in command("schedule", "--list").stdout.splitlines() if one.startswith("db-clean")]
    assert line.endswith("PROBLEM")


@pytest.mark.parametrize("kind", ["systemd", "cron"])
def test_files_are_written_for_systemd_and_cron(command, tmp_path, kind):
    for _ in range(2):
        written = command("schedule", "--install", kind, "--out", tmp_path / "units", "--json")
        assert written.exit_code == 0, written.output
    assert sorted(file.name for file in (tmp_path / "units").iterdir()) == json.loads(written.stdout)["files"]
    assert command("schedule", "--install", kind).exit_code == 2


def test_a_time_zone_that_is_none_is_refused(command, monkeypatch):
    monkeypatch.setenv("SCHEDULE_TZ", "Bogota")
    refused = command("schedule", "--list")
    assert refused.exit_code == 2
    assert "SCHEDULE_TZ must be a time zone such as America/Bogota or UTC" in refused.output
