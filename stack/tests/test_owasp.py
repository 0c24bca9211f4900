"""The attacks of the OWASP API Security Top 10 (2023), each refused with its status, and nothing changed by them."""

from __future__ import annotations

import base64
import json
import socket
import threading
import time

import jwt
import pytest
from closed import DAY, KEY, bearing, client_of, closed_settings, code, contents, forged, signed
from cryptography.hazmat.primitives.asymmetric import rsa
from raw import Raw
from servers import ApiProcess

from diabetes_stack import tokens
from diabetes_stack.api.calls import CALLS
from diabetes_stack.api.openapi import document
from diabetes_stack.api.pages import PAGES
from diabetes_stack.bounds import Bounds
from diabetes_stack.example import EXAMPLE
from diabetes_stack.login.paths import PATHS as LOGIN
from diabetes_stack.roles import Role

CDS = "/cds-services/"
ELSEWHERE = "0190f3c4-1111-7000-8000-000000000000"
RESULT = {"date": "2026-01-31", "hba1c": 6.5}


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    # The attacks themselves would lock the address out.
    return closed_settings(tmp_path_factory.mktemp("owasp"), lock_failures=0)


@pytest.fixture(scope="module")
def client(settings):
    with client_of(settings) as client:
        client.post("/predict", json=EXAMPLE, headers=signed(settings)).raise_for_status()
        yield client


@pytest.fixture
def unchanged(client):
    before = contents(client)
    yield
    assert contents(client) == before


def path_of(call):
    return call.path.replace("{prediction_id}", ELSEWHERE).replace("{name}", "findrisc")


def ask(client, call, **options):
    bodies = {
        "/predict/batch": [EXAMPLE],
        "/predictions/{prediction_id}/outcome": RESULT,
        "/worklist/steps": {"state": "told", "prediction_id": ELSEWHERE},
    }
    body = {"json": bodies.get(call.path, EXAMPLE)} if call.method == "POST" else {}
    return client.request(call.method, path_of(call), **body, **options)


# API1: broken object level authorization.


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", f"/predictions/{ELSEWHERE}/outcome", 404),
        ("POST", "/predictions/' OR 1=1 --/outcome", 404),
        ("POST", "/predictions/%00/outcome", 404),
        ("POST", "/predictions/..%2f..%2f1/outcome", 404),
        ("GET", f"/predictions/{ELSEWHERE}", 404),
        ("DELETE", f"/predictions/{ELSEWHERE}", 404),
        ("GET", f"/predictions/{ELSEWHERE}/outcome", 405),
        ("GET", "/patients/CC-1", 404),
        ("GET", f"/worklist/{ELSEWHERE}", 404),
        ("DELETE", "/worklist/steps", 405),
    ],
)
def test_api1_no_object_of_another_is_reached_by_its_id(client, settings, method, path, status):
    body = {"json": RESULT} if method == "POST" else {}
    assert client.request(method, path, headers=signed(settings), **body).status_code == status


def test_api1_a_reader_adds_no_result_to_a_prediction_that_exists(client, settings):
    made = client.post("/predict", json=EXAMPLE, headers=signed(settings)).json()["prediction_id"]
    before = contents(client)
    refused = client.post(f"/predictions/{made}/outcome", json=RESULT, headers=signed(settings, Role.READER))
    assert (refused.status_code, code(refused)) == (403, "not_allowed")
    assert contents(client) == before


# API2: broken authentication.


def unsigned(claims, **header):
    parts = ({"alg": "none", "typ": "JWT", **header}, claims)
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, ""])


def with_claims(token, **claims):
    """A good token whose claims were changed after it was signed."""
    header, _, signature = token.split(".")
    changed = {**jwt.decode(token, options={"verify_signature": False}), **claims}
    body = base64.urlsafe_b64encode(json.dumps(changed).encode()).decode().rstrip("=")
    return f"{header}.{body}.{signature}"


