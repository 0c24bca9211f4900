"""A dump of the database is put back wholly or not at all, wherever it comes from, and brings nobody back."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import sqlite3
import subprocess
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.engine import make_url
from test_writer import HANG, row, stored

from diabetes_stack.settings import settings as current
from diabetes_stack.store import audit, holds, ledger, migrate
from diabetes_stack.store.engine import MLFLOW_SCHEMA, Service, open_store
from diabetes_stack.store.migrate import is_current, upgrade
from diabetes_stack.store.patients import reference_hash
from diabetes_stack.store.postgres_tools import environment, tool
from diabetes_stack.store.predictions import insert as store
from diabetes_stack.store.restore_error import RestoreError
from diabetes_stack.store.restore_postgresql import wanted
from diabetes_stack.store.tables import audit as entries
from diabetes_stack.store.tables import models, predictions, utc_now
from diabetes_stack.store.writer import Writer

HOUR = timedelta(hours=1)
#: What JSON, CSV or SQL could spoil.
ODD = '{"x":"\\\\ñ \'\\t;\\n-- GRANT ","y":1.50}'


@pytest.fixture
def full(engine, stack_settings):
    """A database with what is hard to copy: odd texts, bytes, the audit chain; in PostgreSQL also MLflow's schema."""
    upgrade(engine)
    ana = reference_hash(stack_settings, "ana")
    with engine.begin() as connection:
        rows = [
            row(id="odd", inputs=ODD),
            row(id="ana", patient=ana, at=utc_now() - HOUR),
            row(id="late", risk_level=None),
        ]
        store(connection, rows)
        connection.execute(
            models.insert().values(
                hash="h", name="n", version="v", algorithm="a", synthetic=None, file=bytes(range(256))
            )
        )
        audit.note(connection, "clerk", "clean", "database", {"ñ": 1e22})
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"CREATE TABLE {MLFLOW_SCHEMA}.runs (name text)"))
            connection.execute(text(f"INSERT INTO {MLFLOW_SCHEMA}.runs VALUES ('one')"))
    return ana


def all_rows(engine):
    with engine.connect() as connection:
        kept = connection.execute(select(predictions).order_by(predictions.c.id)).all()
        files = connection.execute(select(models.c.file)).all()
        assert audit.verify(connection) is None
        return kept, files


@pytest.fixture
def elsewhere(request, engine, tmp_path, monkeypatch):
    """An empty database of the same kind, which commands then use."""

    def go():
        if engine.dialect.name == "postgresql":
            url = request.getfixturevalue("database_of")()
        else:
            url = f"sqlite:///{tmp_path / 'elsewhere' / 'other.db'}"
        monkeypatch.setenv("DATABASE_URL", url)
        current.cache_clear()
        other = open_store(current(), Service.COMMAND)
        request.addfinalizer(other.dispose)
        return other

    return go


@pytest.mark.parametrize("options", [[], ["--sql"]], ids=["own format", "sql"])
def test_what_was_dumped_is_in_an_empty_place_again(command, engine, full, elsewhere, tmp_path, options):
    before = all_rows(engine)
    file = tmp_path / "out" / "copy"
    said = json.loads(command("db", "dump", *options, "--out", file, "--json").stdout)
    assert (said["bytes"], len(said["sha256"])) == (file.stat().st_size, 64)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["copy"]
    other = elsewhere()
    would = json.loads(command("db", "restore", file, "--dry-run", "--json").stdout)
    assert (would["replaces"], would["dry_run"]) == (False, True)
    done = command("db", "restore", file, "--json")
    assert done.exit_code == 0, done.output
    restored = json.loads(done.stdout)
    assert (restored["predictions"], restored["kept"], restored["forgotten_again"]) == (3, None, 0)
    assert all_rows(other) == before
    assert is_current(other)
    with other.connect() as connection:
        assert connection.scalar(select(entries.c.action).order_by(entries.c.id.desc()).limit(1)) == "restore"
        if engine.dialect.name == "postgresql":
            assert connection.scalar(text(f"SELECT name FROM {MLFLOW_SCHEMA}.runs")) == "one"


def test_a_restore_replaces_only_when_told_and_keeps_what_was_there(command, engine, full, tmp_path):
    file = tmp_path / "copy"
    command("db", "dump", "--out", file)
    with engine.begin() as connection:
        store(connection, [row(id="newer")])
    for arguments, status in ((("--yes",), 1), (("--replace",), 2)):
        refused = command("db", "restore", file, *arguments)
        assert refused.exit_code == status, refused.output
        assert stored(engine) == (4, 4)
    if engine.dialect.name == "sqlite":
        os.chmod(engine.url.database, 0o640)
    done = json.loads(command("db", "restore", file, "--replace", "--yes", "--json").stdout)
    assert stored(engine) == (3, 3)
    if engine.dialect.name == "sqlite":
        assert os.stat(engine.url.database).st_mode & 0o777 == 0o640
    # What was there can be put back in its turn.
    back = json.loads(command("db", "restore", done["kept"], "--replace", "--yes", "--json").stdout)
    assert back["predictions"] == 4
    assert stored(engine) == (4, 4)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("damage", ["no database", "half of it"])
