"""With REQUIRE_TOKEN the API answers those who send a token of its own."""

from __future__ import annotations

import base64
import json
import stat
import time
from datetime import timedelta

import httpx
import jwt
import pytest
import time_machine
from sqlalchemy import select
from starlette.testclient import TestClient

from diabetes_stack import tokens
from diabetes_stack.api.app import create_app
from diabetes_stack.dashboard.client import ApiClient, UnavailableError
from diabetes_stack.example import EXAMPLE
from diabetes_stack.roles import Role
from diabetes_stack.settings import Settings, settings
from diabetes_stack.store.tables import audit

KEY = "0f3b9a6d51c87e24a90b6fd3358e7c12d4a1"
DAY = 24 * 3600


@pytest.fixture
def closed(tmp_path):
    return Settings(
        _env_file=None,
        DIABETES_DATA_DIR=tmp_path,
        store_predictions=False,
        require_token=True,
        jwt_secret_key=KEY,
    )


def test_a_call_needs_a_token_and_the_monitors_none(closed):
    with TestClient(create_app(closed)) as client:
        for path in ("/health", "/ready", "/docs", "/openapi.json"):
            assert client.get(path).status_code == 200, path
        for path in ("/model/info", "/metrics", "/nothing"):
            assert client.get(path).status_code == 401, path
        refused = client.post("/predict", json=EXAMPLE, headers={"Accept-Language": "en"})
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert refused.json()["errors"][0]["code"] == "no_token"
        assert "diabetes-stack token" in refused.json()["errors"][0]["message"]
        good = tokens.issue(closed, "ward 3", timedelta(days=1))
        for scheme in ("Bearer", "bearer"):
            answer = client.post("/predict", json=EXAMPLE, headers={"Authorization": f"{scheme} {good}"})
            assert answer.status_code == 200
        document = client.get("/openapi.json").json()
        assert document["paths"]["/predict"]["post"]["security"] == [{"token": []}]
        assert "security" not in document["paths"]["/health"]["get"]


def refusal(settings, token):
    """Why a token does not count; None if it does."""
    try:
        tokens.read(settings, token)
    except tokens.TokenError as error:
        return error.reason
    return None


def test_a_token_says_who_holds_it_with_which_role(closed):
    for role in Role:
        caller = tokens.read(closed, tokens.issue(closed, "ward 3", timedelta(days=90), role))
        assert (caller.holder, caller.role) == ("ward 3", role)
    assert refusal(closed, tokens.issue(closed, "ward 3", timedelta(days=91))) == "too_long"


def test_a_token_from_before_there_were_roles_is_an_operators_for_ninety_days(closed):
    now = int(time.time())
    old = {"sub": "ward 3", "iat": now, "exp": now + 365 * DAY}
    caller = tokens.read(closed, jwt.encode(old, KEY, "HS256"))
    assert (caller.holder, caller.role) == ("ward 3", Role.OPERATOR)
    assert caller.expires == now + 90 * DAY
    aged = jwt.encode({**old, "iat": now - 91 * DAY}, KEY, "HS256")
    assert refusal(closed, aged) == "expired"
    # Half a new one is none.
    for claim in ({"role": "admin"}, {"aud": tokens.AUDIENCE}, {"jti": "1"}):
        assert refusal(closed, jwt.encode({**old, **claim}, KEY, "HS256")) in ("audience", "claims")


def test_a_token_ends_while_it_is_in_use(closed):
    token = tokens.issue(closed, "ward 3", timedelta(hours=1))
    with TestClient(create_app(closed), headers={"Authorization": f"Bearer {token}"}) as client:
        for minutes, status in ((0, 200), (59, 200), (60, 200), (62, 401)):
            with time_machine.travel(time.time() + minutes * 60, tick=False):
                assert client.get("/models").status_code == status, minutes


def test_clocks_may_differ_by_a_minute(closed):
    now = int(time.time())
    for shift, opens in ((2, True), (30, True), (600, False)):
        for claims in ({"iat": now + shift}, {"nbf": now + shift}, {"iat": now - 900, "exp": now - shift}):
            whole = {"sub": "ward 3", "iat": now, "exp": now + 3600, **claims}
            assert (refusal(closed, jwt.encode(whole, KEY, "HS256")) is None) is opens, claims


def test_what_is_no_token_is_refused_and_no_fault(closed):
    deep = base64.urlsafe_b64encode(b"[" * 3000).decode().rstrip("=")
    for token in (f"{deep}.{deep}.{deep}", "ñ.ñ.ñ", "..", "a" * 10_000, "\x00", ""):
        assert refusal(closed, token) == "malformed"