NOW = int(time.time())
RSA = rsa.generate_private_key(65537, 2048)
GOOD = forged(role="reader")
BAD_TOKENS = {
    "no signature": unsigned({"sub": "eve", "role": "admin", "iat": NOW, "exp": NOW + DAY}),
    "no signature, spelled otherwise": unsigned({"sub": "eve"}, alg="nOnE"),
    "no signature, of a provider": unsigned({"sub": "eve"}, alg="None", kid="1"),
    "another key": forged(key="f" + KEY[1:]),
    "an empty key": forged(key="\x00" * 32),
    "a swapped key": forged(key=RSA, algorithm="RS256", headers={"kid": "1"}),
    "another algorithm": forged(key=KEY * 2, algorithm="HS512"),
    "a role that was raised": with_claims(GOOD, role="admin"),
    "a longer life": with_claims(GOOD, exp=NOW + 2 * DAY),
    "no signature at the end": GOOD.rpartition(".")[0] + ".",
    "a wrong audience": forged(aud="mlflow"),
    "no audience": forged(aud=None),
    "no id": forged(jti=None),
    "no holder": forged(sub=None),
    "an empty holder": forged(sub=""),
    "a holder that is no text": forged(sub={"$ne": None}),
    "no role of ours": forged(role="root"),
    "a list of roles": forged(role=["admin"]),
    "expired": forged(iat=NOW - DAY, exp=NOW - 600),
    "no end": forged(exp=None),
    "an end that is no time": forged(exp="never"),
    "an endless end": forged(exp=1e300),
    "not yet valid": forged(nbf=NOW + 600),
    "from the future": forged(iat=NOW + 600, exp=NOW + DAY),
    "91 days": forged(exp=NOW + 91 * DAY),
    "no start": forged(iat=None),
    "a key of the sender's": forged(
        key=RSA, algorithm="RS256", headers={"jwk": {"kty": "RSA", "n": "AQAB", "e": "AQAB"}}
    ),
    "a file as key": forged(key="0" * 32, headers={"kid": "../../../../dev/null"}),
    "a query as key": forged(key="x" * 32, headers={"kid": "1' UNION SELECT 'x"}),
    "a critical header that we do not know": forged(headers={"crit": ["exp"], "exp": 1}),
    "a payload apart": forged(headers={"b64": False, "crit": ["b64"]}),
    "huge": f"{'a' * 12_000}.b.c",
    "deep": base64.urlsafe_b64encode(b"[" * 5_000).decode().rstrip("=") + ".e.e",
    "control characters": "a\x00b.c\x7fd.e",
    "nothing": "",
}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("attack", BAD_TOKENS)
def test_api2_only_a_whole_token_of_ours_opens(client, attack):
    for method, path in (("GET", "/model/info"), ("POST", "/predict")):
        body = {"json": EXAMPLE} if method == "POST" else {}
        headers = {"Authorization": f"Bearer {BAD_TOKENS[attack]}".encode("latin-1")}
        refused = client.request(method, path, headers=headers, **body)
        assert (refused.status_code, code(refused)) == (401, "no_token"), path
        assert refused.headers["www-authenticate"] == 'Bearer error="invalid_token"'


@pytest.mark.usefixtures("unchanged")
def test_api2_a_token_counts_in_its_header_alone(client, settings):
    token = tokens.issue(settings, "ward 3", tokens.LONGEST)
    for options in (
        {"params": {"access_token": token, "token": token}},
        {"headers": {"Authorization": f"Basic {token}"}},
        {"headers": {"Authorization": token}},
        {"headers": {"X-Access-Token": token, "Cookie": f"token={token}"}},
        {"headers": [("Authorization", "Bearer x"), ("Authorization", f"Bearer {token}")]},
    ):
        assert client.get("/model/info", **options).status_code == 401, options
    assert client.get("/model/info", headers=bearing(token)).status_code == 200


# API3: broken object property level authorization.


