"""The manual's checklists: what was run and signed, in which period, and what is overdue."""

from __future__ import annotations

import json
from datetime import date, datetime, timezone

import httpx
import pytest
import time_machine
from servers import ApiProcess
from test_jobs import usage

from diabetes_stack.checklist import lists, periods, record, run
from diabetes_stack.checklist.lists import LINES, Line, List
from diabetes_stack.checklist.run import Outcome, is_done, overdue, states
from diabetes_stack.run.load import load
from diabetes_stack.store import logs
from diabetes_stack.store.engine import Service
from diabetes_stack.store.migrate import upgrade


def _entry(line, day, state, hour=8):
    at = datetime(day.year, day.month, day.day, hour, tzinfo=timezone.utc)
    return record.Entry(at, line.list.value, line.key, periods.name(line.list, day), state, "ana", "")


def _line(key):
    return next(line for line in LINES if line.key == key)


MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("key", "did", "state"),
    [
        ("backups", [], "open"),
        ("backups", ["found"], "found"),
        ("backups", ["found", "ok"], "ok"),
        ("backups", ["ok", "found"], "found"),
        ("planning", [], "unsigned"),
        ("planning", ["signed"], "signed"),
        ("performance", ["signed"], "open"),
        ("performance", ["ok"], "unsigned"),
        ("performance", ["found"], "found"),
        ("performance", ["found", "signed"], "signed"),
        ("performance", ["signed", "ok"], "unsigned"),
    ],
)
def test_a_line_is_done_by_its_last_run_and_by_a_signature_after_it(key, did, state):
    line = _line(key)
    known = [_entry(line, MONDAY, one, 8 + hour) for hour, one in enumerate(did)]
    [found] = [one for one in states(line.list, MONDAY, known) if one.line.key == key]
    assert (found.state, is_done(found)) == (state, state in ("ok", "signed"))


def test_a_day_s_record_does_not_count_for_the_next():
    known = [_entry(_line("logs"), MONDAY, "signed")]
    assert all(not is_done(one) for one in states(List.DAILY, date(2026, 12, 1), known))


def test_what_was_not_done_in_the_last_period_is_overdue_once_there_is_a_record():
    assert overdue(MONDAY, []) == []
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)
    known = [
        _entry(_line("logs"), friday, "ok"),
        _entry(_line("logs"), friday, "signed"),
        _entry(_line("backups"), friday, "ok"),
    ]
    missed = {(line.key, period) for line, period in overdue(saturday, known)}
    # Friday's week and month are not over on Saturday.
    assert missed == {("health", "2026-11-27"), ("performance", "2026-11-27")}
    missed = {line.list for line, _ in overdue(date(2027, 1, 1), known)}
    assert missed == set(List)


def test_a_clock_set_back_and_daylight_saving_make_no_line_done_twice_or_never(
    command, tmp_path, monkeypatch
):
    monkeypatch.setenv("SCHEDULE_TZ", "America/New_York")
    # The night in which clocks go back from 2 to 1: the hour occurs twice, and the day stays the same.
    for hour in ("05:30", "06:30"):
        with time_machine.travel(f"2026-11-01T{hour}:00+00:00", tick=False):
            command("check", "daily", "--sign", "logs", "--by", "ana")
    # Set back by a day, after that.
    with time_machine.travel("2026-10-31T12:00:00+00:00", tick=False):
        shown = json.loads(command("check", "daily", "--show", "--json").output)
    assert [one.period for one in record.entries(tmp_path / "data")] == ["2026-11-01", "2026-11-01"]
    assert shown["period"] == "2026-10-31"
    assert all(one["state"] != "signed" for one in shown["lines"])


def test_a_list_is_run_signed_and_shown(command, monkeypatch, tmp_path):
    monkeypatch.setattr(
        lists, "LINES", tuple(line._replace(commands=line.commands and (("--version",),)) for line in LINES)
    )
    monkeypatch.setattr(run, "LINES", lists.LINES)
    done = command("check", "daily", "--json")
    assert done.exit_code == 1, done.output
    found = {one["line"]: one["state"] for one in json.loads(done.stdout)["lines"]}
    assert found == {"health": "ok", "logs": "unsigned", "performance": "unsigned", "backups": "ok"}
    text = command("check", "daily", "--sign", "logs", "--by", "Ana Pérez", "--note", "sin novedad").output
    assert "Ana Pérez" in text
    assert "performance: not signed" in text
    assert command("check", "daily", "--sign", "performance", "--by", "ana").exit_code == 0
    assert command("check", "daily", "--show").exit_code == 0
    # A new run asks for a new signature.
    assert command("check", "daily").exit_code == 1
    assert (tmp_path / "data" / record.FILE).stat().st_mode & 0o777 == 0o600


def test_a_dry_run_shows_the_commands_and_keeps_nothing(command, tmp_path):
    for which in List:
        shown = command("check", which.value, "--dry-run")
        assert shown.exit_code == 0
        assert all(line.key in shown.output for line in lists.lines(which))
    assert record.entries(tmp_path / "data") == []


@pytest.mark.parametrize("key", ["backups", "nothing"])
def test_what_is_not_signed_cannot_be_signed(command, tmp_path, key):
    refused = command("check", "daily", "--sign", key, "--by", "ana")
    assert (refused.exit_code, "logs, performance" in refused.output) == (2, True)
    assert record.entries(tmp_path / "data") == []


@pytest.mark.parametrize("name", [(), ("--by", ""), ("--by", " "), ("--by", "ana\nluis")])
def test_nobody_signs_without_a_name(command, tmp_path, name):
    refused = command("check", "daily", "--sign", "logs", *name)
    assert (refused.exit_code, "--by" in refused.output) == (2, True)
    assert record.entries(tmp_path / "data") == []


def test_a_command_that_finds_something_is_named_with_what_it_said():
    line = Line(List.DAILY, "x", (("--version",), ("model", "nothing-of-that-name")), False)
    found = run.outcome(line, "http://127.0.0.1:1", None)
    assert isinstance(found, Outcome)
    assert not found.well
    assert "--version: ok" in found.note
    assert "status 2" in found.note


def test_warnings_and_errors_are_listed_and_other_events_are_not(command, engine):
    upgrade(engine)
    assert command("logs").exit_code == 0
    with engine.begin() as connection:
        for level, event in (
            ("INFO", "started"),
            ("ERROR", "broken"),
            ("ERROR", "broken"),
            ("WARNING", "slow"),
        ):
            logs.record(connection, Service.DASHBOARD, event, {}, level)
    found = command("logs", "--json")
    assert found.exit_code == 1
    counts = {one["event"]: one["count"] for one in json.loads(found.stdout)["events"]}
    assert counts == {"broken": 2, "slow": 1}
    assert "broken" in command("logs", "--hours", "1").output
    with time_machine.travel(datetime.now(timezone.utc).replace(year=2030)):
        assert command("logs").exit_code == 0


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.key)
def test_every_command_of_a_line_exists(line):
    for command in line.commands:
        assert usage(tuple(part.format(api="http://127.0.0.1:8002") for part in command)) is None


def test_a_load_test_measures_answers_and_stores_nothing(tmp_path):
    api = ApiProcess(tmp_path, LOG_LEVEL="WARNING")
    try:
        found = load(api.url, {}, 2)
        assert (found.requests, found.errors, found.is_well) == (100, 0, True)
        assert 0 < found.median <= found.most <= found.slowest
        assert httpx.get(f"{api.url}/health").json()["total_predictions"] == 0
    finally:
        api.kill()
    gone = load(api.url, {}, 0.1)
    assert (gone.errors, gone.is_well) == (gone.requests, False)
