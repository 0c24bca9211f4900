"""With REQUIRE_TOKEN the API answers those who send a token of its own."""

from __future__ import annotations

import base64
import time
from datetime import timedelta

import httpx
import jwt
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from diabetes_stack import tokens
from diabetes_stack.api.app import create_app
from diabetes_stack.dashboard.client import ApiClient, UnavailableError
from diabetes_stack.example import EXAMPLE
from diabetes_stack.settings import Settings, settings
from diabetes_stack.store.tables import audit

KEY = "0f3b9a6d51c87e24a90b6fd3358e7c12d4a1"


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


def test_only_a_token_of_ours_that_has_not_expired_opens(closed):
    good = tokens.issue(closed, "ward 3", timedelta(minutes=1))
    assert tokens.holder(closed, good) == "ward 3"
    claims = jwt.decode(good, options={"verify_signature": False})
    for token in (
        "",
        good[:-3] + "abc",
        tokens.issue(closed, "ward 3", timedelta(minutes=-2)),
        jwt.encode(claims, "x" * 40, "HS256"),
        jwt.encode(claims, "", "none"),
        jwt.encode({"sub": "ward 3"}, KEY, "HS256"),
    ):
        assert tokens.holder(closed, token) is None, token


def test_clocks_may_differ_by_a_minute(closed):
    now = int(time.time())
    for shift, opens in ((2, True), (30, True), (600, False)):
        for claims in ({"iat": now + shift}, {"nbf": now + shift}, {"exp": now - shift}):
            token = jwt.encode({"sub": "ward 3", "exp": now + 3600, **claims}, KEY, "HS256")
            assert (tokens.holder(closed, token) == "ward 3") is opens, claims


def test_what_is_no_token_is_refused_and_no_fault(closed):
    deep = base64.urlsafe_b64encode(b"[" * 9000).decode().rstrip("=")
    for token in (f"{deep}.{deep}.{deep}", "ñ.ñ.ñ", "..", "a" * 10_000, "\x00"):
        assert tokens.holder(closed, token) is None


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


def test_the_command_writes_a_token_and_keeps_for_whom(command, engine, monkeypatch):
    refused = command("token", "ward 3")
    assert (refused.exit_code, "JWT_SECRET_KEY" in refused.output) == (1, True)
    monkeypatch.setenv("JWT_SECRET_KEY", KEY)
    settings.cache_clear()
    written = command("token", "ward 3", "--days", 30).stdout.strip()
    assert tokens.holder(settings(), written) == "ward 3"
    with engine.connect() as connection:
        row = connection.execute(select(audit)).one()
    assert (row.action, row.subject, row.detail) == ("token", "ward 3", {"days": 30})
    assert tokens.bearer(settings(), "dashboard") == {}


def test_a_closed_api_needs_a_key():
    for key in (None, "short"):
        with pytest.raises(
            ValueError, match="JWT_SECRET_KEY must have at least 32 characters with REQUIRE_TOKEN"
        ):
            Settings(_env_file=None, require_token=True, jwt_secret_key=key)
