"""A revoked token counts no longer, also while the database is away."""

from __future__ import annotations

import stat
import time

import pytest
from closed import KEY, client_of, signed
from sqlalchemy.exc import OperationalError

from diabetes_stack import tokens
from diabetes_stack.api import revoked as revoked_module
from diabetes_stack.api import watch
from diabetes_stack.roles import Role
from diabetes_stack.settings import Settings
from diabetes_stack.store import revocations
from diabetes_stack.store.migrate import upgrade

HANG = 30
LOOK_SECONDS = 0.2


@pytest.fixture(autouse=True)
def often(monkeypatch):
    """The list is looked at more often than every two seconds."""
    monkeypatch.setattr(watch, "LOOK_SECONDS", LOOK_SECONDS)


@pytest.fixture
def settings(database_url, tmp_path):
    return Settings(
        _env_file=None,
        DIABETES_DATA_DIR=tmp_path,
        database_url=database_url,
        require_token=True,
        jwt_secret_key=KEY,
    )


def status(client, headers):
    return client.get("/models", headers=headers).status_code


def until(client, headers, wanted):
    end = time.monotonic() + HANG
    while (found := status(client, headers)) != wanted:
        assert time.monotonic() < end, found
        time.sleep(0.1)


def id_of(headers):
    return tokens.id_in(headers["Authorization"].removeprefix("Bearer "))


def revoke(engine, headers):
    with engine.begin() as connection:
        assert revocations.revoke(connection, id_of(headers), "ward 3", "ana")


def test_within_seconds_and_no_other(engine, settings):
    upgrade(engine)
    gone, kept = signed(settings), signed(settings, Role.READER)
    with client_of(settings) as client:
        assert (status(client, gone), status(client, kept)) == (200, 200)
        revoke(engine, gone)
        begin = time.monotonic()
        until(client, gone, 401)
        assert time.monotonic() - begin < LOOK_SECONDS + 5
        assert status(client, kept) == 200
    # The next one knows from the start.
    with client_of(settings) as client:
        assert (status(client, gone), status(client, kept)) == (401, 200)


def test_while_the_database_is_away_the_last_list_counts(engine, settings, tmp_path, monkeypatch):
    upgrade(engine)
    gone, kept = signed(settings), signed(settings)
    revoke(engine, gone)
    with client_of(settings) as client:
        assert status(client, gone) == 401

        def away(*_):
            raise OperationalError("", {}, Exception())

        monkeypatch.setattr(revoked_module, "revoked_since", away)
        time.sleep(LOOK_SECONDS + 0.5)
        assert (status(client, gone), status(client, kept)) == (401, 200)
    file = tmp_path / revoked_module.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    # And after a start, too.
    with client_of(settings) as client:
        assert (status(client, gone), status(client, kept)) == (401, 200)


def test_a_broken_list_is_told_and_no_fault(engine, settings, tmp_path, caplog):
    upgrade(engine)
    good = signed(settings)
    for content in (b"", b"[]", b'{"tokens": 1}', b"\xff"):
        (tmp_path / revoked_module.FILE).write_bytes(content)
        caplog.clear()
        with client_of(settings) as client:
            assert status(client, good) == 200
        assert "the file of revoked tokens cannot be read" in caplog.text