def test_api3_a_caller_sets_only_what_a_record_has(client, settings):
    theirs = {
        "prediction_id": ELSEWHERE,
        "model_version": "theirs",
        "risk_level": "bajo",
        "synthetic": True,
        "retention": "clinical",
        "patient": "a" * 64,
        "nombre": "Nadie",
        "__proto__": {"role": "admin"},
    }
    answer = client.post("/predict", json={**EXAMPLE, **theirs}, headers=signed(settings)).json()
    plain = client.post("/predict", json=EXAMPLE, headers=signed(settings)).json()
    own = {"prediction_id", "timestamp", "processing_time_ms", "warnings"}
    assert {key: value for key, value in answer.items() if key not in own} == {
        key: value for key, value in plain.items() if key not in own
    }
    assert answer["prediction_id"] != ELSEWHERE
    context = client.app.state.context
    with context.engine.connect() as connection:
        found = connection.exec_driver_sql(
            f"SELECT * FROM predictions WHERE id = '{answer['prediction_id']}'"
        ).one()
    assert found.patient is None
    assert found.retention is None
    assert not theirs.keys() & json.loads(found.inputs).keys()


@pytest.mark.usefixtures("unchanged")
def test_api3_no_refusal_tells_a_value_or_where_it_came_from(client, settings):
    for body in ({**EXAMPLE, "edad": 987.125}, [1], "text", {**EXAMPLE, "tas": {"x": 987.125}}):
        refused = client.post("/predict", json=body, headers=signed(settings))
        assert refused.status_code == 422
        for told in ("987.125", "Traceback", "site-packages", "sqlite"):
            assert told not in refused.text


# API4: unrestricted resource consumption.


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("path", "body", "kind", "status", "refusal"),
    [
        ("/predict", b'{"edad":' + b"4" * 20_000, "application/json", 413, "too_large"),
        ("/predict/batch", b"[" + b"{}," * 10_000 + b"{}]", "application/json", 413, "too_many_records"),
        ("/predict/batch", b",".join([b"c"] * 2_000) + b"\n1\n", "text/csv", 413, "too_many_columns"),
        ("/predict", b"[" * 16_000, "application/json", 422, None),
        ("/predict", b"\x1f\x8b" + b"0" * 100, "application/gzip", 415, "unsupported_media_type"),
    ],
)
def test_api4_what_is_too_much_is_refused(client, settings, path, body, kind, status, refusal):
    headers = {**signed(settings), "Content-Type": kind}
    refused = client.post(path, content=body, headers=headers)
    assert refused.status_code == status
    assert refusal is None or code(refused) == refusal


# API5: broken function level authorization.


def test_api5_every_call_needs_a_role_but_for_the_two_of_monitors():
    assert {call.path for call in CALLS if call.role is None} == {"/health", "/ready"}
    for call in CALLS:
        # What stores or computes on a person takes more than looking.
        assert call.method == "GET" or call.role in (Role.OPERATOR, Role.ADMIN), call.path


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.path)
def test_api5_a_call_is_answered_to_its_role_and_those_above_alone(client, settings, call):
    if call.role is None:
        assert ask(client, call).status_code == 200
        return
    assert ask(client, call).status_code == 401
    for role in Role:
        if role.includes(call.role):
            continue
        refused = ask(client, call, headers=signed(settings, role))
        assert (refused.status_code, code(refused)) == (403, "not_allowed")
        assert refused.json()["errors"][0]["limits"] == {"role": call.role.value}


