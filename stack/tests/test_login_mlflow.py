"""MLflow behind the login: the proxy as a process, before a service that says what arrived."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import httpx
import jwt
import pytest
import uvicorn
from issuer import SETTINGS, Issuer, environment
from servers import free_port
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from diabetes_stack import tokens
from diabetes_stack.login.mlflow import create_proxy
from diabetes_stack.login.mlflow_reads import reads
from diabetes_stack.models.tracking import TrackingError, set_aliases
from diabetes_stack.roles import Role
from diabetes_stack.run.services import mlflow, mlflow_behind_login
from diabetes_stack.settings import Settings

HTML = {"Accept": "text/html"}
SEARCH, CREATE = "/ajax-api/2.0/mlflow/runs/search", "/ajax-api/2.0/mlflow/runs/create"
EXPERIMENTS = "/api/2.0/mlflow/experiments"
LIMIT = 200_000


class Upstream:
    """In MLflow's place: it repeats what arrived, or behaves badly."""

    def __init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.seen = []
        app = Starlette(
            routes=[
                Route("/health", lambda request: Response("OK")),
                Route("/pieces", self._pieces),
                Route("/zipped", self._zipped),
                Route("/asleep", self._asleep),
                Route("/{path:path}", self._echo, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
            ]
        )
        self._server = uvicorn.Server(
            uvicorn.Config(app, port=self.port, log_level="warning", lifespan="off", proxy_headers=False)
        )
        threading.Thread(target=self._server.run, daemon=True).start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self):
        self._server.should_exit = True

    async def _echo(self, request):
        try:
            body = await request.body()
        except ClientDisconnect:
            return Response(status_code=400)
        found = {
            "method": request.method,
            "path": request.scope["raw_path"].decode(),
            "query": request.scope["query_string"].decode(),
            "headers": [[name.decode(), value.decode()] for name, value in request.scope["headers"]],
            "size": len(body),
        }
        self.seen.append(found)
        answer = JSONResponse(found)
        answer.set_cookie("theirs", "1")
        answer.headers["Keep-Alive"] = "timeout=5"
        answer.headers.append("X-Twice", "1")
        answer.headers.append("X-Twice", "2")
        return answer

    async def _pieces(self, request):
        async def pieces():
            for _ in range(3):
                yield b"x" * 1000
                await asyncio.sleep(0.5)

        return StreamingResponse(pieces())

    async def _zipped(self, request):
        return Response(gzip.compress(b"hello"), headers={"Content-Encoding": "gzip"})

    async def _asleep(self, request):
        await asyncio.sleep(30)


@pytest.fixture(scope="module")
def issuer():
    found = Issuer()
    yield found
    found.stop()


@pytest.fixture(scope="module", autouse=True)
def service(issuer, tmp_path_factory):
    """`diabetes-stack mlflow`, which takes a while to be ready: the last test uses it."""
    folder = tmp_path_factory.mktemp("service")
    port = free_port()
    names = {**environment(issuer), "MLFLOW_PORT": str(port), "DIABETES_DATA_DIR": str(folder)}
    with (folder / "mlflow.log").open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "diabetes_stack", "mlflow"],
            env={**os.environ, **names}, stdout=stream, stderr=stream,
        )  # fmt: skip
    yield process, f"http://127.0.0.1:{port}", folder
    process.terminate()
    process.wait(60)


@pytest.fixture(scope="module")
def upstream():
    found = Upstream()
    yield found
    found.stop()


@pytest.fixture
def seen(upstream):
    upstream.seen.clear()
    return upstream.seen


@pytest.fixture(scope="module")
def proxy(upstream, issuer, tmp_path_factory):
    """The proxy as a process: its address and its log."""
    folder = tmp_path_factory.mktemp("proxy")
    port = free_port()
    names = {
        **os.environ,
        **environment(issuer),
        "MLFLOW_PORT": str(port),
        "DIABETES_DATA_DIR": str(folder),
        "BODY_LIMIT": str(LIMIT),
        "HEADER_SECONDS": "1",
        "BODY_SECONDS": "2",
        "FORWARDED_ALLOW_IPS": "127.0.0.1",
    }
    log = folder / "proxy.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "diabetes_stack", "mlflow-proxy", upstream.url],
            env=names, stdout=stream, stderr=stream,
        )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    while True:
        try:
            httpx.get(f"{url}/health", timeout=60)
            break
        except httpx.HTTPError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
    yield url, log
    process.terminate()
    process.wait(60)


