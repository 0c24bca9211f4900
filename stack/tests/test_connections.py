"""All services and a command together never hold more than ten connections, counted by the server under load."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import types
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import psutil
import pytest
from servers import ApiProcess, free_port
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from diabetes_stack.api.revoked import Revoked
from diabetes_stack.example import EXAMPLE
from diabetes_stack.run import services
from diabetes_stack.run.turn import Turn
from diabetes_stack.settings import Settings
from diabetes_stack.store import health, usage
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.health_postgresql import CONNECTIONS

#: Seconds that MLflow may take to start, and between two counts.
START, PAUSE = 120, 0.03
SECRET = "s3cret-word"


@contextmanager
def mlflow(settings: Settings) -> Iterator[str]:
    spec = services.mlflow(settings)
    process = subprocess.Popen(
        spec.command, env={**services.environment(spec)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + START
        while time.monotonic() < until:
            try:
                if httpx.get(f"{spec.address}{spec.ready_path}", timeout=5).status_code == 200:
                    break
            except httpx.HTTPError:
                assert process.poll() is None
            time.sleep(0.1)
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        assert SECRET not in str([one.cmdline() for one in family])
        yield spec.address
    finally:
        process.terminate()
        process.wait(60)


class Counting(threading.Thread):
    """Counts the connections to a database, by application, again and again. One counts that is seen twice in a row: a
    closed one stays in the server's list for an instant, beside the one that follows it."""

    def __init__(self, server: str, database: str) -> None:
        super().__init__()
        self.engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"))
        self.database = database
        self.most: Counter[str] = Counter()
        self.together = 0
        self.done = threading.Event()

    def run(self) -> None:
        query = text(
            "SELECT application_name, count(*) FROM pg_stat_activity WHERE datname = :name "
            "AND backend_type = 'client backend' GROUP BY 1"
        )
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            before: Counter[str] = Counter()
            while not self.done.is_set():
                found = Counter(dict(map(tuple, connection.execute(query, {"name": self.database}))))
                held, before = found & before, found
                self.most |= held
                self.together = max(self.together, held.total())
                time.sleep(PAUSE)
        self.engine.dispose()


def repeat(work: Callable[[], object], done: threading.Event) -> threading.Thread:
    def run() -> None:
        while not done.is_set():
            work()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_at_most_ten_connections(postgres, database_of, tmp_path):
    url = make_url(database_of()).set(password=SECRET).render_as_string(hide_password=False)
    settings = Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path / "data", database_url=url, mlflow_port=free_port()
    )
    api = ApiProcess(tmp_path, DATABASE_URL=url)
    counting = Counting(postgres, str(make_url(url).database))
    engines = {one: open_store(settings, one) for one in (Service.DASHBOARD, Service.MONITOR, Service.LOGIN)}
    environment = {**os.environ, "DATABASE_URL": url, "DIABETES_DATA_DIR": str(tmp_path / "data")}

    def command(*arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "diabetes_stack", "db", *arguments],
            env=environment, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    def look() -> None:
        with engines[Service.DASHBOARD].connect() as connection:
            usage.usage(connection, 7)

    def look_for_revoked() -> None:
        with engines[Service.LOGIN].connect() as connection:
            revoked.look(connection)

    revoked = Revoked(settings.folder())
    with mlflow(settings) as address:
        counting.start()
        clients = [httpx.Client(timeout=60) for _ in range(8)]
        search = f"{address}/api/2.0/mlflow/experiments/search"
        threads = [
            *(
                repeat(lambda one=one: one.post(f"{api.url}/predict", json=EXAMPLE), counting.done)
                for one in clients[:4]
            ),
            *(repeat(lambda one=one: one.get(f"{api.url}/health"), counting.done) for one in clients[4:5]),
            *(repeat(lambda one=one: one.get(f"{api.url}/models"), counting.done) for one in clients[5:6]),
            *(
                repeat(lambda one=one: one.post(search, json={"max_results": 10}), counting.done)
                for one in clients[6:]
            ),
            repeat(look, counting.done),
            repeat(look_for_revoked, counting.done),
            repeat(lambda: health.check(engines[Service.MONITOR]), counting.done),
        ]
        try:
            command("check")
            command("dump", "--sql")
        finally:
            counting.done.set()
            for thread in [*threads, counting]:
                thread.join(120)
    for engine in engines.values():
        engine.dispose()
    for client in clients:
        client.close()
    api.stop()
    assert counting.together <= CONNECTIONS, counting.most
    # Everybody was there, none above its share; and none without a name.
    assert counting.most.keys() == {service.application for service in Service}, counting.most
    for service in Service:
        assert counting.most[service.application] <= service.connections, counting.most
    print(f"at most {counting.together} connections: {dict(counting.most)}")
    assert counting.most[Service.API.application] > 1


@pytest.fixture(autouse=True)
def _no_addresses(monkeypatch):
    for name in ("API_BASE_URL", "MLFLOW_TRACKING_URI"):
        monkeypatch.delenv(name, raising=False)


def test_one_thread_after_another_has_mlflows_connections():
    """And whoever waits too long is told, rather than hanging."""
    turn = Turn(patience=0.2)
    dialect = types.SimpleNamespace(connect=lambda *_: object())
    turn.connect(dialect, None, (), {})
    turn.connect(dialect, None, (), {})
    with ThreadPoolExecutor(1) as other:
        with pytest.raises(NoConnectionFree):
            other.submit(turn.connect, dialect, None, (), {}).result(10)
        waiting = other.submit(turn.connect, dialect, None, (), {})
        turn.close()
        turn.close()
        assert waiting.result(10) is not None
    # A connection that fails is none.
    turn.close()
    with pytest.raises(ZeroDivisionError):
        turn.connect(types.SimpleNamespace(connect=lambda *_: 1 / 0), None, (), {})
    with ThreadPoolExecutor(1) as other:
        assert other.submit(turn.connect, dialect, None, (), {}).result(10) is not None