@pytest.mark.parametrize("call", [call for call in CALLS if call.role], ids=lambda call: call.path)
def test_api5_and_to_them_it_is(client, settings, call):
    for role in Role:
        if role.includes(call.role):
            answer = ask(client, call, headers=signed(settings, role))
            assert answer.status_code in (200, 404), role
            assert (
                answer.status_code == 200
                or ELSEWHERE in answer.url.path
                or "/models/" in answer.url.path
                or CDS in answer.url.path
                or code(answer) == "unknown_prediction"
            )


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/predict", {"X-HTTP-Method-Override": "POST"}, 405),
        ("POST", "/health", {"X-Original-URL": "/predict", "X-Rewrite-URL": "/predict"}, 401),
        ("POST", "/predict/", {}, 401),
        ("POST", "//predict", {}, 401),
        ("POST", "/predict;role=admin", {}, 401),
        ("POST", "/PREDICT", {}, 401),
        ("POST", "/health/../predict", {}, 401),
        ("POST", "/docs-scripts/..%2f..%2fpredict", {}, 401),
        ("GET", "/docs-scripts/..%2f..%2f..%2fetc%2fpasswd", {}, 401),
        ("HEAD", "/metrics", {}, 401),
        ("GET", "/metrics", {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"}, 401),
        ("GET", "/healthz", {}, 401),
        ("GET", "/model/info", {"X-Role": "admin", "X-User": "admin"}, 401),
    ],
)
def test_api5_no_other_way_leads_to_a_call(client, settings, method, path, headers, status):
    if status == 405:
        headers = {**headers, **signed(settings)}
    assert client.request(method, path, headers=headers).status_code == status


# API6: unrestricted access to sensitive business flows.


def test_api6_the_same_result_again_changes_nothing(client, settings):
    made = client.post("/predict", json=EXAMPLE, headers=signed(settings)).json()["prediction_id"]
    for stored in (1, 0, 0):
        answer = client.post(f"/predictions/{made}/outcome", json=RESULT, headers=signed(settings))
        assert answer.json()["stored"] == stored
    before = contents(client)
    other = {**RESULT, "hba1c": 4.5}
    refused = client.post(f"/predictions/{made}/outcome", json=other, headers=signed(settings))
    assert (refused.status_code, code(refused)) == (409, "conflict")
    assert contents(client) == before


# API7: server side request forgery.


@pytest.fixture
def listener():
    """A server that counts who connects."""
    found = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        ended = threading.Event()

        def run():
            while not ended.is_set():
                try:
                    found.append(server.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=run)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", found
        ended.set()
        thread.join()


@pytest.mark.usefixtures("unchanged")
def test_api7_no_address_of_a_caller_is_fetched(client, settings, listener):
    url, connections = listener
    own = forged(key=RSA, algorithm="RS256", headers={"jku": url, "x5u": url, "kid": url}, iss=url)
    assert client.get("/model/info", headers=bearing(own)).status_code == 401
    named = client.post(f"/models/{url.replace('/', '%2f')}/predict", json=EXAMPLE, headers=signed(settings))
    assert named.status_code == 404
    record = {**EXAMPLE, "$ref": url, "fecha_glucosa": url}
    assert client.post("/predict", json=record, headers=signed(settings)).status_code == 422
    headers = {**signed(settings), "X-Forwarded-Host": url, "Referer": url, "Origin": url}
    assert client.get("/model/info", headers=headers).status_code == 200
    time.sleep(0.3)
    assert connections == []


# API8: security misconfiguration.


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    folder = tmp_path_factory.mktemp("production")
    chosen = {
        "environment": "production",
        "secret_key": KEY[::-1],
        "database_url": f"sqlite:///{folder / 'diabetes.db'}",
        "allowed_hosts": "testserver",
    }
    settings = closed_settings(folder, **chosen)
    with client_of(settings) as client:
        yield client, settings


@pytest.mark.parametrize(
    "path", [path.replace("{file}", "swagger-ui.css") for path in PAGES if path not in LOGIN]
)
def test_api8_the_documentation_is_closed_in_production(production, path):
    client, settings = production
    for method in ("GET", "HEAD"):
        assert client.request(method, path).status_code == 401
        assert client.request(method, path, headers=bearing(GOOD[:-2])).status_code == 401
    assert client.get(path, headers=signed(settings, Role.READER)).status_code in (200, 307)


def test_api8_every_answer_carries_the_headers_that_protect_a_browser(production):
    client, settings = production
    for answer in (
        client.get("/health"),
        client.get("/model/info"),
        client.get("/nothing", headers=signed(settings)),
        client.get("/predict", headers=signed(settings)),
        client.post("/predict", json=EXAMPLE, headers=signed(settings)),
        client.post("/predict", json={}, headers=signed(settings)),
        client.get("/health", headers={"Host": "evil.example"}),
    ):
        headers = answer.headers
        assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "geolocation=()" in headers["permissions-policy"]
        assert "server" not in headers
        assert "access-control-allow-origin" not in headers


