"""How often a token and an address may call, and lock-outs: what an attacker can count on, and what not."""

from __future__ import annotations

import time

import pytest
from closed import bearing, client_of, closed_settings, code, forged, lines, signed
from sqlalchemy import select

from diabetes_stack import tokens
from diabetes_stack.api import watch
from diabetes_stack.api.counts import Counts, who
from diabetes_stack.api.lockout import Lockouts
from diabetes_stack.example import EXAMPLE
from diabetes_stack.roles import Role
from diabetes_stack.store import audit as trail
from diabetes_stack.store import ledger
from diabetes_stack.store.tables import audit


def statuses(client, count, **options):
    return [client.get("/models", **options).status_code for _ in range(count)]


def test_a_token_may_call_so_often_and_is_told_when_again(tmp_path):
    settings = closed_settings(tmp_path, rate_per_token="3/minute")
    with client_of(settings) as client:
        ward, other = signed(settings), signed(settings)
        assert statuses(client, 4, headers=ward) == [200, 200, 200, 429]
        refused = client.get("/models", headers=ward)
        assert code(refused) == "too_many"
        assert refused.json()["errors"][0]["limits"] == {"calls": 3, "seconds": 60}
        assert refused.headers["ratelimit-limit"] == "3"
        assert refused.headers["ratelimit-remaining"] == "0"
        assert 0 < int(refused.headers["ratelimit-reset"]) <= 60
        assert refused.headers["retry-after"] == refused.headers["ratelimit-reset"]
        # Another token of the same holder has a rate of its own; the direct calls count too.
        assert client.post("/predict", json=EXAMPLE, headers=other).status_code == 200
        assert client.post("/predict", json=EXAMPLE, headers=ward).status_code == 429
        assert statuses(client, 2, headers=other) == [200, 200]
        assert client.post("/predict", json=EXAMPLE, headers=other).status_code == 429


def test_an_address_may_call_so_often_also_where_no_token_is_needed(tmp_path):
    settings = closed_settings(tmp_path, require_token=False, rate_per_address="3/minute")
    with client_of(settings) as client:
        assert statuses(client, 4) == [200, 200, 200, 429]
        # Monitors always get an answer.
        assert {client.get("/health").status_code for _ in range(5)} == {200}


def test_a_rate_begins_anew_when_its_time_is_over(tmp_path):
    settings = closed_settings(tmp_path, require_token=False, rate_per_address="2/second")
    with client_of(settings) as client:
        assert 429 in statuses(client, 3)
        time.sleep(1.05)
        assert statuses(client, 1) == [200]


def test_refused_tokens_lock_an_address_and_the_audit_trail_says_so_once(tmp_path, capsys):
    settings = closed_settings(tmp_path, lock_failures=5, lock_seconds=300)
    good = signed(settings)
    with client_of(settings) as client:
        # A call without a token is no guess, and neither is an old token.
        assert statuses(client, 10) == [401] * 10
        now = int(time.time())
        old = bearing(forged(iat=now - 9_000, exp=now - 600))
        assert statuses(client, 10, headers=old) == [401] * 10
        assert statuses(client, 1, headers=good) == [200]
        assert statuses(client, 5, headers=bearing(forged(key="x" * 32))) == [401] * 5
        # Locked is locked: a good token shows nobody which guess was right.
        for headers in (good, bearing("x"), {}):
            refused = client.get("/models", headers=headers)
            assert (refused.status_code, code(refused)) == (429, "locked")
            assert 290 < int(refused.headers["retry-after"]) <= 300
        assert client.get("/health").status_code == 200
        engine = client.app.state.context.engine
    with engine.connect() as connection:
        locks = connection.execute(select(audit).where(audit.c.action == "lock")).all()
        assert [(one.by, one.subject) for one in locks] == [("api", "testclient")]
        assert locks[0].detail == {"failures": 5, "seconds": 300}
        assert trail.verify(connection) is None
        assert ledger.heads(tmp_path / ledger.FOLDER)[-1] == trail.head(connection)
    reasons = [line["reason"] for line in lines(capsys.readouterr().out) if line["call"] == "/models"]
    assert reasons == ["no_token"] * 10 + ["expired"] * 10 + [None] + ["signature"] * 5 + ["locked"] * 3


def test_a_lock_ends(tmp_path):
    settings = closed_settings(tmp_path, lock_failures=1, lock_seconds=1)
    with client_of(settings) as client:
        assert statuses(client, 2, headers=bearing("x")) == [401, 429]
        time.sleep(1.05)
        assert statuses(client, 1, headers=signed(settings)) == [200]


def test_many_lock_outs_do_not_flood_the_audit_trail(tmp_path):
    settings = closed_settings(tmp_path, lock_failures=1, lock_seconds=300)
    began = time.monotonic()
    with client_of(settings) as client:
        lockouts = client.app.state.context.control._lockouts
        for number in range(5_000):
            lockouts.failed(f"192.0.2.{number}")
        engine = client.app.state.context.engine
    minutes = (time.monotonic() - began) / watch._NOTE_SECONDS
    with engine.connect() as connection:
        locks = connection.execute(select(audit.c.subject).where(audit.c.action == "lock")).scalars().all()
    assert locks[-1] == "others"
    # Each minute, and once more at the end.
    times = locks.count("others")
    assert times <= 2 + minutes
    assert len(locks) <= times * (watch._MOST_ENTRIES + 1)


def test_counts_take_bounded_memory():
    counts = Counts(most=100)
    for number in range(1_000):
        counts.incr(str(number), 60)
    assert len(counts) == 100
    assert (counts.get("999"), counts.get("0")) == (1, 0)
    # Who keeps calling is not forgotten.
    for number in range(500):
        counts.incr("eve", 60)
        counts.incr(f"n{number}", 60)
    assert counts.get("eve") == 500


def test_an_attacker_with_a_network_is_one_caller():
    assert who("2001:db8:1:2::1") == who("2001:db8:1:2:ffff::9") != who("2001:db8:1:3::1")
    assert who("::ffff:192.0.2.7") == who("192.0.2.7") == "192.0.2.7"
    assert who(None) == "local"


def test_no_failures_no_lock():
    lockouts = Lockouts(0, 300)
    for _ in range(100):
        lockouts.failed("192.0.2.7")
    assert lockouts.left("192.0.2.7") == 0


@pytest.mark.parametrize("environment", ["development", "production"])
def test_by_default_rates_are_bounded_in_production_alone(tmp_path, environment):
    key = "8c1e5b0f3b9a6d51c87e24a90b6fd335"
    chosen = {"environment": environment, "secret_key": key, "database_url": f"sqlite:///{tmp_path / 'a.db'}"}
    settings = closed_settings(tmp_path, **chosen)
    assert (settings.rate_per_token == "off") is (environment == "development")
    with client_of(settings) as client:
        headers = bearing(tokens.issue(settings, "ward 3", tokens.LONGEST, Role.READER))
        assert client.get("/models", headers=headers).status_code == 200
