"""People log in to the API's pages at a provider on this machine; who cheats stays outside."""

from __future__ import annotations

import base64
import json
import logging
import time
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import httpx
import itsdangerous
import jwt
import pytest
import time_machine
from issuer import CLIENT, SETTINGS, new_key
from starlette.testclient import TestClient

from diabetes_stack import tokens
from diabetes_stack.api.app import create_app
from diabetes_stack.example import EXAMPLE
from diabetes_stack.login.key import session_key
from diabetes_stack.settings import Settings, SettingsError

PUBLIC = "http://testserver"
HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9"}
COOKIE = "diabetes-api"


@pytest.fixture(scope="module")
def chosen(provider, tmp_path_factory):
    """Makes settings of services with this provider."""
    folder = tmp_path_factory.mktemp("data")

    def make(**others):
        values = {**SETTINGS, "oidc_issuer": provider.url, "api_public_url": PUBLIC, "log_level": "WARNING"}
        return Settings(
            _env_file=None, DIABETES_DATA_DIR=folder, store_predictions=False, **{**values, **others}
        )

    return make


@contextmanager
def browsing(settings, base_url=PUBLIC):
    """A browser, or a program, at an API with these settings."""
    with TestClient(create_app(settings), base_url, follow_redirects=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def api(chosen):
    with browsing(chosen()) as opened:
        yield opened.app


@pytest.fixture
def client(api, issuer):
    """A browser, or a program, that has not been there before."""
    return visitor(api)


def visitor(api):
    return TestClient(api, PUBLIC, follow_redirects=False)


def asked(client, path="/docs"):
    """What the provider is asked when somebody opens a page."""
    answer = client.get(path, headers=HTML)
    assert answer.status_code == 303
    return client.get(answer.headers["location"]).headers["location"]


def back(place, user="ana"):
    """Where the provider sends that user."""
    return httpx.get(f"{place}&login_hint={user}").headers["location"]


def log_in(client, user="ana", path="/docs"):
    return client.get(back(asked(client, path), user), headers=HTML)


def is_outside(client):
    return client.get("/docs", headers=HTML).status_code == 303


def claims_with(**others):
    return lambda claims: {**claims, **others}


def test_the_pages_need_a_login_which_comes_back_to_where_it_began(client):
    entered = log_in(client, path="/redoc?x=1")
    assert (entered.status_code, entered.headers["location"]) == (303, f"{PUBLIC}/redoc?x=1")
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert client.get(path).status_code == 200, path
    page = client.get("/logout", headers={**HTML, "Accept-Language": "en"}).text
    assert "logged in as ana. Your role: operator." in page


def test_the_provider_is_asked_with_state_nonce_and_pkce(client):
    query = parse_qs(urlsplit(asked(client)).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == [f"{PUBLIC}/callback"]
    assert all(len(query[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))
    again = parse_qs(urlsplit(asked(client)).query)
    assert all(query[name] != again[name] for name in ("state", "nonce", "code_challenge"))


def test_a_program_is_refused_or_sends_a_token(client, chosen):
    for path in ("/docs", "/openapi.json"):
        refused = client.get(path)
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert refused.json()["errors"][0]["code"] == "no_token"
        good = {"Authorization": f"Bearer {tokens.bearer(chosen(), 'ci')['Authorization'].split()[1]}"}
        assert client.get(path, headers=good).status_code == 200
    assert client.get("/health").status_code == 200


def test_a_session_opens_the_pages_and_no_call(client, chosen):
    log_in(client, "root")
    assert client.get("/docs").status_code == 200
    for call in ("/model/info", "/models", "/metrics"):
        assert client.get(call).status_code == 401, call
    for call, body in (("/predict", EXAMPLE), ("/predict/batch", [EXAMPLE])):
        assert client.post(call, json=body).status_code == 401, call
    assert client.post("/predict", json=EXAMPLE, headers=tokens.bearer(chosen(), "ci")).status_code == 200


def test_the_cookie_is_for_this_host_alone(client, chosen):
    cookie = log_in(client).headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"httponly", "samesite=lax", "path=/", "max-age=28800"} <= set(cookie.lower().split("; "))
    assert len(cookie) < 1000
    with browsing(chosen(api_public_url="https://testserver"), "https://testserver") as secure:
        begun = secure.get("/login").headers["set-cookie"]
    assert begun.startswith("__Host-diabetes-api=")
    assert "secure" in begun.lower().split("; ")


def test_a_cookie_does_not_grow_with_logins_that_are_not_completed(client):
    for _ in range(8):
        asked(client, f"/docs?{'x' * 480}")
    assert len(client.cookies[COOKIE]) < 2500


def test_without_a_role_the_page_says_whom_to_ask(client):
    refused = log_in(client, "eva")
    assert refused.status_code == 403
    assert "sub-eva" in refused.text
    assert "seguridad@hospital.com" in refused.text
    assert is_outside(client)


def test_a_login_ends_after_its_hours(client, issuer):
    with time_machine.travel(0, tick=False) as clock:
        clock.move_to(1_900_000_000)
        log_in(client)
        clock.shift(8 * 3600 - 1)
        assert not is_outside(client)
        clock.shift(1)
        assert is_outside(client)
        # It counts from when the provider made the token, not from when this cookie was made.
        issuer.twist = claims_with(iat=int(time.time()) - 7 * 3600)
        log_in(client)
        clock.shift(3600 - 1)
        assert not is_outside(client)
        clock.shift(1)
        assert is_outside(client)


def test_a_logout_ends_the_session_also_of_a_copied_cookie(client, issuer):
    log_in(client)
    copied = client.cookies[COOKIE]
    away = client.post("/logout")
    assert away.status_code == 303
    place = urlsplit(away.headers["location"])
    assert f"{place.scheme}://{place.netloc}{place.path}" == f"{issuer.url}/logout"
    assert parse_qs(place.query)["post_logout_redirect_uri"] == [f"{PUBLIC}/callback"]
    assert is_outside(client)
    assert client.get("/callback?state=x", headers=HTML).status_code == 200
    client.cookies.set(COOKIE, copied)
    assert is_outside(client)


def test_nobody_is_logged_out_by_a_link_or_by_a_form_of_another_site(client):
    log_in(client)
    client.get("/logout", headers=HTML)
    kept = client.cookies[COOKIE]
    # SameSite=Lax: such a form comes without the cookie.
    client.cookies.clear()
    assert "set-cookie" not in client.post("/logout", headers={"Origin": "https://evil.example"}).headers
    client.cookies.set(COOKIE, kept)
    assert not is_outside(client)


def unsigned(claims):
    return jwt.encode(claims, None, "none")


def by_the_public_key(issuer):
    """Signed with the key that everybody knows, as if it were a secret."""
    known = httpx.get(f"{issuer.url}/jwks").json()["keys"][0]
    header = {"alg": "HS256", "typ": "JWT", "kid": known["kid"]}
    secret = base64.urlsafe_b64decode(known["n"] + "==")

    def sign(claims):
        return jwt.encode(claims, secret, "HS256", header)

    return sign


CHEATS = {
    "nonce": claims_with(nonce="of another login"),
    "no nonce": lambda claims: {name: value for name, value in claims.items() if name != "nonce"},
    "issuer": claims_with(iss="https://evil.example"),
    "audience": claims_with(aud="another-client"),
    "audience with our azp": claims_with(aud="another-client", azp=CLIENT),
    "azp": claims_with(aud=[CLIENT, "another-client"], azp="another-client"),
    "expired": lambda claims: {**claims, "iat": claims["iat"] - 3600, "exp": claims["iat"] - 300},
    "from the future": lambda claims: {**claims, "iat": claims["iat"] + 600},
    "never expires": lambda claims: {name: value for name, value in claims.items() if name != "exp"},
    "nobody": lambda claims: {
        name: value for name, value in claims.items() if name not in ("sub", "preferred_username")
    },
}


@pytest.mark.parametrize("cheat", CHEATS)
def test_a_token_that_was_not_made_for_this_login_is_refused(cheat, client, issuer):
    issuer.twist = CHEATS[cheat]
    assert log_in(client).status_code == 400
    assert is_outside(client)
    issuer.plain()
    assert log_in(client).status_code == 303


def test_a_token_without_the_providers_signature_is_refused(client, issuer):
    key, number = new_key()
    forged = {
        "none": unsigned,
        "the public key as a secret": by_the_public_key(issuer),
        "another key": lambda claims: jwt.encode(claims, key, "RS256", {"kid": issuer.kid}),
        "an unknown key": lambda claims: jwt.encode(claims, key, "RS256", {"kid": number}),
        "no token": lambda claims: "",
    }
    for name, sign in forged.items():
        issuer.sign = sign
        assert log_in(client).status_code == 400, name
        assert is_outside(client), name


def test_a_new_key_of_the_provider_is_fetched(client, issuer):
    log_in(client)
    client.cookies.clear()
    issuer.rotate()
    assert log_in(client).status_code == 303


def test_a_login_that_this_browser_did_not_begin_is_refused(client, api):
    """Somebody sends a link that would log others in as them, or a state or code of their own."""
    link = back(asked(visitor(api)), "ana")
    assert client.get(link, headers=HTML).status_code == 400
    assert is_outside(client)
    mine = parse_qs(urlsplit(back(asked(client), "ana")).query)
    for code, state in ((mine["code"][0], "x" * 30), (mine["code"][0], ""), ("x", mine["state"][0])):
        assert client.get("/callback", params={"code": code, "state": state}, headers=HTML).status_code == 400
    refused = {"error": "access_denied", "state": mine["state"][0]}
    assert client.get("/callback", params=refused, headers=HTML).status_code == 400
    assert is_outside(client)


def test_a_code_or_a_callback_counts_once(client):
    link = back(asked(client), "ana")
    begun = client.cookies[COOKIE]
    assert client.get(link).status_code == 303
    # The same browser goes back; the same cookie is replayed.
    client.cookies.clear()
    assert client.get(link).status_code == 400
    client.cookies.set(COOKIE, begun)
    assert client.get(link).status_code == 400
    assert is_outside(client)


def test_who_completed_the_login_in_another_tab_is_not_refused(client):
    first, second = back(asked(client)), back(asked(client))
    assert client.get(second).status_code == 303
    again = client.get(first)
    assert (again.status_code, again.headers["location"]) == (303, f"{PUBLIC}/docs")


def test_a_login_keeps_nothing_that_was_in_the_cookie_before(client, api):
    """Session fixation: somebody plants a cookie of their own session, and waits for a login."""
    attacker = visitor(api)
    log_in(attacker, "luis")
    client.cookies.set(COOKIE, attacker.cookies[COOKIE], domain="testserver.local")
    place = client.get("/login?next=/redoc").headers["location"]
    client.get(back(place, "ana"))
    content = client.cookies.get(COOKIE, domain="testserver.local").partition(".")[0]
    assert json.loads(base64.b64decode(content)).keys() == {"person"}
    assert "ana" in client.get("/logout", headers=HTML).text
    assert "ana" not in attacker.get("/logout", headers=HTML).text
    attacker.post("/logout")
    assert not is_outside(client)


@pytest.mark.parametrize(
    "target",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
     "/docs\r\nSet-Cookie: a=b", "evil", "", "/login", "/logout?x", f"/{'a' * 2000}"],
)  # fmt: skip
def test_nobody_is_led_to_another_site(target, client):
    place = client.get("/login", params={"next": target}).headers["location"]
    entered = client.get(back(place))
    assert (entered.status_code, entered.headers["location"]) == (303, f"{PUBLIC}/docs")


def test_a_cookie_that_was_changed_or_signed_by_others_is_none(client, chosen):
    log_in(client, "luis")
    good = client.cookies[COOKIE]
    content, _, signature = good.partition(".")
    held = json.loads(base64.b64decode(content))
    held["person"]["role"] = "admin"
    changed = base64.b64encode(json.dumps(held).encode()).decode()
    key = session_key(chosen(), "mlflow")
    forged = [
        f"{changed}.{signature}",
        good[:-2] + ("aa" if good[-2:] != "aa" else "bb"),
        itsdangerous.TimestampSigner(key).sign(changed).decode(),
        itsdangerous.TimestampSigner(chosen().jwt_key).sign(changed).decode(),
        changed,
        "null",
        "é.é.é",
    ]
    for cookie in forged:
        client.cookies.clear()
        assert (
            client.get("/docs", headers={**HTML, "Cookie": f"{COOKIE}={cookie}".encode()}).status_code == 303
        )
    client.cookies.set(COOKIE, good)
    assert not is_outside(client)


def test_the_keys_of_sessions_are_neither_the_secret_nor_each_others(chosen):
    keys = [session_key(chosen(), service) for service in ("api", "mlflow", "dashboard")]
    assert len({*keys, chosen().jwt_key}) == 4
    assert all(len(key) == 64 for key in keys)
    other = chosen(jwt_secret_key="f" + SETTINGS["jwt_secret_key"])
    assert session_key(other, "api") not in keys


def test_a_provider_that_is_away_or_another_one_is_said_and_lets_nobody_in(chosen, issuer):
    issuer.named = "https://evil.example"
    with browsing(chosen()) as client:
        assert client.get("/login", headers=HTML).status_code == 502
        issuer.plain()
        # It is asked again: nobody must start the service anew.
        assert client.get("/login", headers=HTML).status_code == 302
    with browsing(chosen(oidc_issuer="http://127.0.0.1:9")) as client:
        away = client.get("/login", headers={**HTML, "Accept-Language": "en"})
        assert (away.status_code, "does not respond" in away.text) == (502, True)
        assert client.get("/health").status_code == 200


def test_who_logs_in_and_who_is_refused_is_logged_without_secrets(client, issuer, caplog):
    caplog.set_level(logging.INFO)
    code = parse_qs(urlsplit(back(asked(client))).query)["code"][0]
    log_in(client)
    client.post("/logout")
    log_in(client, "eva")
    issuer.twist = CHEATS["issuer"]
    log_in(client)
    lines = [
        (record.message, record.holder, record.role, record.cause)
        for record in caplog.records
        if record.name == "diabetes_stack.login.routes"
    ]
    assert lines == [
        ("login", "ana", "operator", None),
        ("logout", "ana", "operator", None),
        ("login_refused", "sub-eva", None, "no role"),
        ("login_failed", None, None, "InvalidClaimError"),
    ]
    assert not any(secret in caplog.text for secret in (code, SETTINGS["oidc_client_secret"]))


def test_only_the_providers_tokens_are_taken_where_nobody_can_log_in(chosen):
    """A provider for programs, without a client for people: the pages need a token."""
    with browsing(chosen(oidc_client_id="")) as client:
        assert client.get("/docs", headers=HTML).status_code == 401
        assert client.get("/login").status_code == 401


def test_a_login_is_refused_whose_settings_are_incomplete(chosen):
    with pytest.raises(SettingsError, match="OIDC_CLIENT_SECRET must be set"):
        create_app(chosen(oidc_client_secret=""))
    production = {
        "environment": "production",
        "secret_key": SETTINGS["jwt_secret_key"],
        "database_url": "sqlite:////x.db",
    }
    with pytest.raises(SettingsError, match="OIDC_ISSUER must begin with https://"):
        chosen(**production)
    https = {**production, "oidc_issuer": "https://login.example.org"}
    with pytest.raises(SettingsError, match="API_PUBLIC_URL must begin with https://"):
        create_app(chosen(**https))
    with pytest.raises(
        SettingsError, match="JWT_SECRET_KEY must have at least 32 characters with OIDC_ISSUER"
    ):
        chosen(jwt_secret_key="short")
    with pytest.raises(SettingsError, match="REQUIRE_TOKEN must not be false with OIDC_ISSUER"):
        chosen(require_token=False)
