"""Services follow each other without a gap, or those of before stay."""

from __future__ import annotations

import sys
import threading
import time

import httpx
import pytest
from servers import free_port
from sqlalchemy import create_engine, select
from traffic import Traffic

from diabetes_stack.run.process import ServiceFailedError
from diabetes_stack.run.services import Spec, api
from diabetes_stack.run.supervise import Supervisor
from diabetes_stack.settings import Settings
from diabetes_stack.store.tables import predictions

PAGE = """
import http.server, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(sys.argv[2].encode())
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
"""


def page(port, says):
    """A service that opens its own port."""
    return Spec(
        "page", (sys.executable, "-c", PAGE, str(port), says), f"http://127.0.0.1:{port}", "/", "PAGE_PORT"
    )


def installation(folder, name, **lines):
    """What stands for the Python of another installation: a shell line for each service."""
    file = folder / name
    cases = "\n".join(f"{service}) {line};;" for service, line in lines.items())
    file.write_text(f'#!/bin/sh\ncase "$3" in\n{cases}\nesac\n')
    file.chmod(0o700)
    return str(file)


def says(port):
    return httpx.get(f"http://127.0.0.1:{port}", timeout=5).text


@pytest.fixture
def never():
    return threading.Event()


@pytest.fixture
def told():
    lines = []

    def tell(code, **parts):
        lines.append((code, parts))

    tell.lines = lines
    return tell


@pytest.fixture
def settings(tmp_path):
    return Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path / "data", api_port=free_port(), log_level="WARNING"
    )


def test_an_api_follows_another_that_stays_until_then_and_everybody_is_answered(
    settings, told, never, tmp_path, monkeypatch
):
    for name, value in {"DIABETES_DATA_DIR": settings.data_dir, "LOG_LEVEL": "WARNING"}.items():
        monkeypatch.setenv(name, str(value))
    spec = api(settings)
    without_model = f'DIABETES_MODEL=/nothing exec {sys.executable} "$@"'
    with Supervisor([spec], print, told) as supervisor:
        assert supervisor.wait_ready(120, never)
        with Traffic(spec.address) as traffic:
            with pytest.raises(ServiceFailedError):
                supervisor.renew(installation(tmp_path, "broken", api=without_model), 4, never)
            before = len(traffic.answered)
            assert (before > 5, traffic.repeated) == (True, [])
            supervisor.renew(sys.executable, 120, never)
            time.sleep(0.5)
        supervisor.look()
    assert (traffic.refused, len(traffic.answered) > before) == ([], True)
    assert len(traffic.repeated) <= 2
    assert traffic.longest_silence < 2
    engine = create_engine(settings.sqlalchemy_url)
    with engine.connect() as connection:
        stored = connection.execute(select(predictions.c.id)).scalars().all()
    engine.dispose()
    # A repeated request may have been stored twice, as any whose answer is lost.
    assert set(traffic.answered) <= set(stored)
    assert len(stored) <= len(traffic.answered) + len(traffic.repeated)


def test_a_service_that_opens_its_own_port_follows_another(tmp_path, told, never):
    port = free_port()
    new = installation(tmp_path, "new", page=f"exec {sys.executable} -c '{PAGE}' {port} second")
    with Supervisor([page(port, "first")], print, told) as supervisor:
        assert supervisor.wait_ready(20, never)
        assert says(port) == "first"
        supervisor.renew(new, 20, never)
        assert says(port) == "second"
    with pytest.raises(httpx.ConnectError):
        says(port)


@pytest.mark.parametrize(("line", "code"), [("exit 3", "ended"), ("exec sleep 60", "silent")])
def test_services_of_before_return_when_one_does_not_start(tmp_path, told, never, line, code):
    ports = [free_port() for _ in range(2)]
    first, second = page(ports[0], "first"), page(ports[1], "first")
    second = Spec("other", second.command, second.address, "/", "OTHER_PORT")
    broken = installation(
        tmp_path, "broken", page=f"exec {sys.executable} -c '{PAGE}' {ports[0]} second", other=line
    )
    with Supervisor([first, second], print, told) as supervisor:
        assert supervisor.wait_ready(20, never)
        with pytest.raises(ServiceFailedError) as failure:
            supervisor.renew(broken, 1.5, never)
        assert failure.value.code == code
        assert [says(port) for port in ports] == ["first", "first"]
        supervisor.look()


def test_a_service_that_ends_by_itself_is_noticed(told, never):
    with Supervisor([page(free_port(), "first")], print, told) as supervisor:
        assert supervisor.wait_ready(20, never)
        process = supervisor._running["page"]
        process.ask_to_stop()
        while process.status is None:
            time.sleep(0.01)
        with pytest.raises(ServiceFailedError) as failure:
            supervisor.look()
    assert (failure.value.code, failure.value.parts["name"]) == ("ended", "page")


def test_every_address_of_a_host_is_reserved_and_a_taken_one_is_named(settings, told):
    with Supervisor([page(settings.api_port, "somebody")], print, told) as somebody:
        assert somebody.wait_ready(20, threading.Event())
        with pytest.raises(ServiceFailedError) as failure:
            Supervisor([api(settings)], print, told).__enter__()
    assert failure.value.code == "taken"
    assert f":{settings.api_port} (API_PORT)" in failure.value.parts["places"]