@pytest.fixture
def url(proxy):
    return proxy[0]


@contextmanager
def entered(url, user):
    """A browser of somebody who has logged in."""
    with httpx.Client(base_url=url, timeout=60, headers={"Origin": url}) as browser:
        place = browser.get(browser.get("/", headers=HTML).headers["location"]).headers["location"]
        assert browser.get(httpx.get(f"{place}&login_hint={user}").headers["location"]).status_code == 303
        yield browser


def sent(settings, role=Role.OPERATOR, lifetime=timedelta(minutes=5)):
    return {"Authorization": f"Bearer {tokens.issue(settings, 'training', lifetime, role)}"}


@pytest.fixture(scope="module")
def settings():
    return Settings(_env_file=None, oidc_issuer="http://127.0.0.1:9", **SETTINGS)


def test_without_a_login_only_the_health_is_shown(url, seen):
    assert httpx.get(f"{url}/health").text == "OK"
    asked = httpx.get(f"{url}/any?x=1", headers=HTML)
    assert (asked.status_code, asked.headers["location"]) == (303, f"{url}/login?next=%2Fany%3Fx%3D1")
    for method, path in (
        ("GET", "/any"),
        ("POST", SEARCH),
        ("PUT", "/any"),
        ("POST", "/health"),
        ("OPTIONS", "/"),
    ):
        refused = httpx.request(method, f"{url}{path}", content=b"x")
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer"), path
    for path in ("/health/../any", "/health%3Fx", "/health%0a", "/health/", "//health"):
        assert httpx.get(f"{url}{path}").status_code == 401, path
    assert httpx.request("TRACE", f"{url}/any").status_code == 405
    assert seen == []


def test_a_reader_looks_and_searches_and_changes_nothing(url, seen):
    with entered(url, "luis") as reader:
        assert reader.get("/").status_code == reader.post(SEARCH, json={}).status_code == 200
        seen.clear()
        for method, path in (
            ("POST", CREATE),
            ("POST", f"{SEARCH}/"),
            ("POST", f"{CREATE}?/search"),
            ("POST", "/ajax-api/2.0/mlflow/runs/create%2F..%2Fsearch"),
            ("POST", f"{SEARCH}%0a"),
            ("POST", f"{SEARCH}%3F/../create"),
            ("DELETE", SEARCH),
            ("PATCH", "/api/2.0/mlflow/registered-models/update"),
            ("PUT", "/api/2.0/mlflow-artifacts/artifacts/1/x"),
        ):
            refused = reader.request(method, path, content=b"{}", headers={"Accept-Language": "en"})
            assert refused.status_code == 403, path
            assert "seguridad@hospital.com" in refused.text
        assert seen == []


def test_an_operator_and_an_admin_change_things(url, seen):
    for user in ("ana", "root"):
        with entered(url, user) as person:
            assert person.post(CREATE, json={}).status_code == 200
            assert person.delete("/api/2.0/mlflow/x").status_code == 200
    assert len(seen) == 4


def test_another_website_cannot_use_the_session(url, seen):
    with entered(url, "root") as person:
        for origin in ("https://evil.example", "null", url.replace("127.0.0.1", "localhost"), f"{url}1", ""):
            for path in (CREATE, SEARCH):
                assert person.post(path, json={}, headers={"Origin": origin}).status_code == 403, origin
        del person.headers["Origin"]
        assert person.post(CREATE, json={}).status_code == 403
        assert seen == []


def test_a_program_comes_with_a_token(url, seen, settings):
    assert httpx.post(f"{url}{CREATE}", headers=sent(settings)).status_code == 200
    assert httpx.get(f"{url}/", headers=sent(settings, Role.READER)).status_code == 200
    seen.clear()
    assert httpx.post(f"{url}{CREATE}", headers=sent(settings, Role.READER)).status_code == 403
    other = Settings(_env_file=None, **{**SETTINGS, "jwt_secret_key": "f" + SETTINGS["jwt_secret_key"]})
    unsigned = jwt.encode({"sub": "x", "exp": time.time() + 60}, None, "none")
    with entered(url, "root") as person:
        for headers in (
            sent(settings, lifetime=timedelta(minutes=-5)),
            sent(other),
            {"Authorization": f"Bearer {unsigned}"},
            {"Authorization": "Basic cm9vdDpyb290"},
            {"Authorization": ""},
        ):
            # Not even with a session: a program that uses a token must learn that it does not count.
            assert person.get("/", headers=headers).status_code == 401
    assert seen == []