def test_the_dashboard_opens_the_api_with_a_token_of_its_own(closed):
    with TestClient(create_app(closed)) as client:

        def carried(request):
            answer = client.request(request.method, request.url.path, headers=dict(request.headers))
            return httpx.Response(answer.status_code, json=answer.json())

        transport = httpx.MockTransport(carried)
        with pytest.raises(UnavailableError, match="401"):
            ApiClient("http://api", transport).info()
        opened = ApiClient("http://api", transport, lambda: tokens.bearer(closed, "dashboard"))
        assert opened.info()["model_name"] == "nhanes"


@pytest.fixture
def signing(command, engine, monkeypatch):
    """The command line with a key for tokens."""
    monkeypatch.setenv("JWT_SECRET_KEY", KEY)
    settings.cache_clear()
    return command


def trail(engine):
    with engine.connect() as connection:
        return [(row.action, row.subject, row.detail) for row in connection.execute(select(audit))]


def test_the_command_needs_a_key(command):
    refused = command("token", "create", "ward 3")
    assert (refused.exit_code, "JWT_SECRET_KEY" in refused.output) == (1, True)


def test_the_command_writes_a_token_and_keeps_for_whom(signing, engine):
    for arguments, role, days in (
        (("ward 3", "--days", 30), Role.OPERATOR, 30),
        (("--days", 30, "ward 3"), Role.OPERATOR, 30),
        (("create", "ward 3", "--role", "reader"), Role.READER, 90),
    ):
        written = signing("token", *arguments)
        caller = tokens.read(settings(), written.stdout.strip())
        assert (caller.holder, caller.role) == ("ward 3", role)
        assert caller.expires == pytest.approx(time.time() + days * DAY, abs=60)
        assert trail(engine)[-1] == ("token", "ward 3", {"days": days, "id": caller.id, "role": role.value})
    assert signing("token", "ward 3", "--days", 91).exit_code == 2
    assert signing("token", "ward 3", "--role", "root").exit_code == 2
    assert len(trail(engine)) == 3


def test_a_token_in_a_file_is_for_its_owner_and_is_replaced_at_once(signing, tmp_path):
    file = tmp_path / "prometheus.token"
    seen = set()
    for _ in range(2):
        written = signing("token", "create", "prometheus", "--role", "reader", "--out", file, "--json")
        assert "token" not in json.loads(written.stdout)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert tokens.read(settings(), file.read_text()).role is Role.READER
        seen.add(file.read_text())
    assert len(seen) == 2
    assert [one.name for one in tmp_path.glob("*token*")] == [file.name]


def test_tokens_are_listed_and_revoked_by_id(signing, engine):
    made = [json.loads(signing("token", "create", name, "--json").stdout) for name in ("a", "b")]
    assert signing("token", "revoke", made[0]["id"], "--dry-run").exit_code == 0
    listed = json.loads(signing("token", "list", "--json").stdout)
    assert [(one["holder"], one["state"]) for one in listed] == [("a", "valid"), ("b", "valid")]
    for new in (1, 0):
        gone = json.loads(signing("token", "revoke", made[0]["id"], "--json").stdout)
        assert (gone["revoked"], len(gone["new"])) == ([made[0]["id"]], new)
    listed = json.loads(signing("token", "list", "--all", "--json").stdout)
    assert [one["state"] for one in listed] == ["revoked", "valid"]
    assert trail(engine)[-1] == ("revoke", made[0]["id"], {"holder": "a"})
    unknown = signing("token", "revoke", "0" * 16)
    assert (unknown.exit_code, "token list" in unknown.output) == (1, True)


def test_a_whole_token_is_revoked_without_its_id(signing, engine):
    now = int(time.time())
    old = jwt.encode({"sub": "ward 3", "iat": now, "exp": now + 365 * DAY}, KEY, "HS256")
    gone = json.loads(signing("token", "revoke", old, "--json").stdout)
    assert gone["new"] == [tokens.read(settings(), old).id]


def test_services_have_tokens_of_their_own(signing, monkeypatch):
    assert tokens.bearer(settings(), "dashboard") == {}
    monkeypatch.setenv("REQUIRE_TOKEN", "true")
    settings.cache_clear()
    sent = tokens.bearer(settings(), "monitor", Role.READER)
    caller = tokens.read(settings(), sent["Authorization"].removeprefix("Bearer "))
    assert (caller.holder, caller.role) == ("monitor", Role.READER)
    assert tokens.bearer(settings(), "monitor", Role.READER) == sent
    with time_machine.travel(time.time() + 240):
        assert tokens.bearer(settings(), "monitor", Role.READER) != sent


def test_a_closed_api_needs_a_key():
    for key in (None, "short"):
        with pytest.raises(
            ValueError, match="JWT_SECRET_KEY must have at least 32 characters with REQUIRE_TOKEN"
        ):
            Settings(_env_file=None, require_token=True, jwt_secret_key=key)
