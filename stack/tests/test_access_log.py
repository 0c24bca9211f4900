"""``audit --log``: what stands out in the access lines is found, and an ordinary week is left in peace."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta
from functools import cache

import pytest
from closed import bearing, client_of, closed_settings, forged, signed

from diabetes_stack.api.access import Line
from diabetes_stack.security import access_lines
from diabetes_stack.security.access_lines import read
from diabetes_stack.security.usage import usage

#: A Monday at noon, by this machine's clock.
MONDAY = datetime(2026, 3, 2, 12).astimezone()
PREFIXES = ("", "api       | ", "diabetes-api-1  | 2026-03-02T12:00:00Z ")


def line(at, holder="ward 3", address="10.0.0.5", status=200, reason=None, prefix=""):
    whole = Line(at.timestamp(), "r", holder, "operator", address, "POST", "/predict", status, 0.001, reason)
    return prefix + str(whole)


@cache
def _week(days, hours, calls):
    chance = random.Random(1)
    return [
        line(MONDAY.replace(hour=hour) + timedelta(days=day, seconds=number * 100))
        for day in range(days)
        for hour in hours
        for number in range(calls + chance.randrange(-5, 6))
    ]


def week(days=14, hours=range(7, 18), calls=20):
    """Ordinary use: every day from seven to six, some twenty calls an hour."""
    return list(_week(days, hours, calls))


LAST = MONDAY + timedelta(days=13)


def found(lines):
    return [(one.state.value, one.code, dict(one.detail)) for one in usage(read(lines))]


def codes(lines):
    return [(state, code) for state, code, _ in found(lines)]


def test_an_ordinary_fortnight_is_ordinary():
    [(state, code, detail)] = found(week())
    assert (state, code) == ("ok", "usage")
    assert detail["days"] == 13
    assert detail["calls"] == len(week())


@pytest.mark.parametrize("status", [401, 403, 404, 429])
def test_an_address_that_is_refused_all_the_time_is_suspicious(status):
    scan = [line(LAST + timedelta(seconds=n), None, "203.0.113.9", status) for n in range(30)]
    [(state, code, detail)] = found(week() + scan)
    assert (state, code, detail["names"]) == ("warning", "suspicious", "203.0.113.9")
    assert codes(week() + scan[:29]) == [("ok", "usage")]
    # Not when most of its calls are answered.
    busy = [line(LAST + timedelta(seconds=n), None, "203.0.113.9") for n in range(31)]
    assert codes(week() + scan + busy) == [("ok", "usage")]


def test_refused_tokens_are_named_with_their_reasons():
    guesses = [
        line(LAST + timedelta(seconds=n), None, "203.0.113.9", 401, "signature" if n % 2 else "expired")
        for n in range(24)
    ]
    [(state, code, detail)] = found(week() + guesses)
    assert (state, code, detail["names"]) == ("warning", "refused_tokens", "203.0.113.9")
    assert detail["reasons"] == "expired 12, signature 12"


def test_a_lock_out_and_a_revoked_token_are_critical():
    locked = line(LAST, None, "203.0.113.9", 429, "locked")
    revoked = line(LAST, None, "203.0.113.7", 401, "revoked")
    assert [(state, code, detail["names"]) for state, code, detail in found([*week(), locked, revoked])] == [
        ("critical", "locked", "203.0.113.9"),
        ("critical", "revoked_used", "203.0.113.7"),
    ]


def test_many_more_calls_than_usual_are_unusual():
    burst = [line(LAST.replace(hour=10) + timedelta(seconds=n)) for n in range(100)]
    [(state, code, detail)] = found(week() + burst)
    assert (state, code) == ("warning", "unusual_rate")
    assert detail["names"].startswith(f"ward 3 {LAST:%Y-%m-%d} 10:00 (")
    # A holder who is always that busy is not unusual.
    assert codes(week(hours=range(7, 10), calls=150)) == [("ok", "usage")]


def test_calls_at_night_of_a_holder_who_works_by_day_are_unusual():
    night = [line(LAST.replace(hour=3) + timedelta(seconds=n)) for n in range(5)]
    [(state, code, detail)] = found(week() + night)
    assert (state, code) == ("warning", "unusual_time")
    assert detail["names"] == f"ward 3 {LAST:%Y-%m-%d} 03:00 (5)"
    assert codes(week() + night[:4]) == [("ok", "usage")]
    # A new holder has no usual time yet.
    new = [line(LAST.replace(hour=3) + timedelta(seconds=n), holder="new") for n in range(5)]
    assert codes(week() + new) == [("ok", "usage")]


def test_a_short_log_says_that_it_is_short():
    assert codes(week(days=3)) == [("unknown", "too_short")]


def test_lines_are_found_among_others_and_broken_ones_are_counted():
    mixed = [f"{prefix}{text}" for text, prefix in zip(week(), PREFIXES * 1_000, strict=False)]
    others = ['{"at": "x", "level": "INFO", "event": "started"}', "Traceback", "", "{"]
    assert codes(mixed + others) == [("ok", "usage")]
    broken = ['{"event": "call", "at"', '{"event": "call"}', '{"event": "call", "at": 7, "address": 1}']
    [(state, code, detail), *_] = found(mixed + broken)
    assert (state, code, detail["broken"]) == ("unknown", "lines_left_out", 3)
    assert codes(others) == [("unknown", "no_lines")]


def test_a_log_of_endless_callers_takes_bounded_memory(monkeypatch):
    monkeypatch.setattr(access_lines, "_MOST", 100)
    many = [line(MONDAY, f"holder {n}", f"10.{n // 250}.{n % 250}.1") for n in range(1_000)]
    counted = read(many)
    assert len(counted.of_address) == len(counted.of_holder) == 100
    assert counted.calls == 1_000
    assert counted.uncounted > 0
    assert ("unknown", "lines_left_out") in codes(many)


def test_what_the_api_writes_is_what_is_read(local, tmp_path, capsys):
    chosen = closed_settings(tmp_path / "api", lock_failures=3, store_predictions=False)
    with client_of(chosen) as client:
        client.get("/models", headers=signed(chosen)).raise_for_status()
        for _ in range(5):
            client.get("/models", headers=bearing(forged(key="x" * 32)))
    (tmp_path / "api.log").write_text(capsys.readouterr().out)
    ran = local("audit", "--offline", "--json", "--log", tmp_path / "api.log")
    told = {one["code"]: one for one in json.loads(ran.stdout)["checks"] if one["check"] == "access"}
    assert (told["locked"]["state"], "testclient" in told["locked"]["found"]) == ("critical", True)


def test_a_log_comes_from_a_file_or_a_pipe(local, tmp_path):
    ran = local("audit", "--offline", "--json", "--log", "-", input="\n".join(week()))
    assert ("access", "ok") in {(one["check"], one["state"]) for one in json.loads(ran.stdout)["checks"]}
    assert ran.exit_code == 1
    missing = local("audit", "--offline", "--log", tmp_path / "none.log")
    assert (missing.exit_code, "none.log" in missing.stderr, missing.stdout) == (1, True, "")
