"""With --json every failure of a command is one JSON document, and standard error says it for a person."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest
from speaking import ENGLISH, SPANISH, asked

from diabetes_stack.cli import console, incident

_WRONG = (
    ("nonsense", "--json"),
    ("db", "nonsense", "--json"),
    ("--json", "db", "check"),
    ("backup", "verify", "--sample", "x", "--json"),
    ("backup", "key", "--json"),
    ("incident", "ack", "9" * 30, "--json"),
    ("incident", "figures", "--days", "nan", "--json"),
    ("token", "create", "ana", "--role", "chief", "--json"),
    ("smoke", "127.0.0.1:8002", "--json"),
    ("db", "restore", "/no/such/file", "--json"),
    ("db", "restore", "/", "--json"),
)


@pytest.mark.parametrize("language", [SPANISH, ENGLISH])
def test_a_wrong_command_line_is_said_to_a_program_too(language):
    for line, said in zip(_WRONG, asked(language, _WRONG)["lines"], strict=True):
        found = json.loads(said["out"])
        assert (said["status"], found["code"]) == (2, "usage"), line
        assert found["error"].split()[0] in said["err"]
        if language == SPANISH:
            assert "does not" not in found["error"], line
            assert "directory" not in found["error"], line


def test_a_failure_that_no_command_expects_is_said_to_a_program_too(command, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError("of a patient")

    monkeypatch.setattr(incident, "Record", fails)
    ran = command("incident", "list", "--json")
    assert (ran.exit_code, json.loads(ran.stdout)["code"]) == (1, "unexpected")
    assert "of a patient" not in ran.stdout
    assert isinstance(ran.exception, ZeroDivisionError)


def test_an_interrupted_command_is_said_to_a_program_too(command, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(incident, "Record", interrupted)
    ran = command("incident", "list", "--json")
    assert json.loads(ran.stdout)["code"] == "aborted"
    assert ran.exit_code not in (0, 2)


def test_what_json_cannot_write_is_null_and_a_time_is_iso_8601(capsys):
    at = datetime(2026, 3, 1, tzinfo=timezone.utc)
    console.say_json({"a": float("nan"), "b": [float("inf"), 1.5], "at": at})
    assert json.loads(capsys.readouterr().out) == {
        "a": None, "b": [None, 1.5], "at": "2026-03-01T00:00:00+00:00",
    }  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        ("db", "check"), ("db", "clean"), ("db", "clean", "--dry-run"), ("db", "holds"), ("logs",), ("token", "list"),
        ("db", "forget", "--patient", "ana", "--yes"), ("db", "export", "--patient", "ana"),
        ("db", "hold", "--patient", "ana", "--reason", "x"), ("audit", "verify"), ("monitor", "model"),
    ],
)  # fmt: skip
def test_no_command_takes_a_missing_database_for_an_empty_one(local, tmp_path, line):
    ran = local(*line, "--json")
    assert (ran.exit_code, "error" in json.loads(ran.stdout)) == (1, True)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("of", [("list",), ("verify",), ("restore", "--yes")])
def test_a_folder_of_backups_that_is_not_there_is_said(local, tmp_path, of):
    ran = local("backup", *of, "--from", tmp_path / "unmounted", "--json")
    assert ran.exit_code == 1
    assert json.loads(ran.stdout)["problems"][0]["code"] == "no_folder"