def test_what_arrives_is_what_was_sent_without_what_is_ours(url, seen, settings):
    with entered(url, "ana") as person:
        answer = person.put(
            "/api/2.0/mlflow-artifacts/artifacts/1/a%2Fb%20ñ?x=%2F&x=2&y",
            content=b"12345",
            headers=[("X-A", "1"), ("X-A", "2"), ("Connection", "X-Private"), ("X-Private", "1"), ("TE", "trailers"),
                     ("X-Forwarded-For", "10.1.1.1"), ("X-Forwarded-Host", "evil"), ("Forwarded", "for=1"),
                     ("Upgrade", "websocket"), ("Proxy-Authorization", "x")],
        )  # fmt: skip
    [found] = seen
    assert found["path"] == "/api/2.0/mlflow-artifacts/artifacts/1/a%2Fb%20%C3%B1"
    assert (found["query"], found["size"]) == ("x=%2F&x=2&y", 5)
    headers = [(name, value) for name, value in found["headers"]]
    assert ("host", url.removeprefix("http://")) in headers
    assert [value for name, value in headers if name == "x-a"] == ["1", "2"]
    # A proxy that the settings name is believed; nothing else of what it says is passed on.
    assert [value for name, value in headers if name == "x-forwarded-for"] == ["10.1.1.1"]
    assert ("content-length", "5") in headers
    hidden = {"cookie", "authorization", "te", "x-private", "x-forwarded-host", "forwarded", "upgrade"}
    assert not hidden & {name for name, _ in headers}
    assert not {"set-cookie", "keep-alive"} & set(answer.headers)
    assert answer.headers.get_list("x-twice") == ["1", "2"]
    httpx.get(f"{url}/", headers=sent(settings))
    assert "authorization" not in {name for name, _ in seen[-1]["headers"]}


def test_an_answer_comes_as_it_is_and_piece_by_piece(url, settings):
    with httpx.stream("GET", f"{url}/zipped", headers=sent(settings)) as answer:
        assert gzip.decompress(b"".join(answer.iter_raw())) == b"hello"
    with httpx.stream("GET", f"{url}/pieces", headers=sent(settings)) as answer:
        arrived = [(time.monotonic(), len(piece)) for piece in answer.iter_raw()]
    assert sum(size for _, size in arrived) == 3000
    assert arrived[-1][0] - arrived[0][0] > 0.5


def test_a_body_is_bounded_in_size_and_time(url, seen, settings):
    headers = sent(settings)
    put = f"{url}/api/2.0/mlflow-artifacts/artifacts/x"
    assert httpx.put(put, content=b"x" * LIMIT, headers=headers).json()["size"] == LIMIT
    assert httpx.put(put, content=iter([b"x" * 50_000] * 3), headers=headers).json()["size"] == 150_000
    seen.clear()
    assert httpx.put(put, content=b"x" * (LIMIT + 1), headers=headers).status_code == 413
    assert httpx.put(put, content=iter([b"x" * 50_000] * 5), headers=headers).status_code == 413
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 30) as slow:
        token = headers["Authorization"]
        slow.sendall(
            f"PUT /x HTTP/1.1\r\nHost: {host}\r\nAuthorization: {token}\r\nContent-Length: 9\r\n\r\n12".encode()
        )
        assert b" 408 " in slow.makefile("rb").readline()
    assert seen == []


def test_mlflows_assistant_cannot_be_reached(url, seen):
    """It would run programs on the server for whoever comes from this machine, as the proxy does."""
    with entered(url, "root") as admin:
        for path in ("/ajax-api/3.0/mlflow/assistant/message", "/ajax-api/3.0/mlflow/%61ssistant/config"):
            assert admin.post(path, json={}).status_code == admin.get(path).status_code == 404
    assert seen == []


def test_a_service_that_is_slow_is_said(url, settings):
    answer = httpx.get(f"{url}/asleep", headers=sent(settings), timeout=30)
    assert (answer.status_code, "Retry-After" in answer.headers) == (504, True)


