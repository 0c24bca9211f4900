"""A PostgreSQL server of another major version, with the statistics of queries."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from servers import free_port
from sqlalchemy import create_engine, text
from test_dump import all_rows
from test_writer import row

from diabetes_stack.settings import Settings
from diabetes_stack.settings import settings as current
from diabetes_stack.store import health, predictions
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.migrate import upgrade

PROGRAMS = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture(scope="module")
def server():
    """The address of a server of version 15, with pg_stat_statements."""
    if not (PROGRAMS / "postgres").exists():
        pytest.skip("no PostgreSQL 15 here")
    user = {"user": "postgres"} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="diabetes-pg15-"))
    if user:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", free_port()

    def run(*command):
        subprocess.run(
            [str(part) for part in command],
            check=True,
            cwd=folder,
            timeout=120,
            stdout=subprocess.DEVNULL,
            **user,
        )

    run(PROGRAMS / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync")
    told = f"-h '' -k {folder} -p {port} -c fsync=off -c shared_preload_libraries=pg_stat_statements"
    run(PROGRAMS / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", told, "start")
    yield f"postgresql+psycopg://postgres:@:{port}/postgres?host={folder}"
    run(PROGRAMS / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def engine(server, tmp_path):
    engine = open_store(
        Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path, database_url=server), Service.COMMAND
    )
    upgrade(engine)
    yield engine
    engine.dispose()


def slow(engine):
    return next(one for one in health.check(engine) if one.name == "slow_queries")


def test_the_share_of_slow_queries_is_told_where_it_is_known(engine):
    assert slow(engine).state is health.State.UNKNOWN
    with engine.begin() as connection:
        connection.execute(text("CREATE EXTENSION pg_stat_statements"))
        for _ in range(20):
            connection.execute(text("SELECT 1"))
    quick = slow(engine)
    assert (quick.state, quick.value, quick.limit) == (health.State.OK, 0.0, 0.01)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_stat_statements_reset()"))
        connection.execute(text("SELECT pg_sleep(0.6)"))
    found = slow(engine)
    assert (found.state, found.mend) == (health.State.WARNING, "slow")
    assert 0.01 < found.value < 1
    with engine.begin() as connection:
        connection.execute(text("DROP EXTENSION pg_stat_statements"))


def test_a_dump_goes_to_a_newer_server_and_back(engine, server, database_of, monkeypatch, tmp_path):
    """Also with the extension, which belongs to the server and not to the store."""
    from typer.testing import CliRunner

    from diabetes_stack.cli import commands

    def command(url, *arguments):
        monkeypatch.setenv("DATABASE_URL", url)
        current.cache_clear()
        done = CliRunner().invoke(commands(), ["db", *map(str, arguments), "--json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    monkeypatch.setenv("DIABETES_DATA_DIR", str(tmp_path))
    with engine.begin() as connection:
        predictions.insert(connection, [row(), row(inputs='{"x":"ñ\\t"}')])
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS pg_stat_statements"))
    before = all_rows(engine)
    newer = database_of()
    for number, options in enumerate(([], ["--sql"])):
        file = tmp_path / f"copy-{number}"
        command(server, "dump", *options, "--out", file)
        again = ["--replace", "--yes"] if number else []
        assert command(newer, "restore", file, *again)["predictions"] == 2
        there = create_engine(newer)
        assert all_rows(there) == before
        there.dispose()
    # What the newer version wrote, the older one reads.
    for number, options in enumerate(([], ["--sql"])):
        file = tmp_path / f"back-{number}"
        command(newer, "dump", *options, "--out", file)
        assert command(server, "restore", file, "--replace", "--yes")["predictions"] == 2
        assert all_rows(engine) == before
    current.cache_clear()