def test_a_damaged_database_is_replaced_and_kept(command, engine, full, tmp_path, damage):
    file, database = tmp_path / "copy", Path(engine.url.database)
    command("db", "dump", "--out", file)
    engine.dispose()
    content = database.read_bytes()
    broken = b"x" * 5000 if damage == "no database" else content[: len(content) // 2]
    database.write_bytes(broken)
    assert command("db", "restore", file, "--yes").exit_code == 1
    done = json.loads(command("db", "restore", file, "--replace", "--yes", "--json").stdout)
    assert done["predictions"] == 3
    assert Path(done["kept"]).read_bytes() == broken
    assert stored(engine) == (3, 3)


def test_an_empty_database_is_not_dumped(command, tmp_path):
    said = command("db", "dump", "--out", tmp_path / "copy")
    assert (said.exit_code, "nothing to dump" in said.output) == (1, True)
    assert not (tmp_path / "copy").exists()
    assert not (tmp_path / "test.db").exists()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_one_restore_at_a_time_and_without_what_an_interrupted_one_left(command, engine, full, tmp_path):
    file = tmp_path / "copy"
    command("db", "dump", "--out", file)
    folder = tmp_path / ".restore"
    folder.mkdir()
    (folder / "left.db").write_text("of a patient")
    with (tmp_path / ".restore.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = command("db", "restore", file, "--replace", "--yes")
        assert (refused.exit_code, "another restore is running" in refused.output) == (1, True)
    assert command("db", "restore", file, "--replace", "--yes").exit_code == 0
    assert not folder.exists()


def test_a_forgotten_patient_and_a_hold_survive_a_restore(command, engine, full, tmp_path):
    file = tmp_path / "copy"
    command("db", "dump", "--sql", "--out", file)
    assert json.loads(command("db", "forget", "--patient", "ana", "--yes", "--json").stdout)["deleted"] == 1
    command("db", "hold", "--patient", "eva", "--reason", "order")
    done = json.loads(command("db", "restore", file, "--replace", "--yes", "--json").stdout)
    assert (done["predictions"], done["forgotten_again"]) == (2, 1)
    with engine.connect() as connection:
        assert set(connection.scalars(select(predictions.c.id))) == {"odd", "late"}
        assert [one.reason for one in holds.listed(connection)] == ["order"]
        assert audit.head(connection) == ledger.heads(tmp_path / "data" / ledger.FOLDER)[-1]


@pytest.mark.parametrize("options", [[], ["--sql"]], ids=["own format", "sql"])
def test_a_damaged_file_changes_nothing(command, engine, full, tmp_path, options):
    before = all_rows(engine)
    file = tmp_path / "copy"
    command("db", "dump", *options, "--out", file)
    content = file.read_bytes()
    other_kind = b"PGDMP" if engine.dialect.name == "sqlite" else b"SQLite format 3\0"
    for damaged in (content[: len(content) * 2 // 3], content[:300], b"", b"hello", other_kind + content):
        file.write_bytes(damaged)
        refused = command("db", "restore", file, "--replace", "--yes")
        assert refused.exit_code == 1, refused.output
        assert "Traceback" not in refused.output
        assert ODD not in refused.output
        assert all_rows(engine) == before
    assert command("db", "restore", tmp_path / "none", "--yes").exit_code == 2


def test_a_file_of_another_system_or_a_newer_version_changes_nothing(command, engine, full, tmp_path):
    before = all_rows(engine)
    file = tmp_path / "copy.sql"
    command("db", "dump", "--sql", "--out", file)
    whole = file.read_text()
    for old, new in ((migrate.head(), "9999"), ("alembic_version", "another_version")):
        assert old in whole
        file.write_text(whole.replace(old, new))
        refused = command("db", "restore", file, "--replace", "--yes")
        assert refused.exit_code == 1, refused.output
        assert all_rows(engine) == before


def test_a_dump_of_an_earlier_version_gets_the_tables_of_this_one(command, engine, tmp_path, elsewhere):
    from alembic import command as alembic

    from diabetes_stack.store.migrate import _config

    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"CREATE SCHEMA {MLFLOW_SCHEMA}"))
        alembic.upgrade(_config(connection), "0002")
        connection.execute(
            text(
                "INSERT INTO predictions (id, at, model_version, inputs, outputs, latency_ms) "
                "VALUES ('old', '2026-01-01 00:00:00', 'v', '{}', '{}', 1)"
            )
        )
    file = tmp_path / "old"
    assert command("db", "dump", "--out", file).exit_code == 0
    assert not is_current(engine)
    other = elsewhere()
    assert command("db", "restore", file).exit_code == 0
    assert is_current(other)
    with other.connect() as connection:
        assert connection.scalars(select(predictions.c.id)).all() == ["old"]


def test_answers_that_come_during_a_restore_are_stored(command, engine, full, stack_settings, tmp_path):
    """An API that runs meanwhile notices, keeps its answers in the spool, and stores them in the restored database."""
    file = tmp_path / "copy"
    command("db", "dump", "--out", file)
    api = open_store(stack_settings, Service.API)
    sent = []

    async def run():
        writer = Writer(api, stack_settings.folder() / "spool")
        await writer.start()
        restoring = asyncio.create_task(
            asyncio.to_thread(command, "db", "restore", file, "--replace", "--yes", "--json")
        )
        until = time.monotonic() + HANG
        while not restoring.done() or not writer.online:
            assert time.monotonic() < until
            sent.append(row())
            await writer.store([sent[-1]])
            await asyncio.sleep(0.01)
        # It may notice only now.
        await writer.store([row(id="last")])
        while not writer.online:
            assert time.monotonic() < until
            await asyncio.sleep(0.01)
        writer.stop()
        return restoring.result()

    done = asyncio.run(run())
    assert done.exit_code == 0, done.output
    api.dispose()
    kept = json.loads(done.stdout)["kept"]
    with engine.connect() as connection:
        now = set(connection.scalars(select(predictions.c.id)))
    assert {"odd", "ana", "late", "last"} <= now
    # Those from before are in what was kept, which can be looked at.
    if engine.dialect.name == "sqlite":
        with sqlite3.connect(kept) as before:
            now |= {name for (name,) in before.execute("SELECT id FROM predictions")}
        assert {one.id for one in sent} <= now


def test_the_manuals_lines_work(engine, full, elsewhere, tmp_path, request, stack_settings, command):
    """pg_dump $DATABASE_URL > F, and psql $DATABASE_URL < F, by hand; with SQLite the program sqlite3 reads it."""
    before = all_rows(engine)
    file = tmp_path / "diabetes_backup_20250923.sql"
    assert command("db", "dump", "--sql", "--out", file).exit_code == 0
    if engine.dialect.name == "sqlite":
        with sqlite3.connect(tmp_path / "by-hand.db") as connection:
            connection.executescript(file.read_text())
            assert connection.execute("SELECT count(*) FROM predictions").fetchone() == (3,)
        return
    other = elsewhere()
    url = make_url(current().sqlalchemy_url)
    psql = str(tool(stack_settings, "psql", 14))
    subprocess.run(
        [psql, "-q", "-v", "ON_ERROR_STOP=1"],
        stdin=file.open(),
        env=environment(url),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    assert all_rows(other) == before
    # And as pg_dump writes it without options, with owners and rights.
    pg_dump = [str(tool(stack_settings, "pg_dump", 14)), f"--file={file}"]
    subprocess.run(pg_dump, env=environment(make_url(stack_settings.sqlalchemy_url)), check=True)
    file.write_bytes(file.read_bytes().replace(b"OWNER TO postgres", b"OWNER TO somebody"))
    done = command("db", "restore", file, "--replace", "--yes")
    assert done.exit_code == 0, done.output
    assert all_rows(other) == before


def test_only_statements_are_left_out_not_rows():
    dump = [
        b"SET transaction_timeout = 0;\n",
        b"ALTER TABLE public.audit OWNER TO diabetes;\n",
        b"COPY public.logs (id) FROM stdin;\n",
        b"GRANT ALL ON TABLE\n",
        b"\\.\n",
        b"GRANT ALL ON TABLE public.logs TO diabetes;\n",
        b"COMMENT ON EXTENSION pg_stat_statements IS 'x';\n",
        b"SELECT 1;\n",
    ]
    assert [*wanted(iter(dump))] == [dump[2], dump[3], dump[4], dump[7]]
    assert [*wanted(iter([b"\\restrict x\n", b"COPY public.a (b) FROM stdin;\n", b"\\connect\n", b"\\.\n"]))]
    for line in (
        b"\\connect diabetes\n",
        b"\\! rm file\n",
        b"COMMIT;\n",
        b"CREATE DATABASE diabetes WITH x;\n",
    ):
        with pytest.raises(RestoreError, match="leaves"):
            [*wanted(iter([line]))]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_no_password_is_in_a_command_line(monkeypatch, tmp_path, stack_settings, full):
    from diabetes_stack.store import dump as module

    seen = []
    plain = subprocess.run
    monkeypatch.setattr(
        module.subprocess, "run", lambda command, **rest: seen.append(command) or plain(command, **rest)
    )
    url = make_url(stack_settings.sqlalchemy_url).set(password="s3cret-word")
    settings = stack_settings.model_copy(update={"database_url": url.render_as_string(hide_password=False)})
    module.dump(settings, tmp_path / "copy", sql=True)
    assert any("pg_dump" in command[0] for command in map(list, seen) if "--no-owner" in command)
    assert "s3cret-word" not in str(seen)


def test_a_dump_has_a_place_and_a_name_of_its_own(command, engine, full, tmp_path):
    said = json.loads(command("db", "dump", "--sql", "--json").stdout)
    assert said["file"].startswith(str(tmp_path / "data" / "dumps" / "diabetes_backup_"))
    assert said["file"].endswith(".sql")
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).where(entries.c.action == "dump")) == 1