def test_a_service_that_is_away_or_broken_is_said(settings):
    port = free_port()
    with TestClient(
        create_proxy(
            settings,
            f"http://127.0.0.1:{port}",
            lambda header: tokens.read(settings, header.decode().split()[1]),
        )
    ) as proxy:
        away = proxy.get("/", headers={**sent(settings), **HTML, "Accept-Language": "en"})
        assert (away.status_code, away.headers["retry-after"]) == (503, "1")
        assert "MLflow does not respond" in away.text
        assert proxy.get("/health").status_code == 503
        with socket.create_server(("127.0.0.1", port)) as broken:
            broken.settimeout(30)

            def answer():
                connection, _ = broken.accept()
                connection.recv(1000)
                connection.sendall(b"nonsense\r\n\r\n")
                connection.close()

            threading.Thread(target=answer, daemon=True).start()
            assert proxy.get("/", headers=sent(settings)).status_code == 502


def test_the_log_names_who_did_what(proxy, settings):
    url, log = proxy
    with entered(url, "ana") as person:
        person.post(f"{CREATE}?secret=1", json={"x": "secret"})
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    [line] = [one for one in lines if one["event"] == "call" and one["method"] == "POST"][-1:]
    assert (line["holder"], line["call"], line["status"]) == ("ana", CREATE, 200)
    assert "secret" not in log.read_text()


def test_the_calls_that_read_are_those_of_mlflow():
    from mlflow.server import app

    posts = {str(rule) for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    found = {path.removeprefix("/ajax-api") for path in posts if reads("POST", path) and "ajax" in path}
    assert found == {
        "/2.0/mlflow/experiments/search",
        "/2.0/mlflow/experiments/search-datasets",
        "/2.0/mlflow/logged-models/search",
        "/2.0/mlflow/registered-models/get-latest-versions",
        "/2.0/mlflow/runs/search",
        "/3.0/mlflow/datasets/search",
        "/3.0/mlflow/issues/search",
        "/3.0/mlflow/traces/batchGetInfos",
        "/3.0/mlflow/traces/calculate-filter-correlation",
        "/3.0/mlflow/traces/metrics",
        "/3.0/mlflow/traces/search",
    }


def test_mlflows_own_server_listens_to_this_machine_alone(tmp_path):
    chosen = {
        "DIABETES_DATA_DIR": tmp_path,
        "api_host": "0.0.0.0",
        "mlflow_port": 5000,
        "mlflow_public_url": "https://mlflow.example.org:444",
    }
    behind = Settings(_env_file=None, oidc_issuer="http://127.0.0.1:9", **chosen, **SETTINGS)
    server, before = mlflow_behind_login(behind)
    assert server.command[server.command.index("--host") + 1] == "127.0.0.1"
    assert server.command[server.command.index("--allowed-hosts") + 1].endswith(",mlflow.example.org:444")
    assert before.command[-2:] == ("mlflow-proxy", server.address)
    assert before.address == "http://127.0.0.1:5000"
    assert mlflow(behind).command[-2:] == ("diabetes_stack", "mlflow")
    alone = mlflow(Settings(_env_file=None, **chosen))
    assert alone.command[alone.command.index("--host") + 1] == "0.0.0.0"
    assert "--allowed-hosts" not in alone.command


def test_mlflow_itself_answers_commands_and_people(service, issuer):
    """Everything as in service: `diabetes-stack mlflow`, and what commands call."""
    process, url, folder = service
    log = folder / "mlflow.log"
    while "mlflow    ready" not in log.read_text():
        assert process.poll() is None, log.read_text()
        time.sleep(0.2)
    chosen = Settings(
        _env_file=None, DIABETES_DATA_DIR=folder, oidc_issuer=issuer.url, mlflow_tracking_uri=url, **SETTINGS
    )
    set_aliases(chosen, None, None)
    assert "MLFLOW_TRACKING_TOKEN" not in os.environ
    with pytest.raises(TrackingError, match="401"):
        set_aliases(chosen.model_copy(update={"oidc_issuer": None}), None, None)
    made = httpx.post(f"{url}{EXPERIMENTS}/create", json={"name": "trial"}, headers=sent(chosen)).json()
    with entered(url, "luis") as reader:
        found = reader.post(f"{EXPERIMENTS}/search", json={"max_results": 10}).json()["experiments"]
        assert [one["name"] for one in found] == ["trial", "Default"]
        assert reader.post(f"{EXPERIMENTS}/delete", json=made).status_code == 403
    with entered(url, "ana") as operator:
        assert operator.post(f"{EXPERIMENTS}/delete", json=made).status_code == 200
    process.terminate()
    assert process.wait(60) == 0, log.read_text()