def test_api8_no_page_of_another_origin_may_call(client, settings):
    for origin in ("https://evil.example", "null"):
        asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        refused = client.options("/predict", headers=asked)
        assert refused.status_code == 401
        answer = client.get("/model/info", headers={**signed(settings), "Origin": origin})
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND"])
def test_api8_other_methods_do_nothing(client, settings, method):
    before = contents(client)
    assert client.request(method, "/predict", headers=signed(settings)).status_code == 405
    assert client.request(method, "/predict").status_code == 401
    assert contents(client) == before


# API9: improper inventory management.


@pytest.mark.parametrize(
    "path",
    ["/v1/predict", "/api/predict", "/admin", "/debug", "/console", "/actuator", "/.env", "/.git/config",
     "/server-status", "/graphql", "/swagger.json", "/metrics/", "/backup", "/config"],
)  # fmt: skip
def test_api9_nothing_else_is_there(client, settings, path):
    assert client.get(path).status_code == 401
    assert client.get(path, headers=signed(settings, Role.ADMIN)).status_code == 404


def test_api9_the_document_lists_every_call_with_its_role(client):
    whole = document("", Bounds(), tokens=True)
    for call in CALLS:
        for operation in whole["paths"][call.path].values():
            assert operation["x-role"] == (call.role and call.role.value)
            assert ("security" in operation) == ("403" in operation["responses"]) == bool(call.role)
    assert whole["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    served = {route.path for route in client.app.routes}
    known = {call.path for call in CALLS} | {
        path.replace("/{file}", "") for path in PAGES if path not in LOGIN
    }
    assert served == known


# API10 is in test_provider.py: what the identity provider sends is not believed.


# On the wire, against a server.


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    api = ApiProcess(
        tmp_path_factory.mktemp("wire"),
        STORE_PREDICTIONS="false", REQUIRE_TOKEN="true", JWT_SECRET_KEY=KEY, ALLOWED_HOSTS="api.example.org",
        RATE_PER_ADDRESS="30/hour", LOCK_FAILURES="0",
    )  # fmt: skip
    yield api
    api.stop()


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (("Host: evil.example",), 400),
        (("Host: api.example.org.evil.example",), 400),
        (("Host: api.example.org", "Host: evil.example"), 400),
        (("Host: evil.example", "X-Forwarded-Host: api.example.org"), 400),
        (("Host: api.example.org@evil.example",), 400),
        (("Host: ",), 400),
        ((), 400),
        (("Host: api.example.org", "X-Request-ID: a\rSet-Cookie: x=1"), 400),
        (("Host: api.example.org", "Content-Length: 3", "Transfer-Encoding: chunked"), 400),
        (("Host: api.example.org", "Content-Length: 3", "Content-Length: 4"), 400),
        (("Host: api.example.org",), 200),
        (("Host: API.example.org:8002",), 200),
        (("Host: localhost:8002",), 200),
    ],
)
def test_headers_that_deceive_are_refused(server, lines, status):
    with Raw(server.port) as raw:
        raw.send("\r\n".join(["GET /health HTTP/1.1", *lines, "", ""]).encode())
        answer = raw.answer()
    assert answer.status == status
    assert "set-cookie" not in answer.headers


def test_another_address_in_a_header_is_no_way_past_the_rate(server):
    statuses = []
    for number in range(40):
        with Raw(server.port) as raw:
            spoofed = f"X-Forwarded-For: 10.0.0.{number}", f"Forwarded: for=10.0.0.{number}"
            raw.send(
                "\r\n".join(["GET /models HTTP/1.1", "Host: api.example.org", *spoofed, "", ""]).encode()
            )
            statuses.append(raw.answer().status)
    assert statuses.count(429) == 10
    assert statuses[-10:] == [429] * 10
