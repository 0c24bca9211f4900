"""A restore brings back what was backed up, nobody who was forgotten, and changes nothing if anything is wrong."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import sqlite3
import tarfile
import time
from datetime import timedelta
from pathlib import Path

import alembic.command
import pytest
from backups import BUNDLED, START, count, execute, fill, ids, noise, rows
from pydantic import SecretStr
from servers import ApiProcess
from sqlalchemy import create_engine, select, text, update
from sqlalchemy.engine import make_url
from test_kill import Load

from diabetes_stack.backup import away, legacy, places, unfinished
from diabetes_stack.backup.create import create
from diabetes_stack.backup.database import opened
from diabetes_stack.backup.errors import BackupError
from diabetes_stack.backup.restore import restore
from diabetes_stack.backup.verify import verify
from diabetes_stack.settings import Settings
from diabetes_stack.settings import settings as current
from diabetes_stack.store import audit, ledger, privacy, tables
from diabetes_stack.store.migrate import _config
from diabetes_stack.store.patients import reference_hash
from diabetes_stack.store.predictions import total
from diabetes_stack.store.spool import Spool
from diabetes_stack.store.tables import utc_now


@pytest.fixture
def settings(stack_settings):
    return stack_settings


def is_postgresql(settings):
    return settings.sqlalchemy_url.startswith("postgresql")


def admin(settings, statement, **values):
    """Run a statement beside the database."""
    engine = create_engine(
        make_url(settings.sqlalchemy_url).set(database="postgres"), isolation_level="AUTOCOMMIT"
    )
    try:
        with engine.connect() as connection:
            result = connection.execute(text(statement), values)
            return result.scalars().all() if result.returns_rows else None
    finally:
        engine.dispose()


def databases(settings):
    if not is_postgresql(settings):
        return set()
    name = make_url(settings.sqlalchemy_url).database
    return set(
        admin(settings, "SELECT datname FROM pg_database WHERE starts_with(datname, :name)", name=name)
    )


def kept(settings, place):
    """Settings with the database that a restore replaced."""
    url = make_url(settings.sqlalchemy_url)
    address = url.set(database=place).render_as_string(hide_password=False)
    return settings.model_copy(update={"database_url": address})


def lose(settings):
    """The database is gone."""
    url = make_url(settings.sqlalchemy_url)
    if is_postgresql(settings):
        admin(settings, f'DROP DATABASE "{url.database}" WITH (FORCE)')
    else:
        for side in ("", "-wal", "-shm"):
            Path(url.database + side).unlink(missing_ok=True)


def forget(settings, patient, at=None):
    """As the command does."""
    with opened(settings) as engine, engine.begin() as connection:
        hash = reference_hash(settings, patient)
        assert privacy.forget(connection, settings.folder() / ledger.FOLDER, hash, "clerk").deleted


def code_of(refused):
    return {problem.code for problem in refused.value.problems}


def test_it_is_as_it_was_and_what_it_replaced_is_kept(settings):
    before = set(fill(settings, 40))
    made = create(settings, "ana")
    later = set(fill(settings, 15, at=START + timedelta(days=100), seed=2))
    done = restore(settings, made.archive, "ana")
    assert ids(settings) == before
    assert ids(kept(settings, done.kept)) == before | later
    assert (done.predictions, done.lost, done.lost_since) == (40, 15, START + timedelta(days=100))
    assert (done.replayed["asked"], done.replayed["equal"]) == (40, 40)
    with opened(settings) as engine, engine.connect() as connection:
        assert total(connection) == 40
        assert audit.verify(connection) is None
        last = connection.execute(tables.audit.select().order_by(tables.audit.c.id.desc())).first()
        assert (last.action, last.subject, last.by) == ("restore", made.archive.name, "ana")
        assert last.detail["lost"] == 15
        assert ledger.heads(settings.folder() / ledger.FOLDER)[-1] == audit.head(connection)
    assert not unfinished.staging_of(settings).exists()
    # It is in service: answers are stored, and the next backup is a good one.
    fill(settings, 5, seed=3)
    assert verify(settings, create(settings, "ana").archive).good


def test_a_dry_run_changes_nothing(settings):
    fill(settings, 10)
    archive = create(settings, "ana").archive
    fill(settings, 5, seed=2)
    before = ids(settings), databases(settings)
    done = restore(settings, archive, "ana", dry_run=True)
    assert (done.predictions, done.lost, done.kept) == (10, 5, None)
    assert (ids(settings), databases(settings)) == before
    assert not (settings.folder() / "replaced").exists()
    assert not unfinished.staging_of(settings).exists()


def test_forgotten_patients_stay_forgotten(settings):
    others = set(fill(settings, 10, patient="luis"))
    forgotten = fill(settings, 10, patient="ana", seed=2)
    row = tables.predictions
    execute(settings, update(row).where(row.c.id == forgotten[0]).values(patient=None))
    archive = create(settings, "clerk").archive
    forget(settings, "ana")
    # What she named is known by its number, whatever became of its reference.
    hash = reference_hash(settings, "ana")
    ledger.keep_deletion(settings.folder() / ledger.FOLDER, hash, forgotten[:1])
    done = restore(settings, archive, "clerk")
    assert ids(settings) == others
    assert (done.forgotten, done.predictions) == (10, 10)


def test_what_came_after_a_deletion_and_what_it_left_stay(settings):
    fill(settings, 5, patient="ana")
    forget(settings, "ana")
    newer = set(fill(settings, 3, patient="ana", at=utc_now() + timedelta(minutes=1), seed=2))
    older = fill(settings, 2, patient="ana", seed=3)
    row = tables.predictions
    execute(settings, update(row).where(row.c.id == older[0]).values(retention="clinical"))
    done = restore(settings, create(settings, "clerk").archive, "clerk")
    # The other one must have come back: it is older than the deletion.
    assert ids(settings) == newer | {older[0]}
    assert done.forgotten == 1


def test_the_second_place_knows_whom_to_forget_when_the_machine_is_lost(settings, tmp_path):
    (tmp_path / "away").mkdir()
    away.create_key(tmp_path / "key.txt")
    settings = settings.model_copy(
        update={"backup_to": tmp_path / "away", "backup_key_file": tmp_path / "key.txt"}
    )
    others = set(fill(settings, 5, patient="luis"))
    fill(settings, 5, patient="ana", seed=2)
    away.send(settings, create(settings, "clerk").archive, settings.backup_to, "clerk")
    forget(settings, "ana")
    away.send_ledger(settings)
    # Another machine: nothing is there but the second place and the keys.
    lose(settings)
    key = SecretStr(settings.patient_key.decode())
    elsewhere = settings.model_copy(update={"data_dir": tmp_path / "new", "secret_key": key})
    done = restore(elsewhere, places.find(elsewhere, None, settings.backup_to), "clerk")
    assert ids(elsewhere) == others
    assert (done.forgotten, done.lost) == (5, None)
    assert [one.patient for one in ledger.deletions(elsewhere.folder() / ledger.FOLDER)]


def test_answers_that_waited_for_the_database_come_back(settings):
    fill(settings, 5)
    spooled = rows(settings, 6, seed=2)
    spool = Spool.create(settings.folder() / "spool")
    spool.append(spooled)
    spool.close()
    archive = create(settings, "ana").archive
    # One of them reached the database after all.
    for file in (settings.folder() / "spool").iterdir():
        file.unlink()
    waiting = Spool.create(settings.folder() / "spool")
    waiting.append(rows(settings, 1, seed=3))
    done = restore(settings, archive, "ana")
    assert {row.id for row in spooled} <= ids(settings)
    assert (done.predictions, done.waited) == (11, 6)
    # What waits here now is left to the API.
    assert len(waiting.peek(10)) == 1


def test_nothing_is_changed_by_an_archive_that_is_wrong(settings):
    fill(settings, 20)
    archive = create(settings, "ana").archive
    fill(settings, 5, seed=2)
    before = ids(settings), databases(settings), count(settings, tables.audit)
    content = archive.file.read_bytes()
    for place in random.Random(1).sample(range(len(content)), 5):
        archive.file.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        with pytest.raises(BackupError):
            restore(settings, archive, "ana")
        assert (ids(settings), databases(settings), count(settings, tables.audit)) == before
        assert not unfinished.staging_of(settings).exists()
    archive.file.write_bytes(content)
    restore(settings, archive, "ana")
    assert count(settings) == 20


def test_answers_that_do_not_replay_stop_it(settings):
    stored = fill(settings, 20)
    row = tables.predictions
    wrong = rows(settings, 1, seed=9)[0].outputs
    execute(settings, update(row).where(row.c.id == stored[7]).values(outputs=wrong))
    archive = create(settings, "ana").archive
    before = databases(settings)
    with pytest.raises(BackupError) as refused:
        restore(settings, archive, "ana")
    assert code_of(refused) == {"answers_differ"}
    assert databases(settings) == before


def test_another_key_stops_it_and_says_so(settings, tmp_path):
    stored = set(fill(settings, 5, patient="ana"))
    archive = create(settings, "ana").archive
    other = settings.model_copy(update={"secret_key": SecretStr("another key" * 4)})
    with pytest.raises(BackupError) as refused:
        restore(other, archive, "ana")
    assert code_of(refused) == {"other_key"}
    empty = settings.model_copy(update={"data_dir": tmp_path / "empty"})
    with pytest.raises(BackupError) as refused:
        restore(empty, archive, "ana")
    assert code_of(refused) == {"lost_key"}
    # It does not make up another one.
    assert not (tmp_path / "empty" / "secret.key").exists()
    restore(other, archive, "ana", other_key=True)
    assert ids(settings) == stored


def test_a_lost_database_is_restored(settings):
    stored = set(fill(settings, 10))
    archive = create(settings, "ana").archive
    lose(settings)
    done = restore(settings, archive, "ana")
    assert ids(settings) == stored
    assert (done.kept, done.lost, done.lost_entries) == (None, None, None)


@pytest.fixture
def sqlite_settings(tmp_path):
    return Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data")


@pytest.mark.parametrize("damage", [b"no database at all", bytes(8192)])
def test_a_damaged_file_is_replaced_and_kept(sqlite_settings, damage):
    stored = set(fill(sqlite_settings, 10))
    archive = create(sqlite_settings, "ana").archive
    file = sqlite_settings.folder() / "diabetes.db"
    content = bytearray(file.read_bytes())
    content[: len(damage)] = damage
    file.write_bytes(content)
    # Of another database: SQLite would apply them to this one.
    Path(f"{file}-wal").write_bytes(noise(5000))
    done = restore(sqlite_settings, archive, "ana")
    assert ids(sqlite_settings) == stored
    assert Path(done.kept).read_bytes() == bytes(content)


def test_mlflow_comes_back_too(sqlite_settings):
    settings = sqlite_settings
    fill(settings, 5)
    runs = settings.folder() / "mlflow.db"
    with sqlite3.connect(runs) as connection:
        connection.executescript("CREATE TABLE runs (id TEXT); INSERT INTO runs VALUES ('first')")
    artifact = settings.folder() / "mlartifacts" / "1" / "first" / "card.md"
    artifact.parent.mkdir(parents=True)
    artifact.write_text("a card")
    (settings.folder() / "operations.db").write_bytes(b"")
    archive = create(settings, "ana").archive
    with sqlite3.connect(runs) as connection:
        connection.execute("INSERT INTO runs VALUES ('second')")
    artifact.unlink()
    newer = artifact.with_name("newer.md")
    newer.write_text("newer")
    (settings.folder() / "operations.db").unlink()
    done = restore(settings, archive, "ana")
    with sqlite3.connect(runs) as connection:
        assert connection.execute("SELECT id FROM runs").fetchall() == [("first",)]
    with sqlite3.connect(Path(done.kept).with_name("mlflow.db")) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchone() == (2,)
    assert (artifact.read_text(), newer.read_text()) == ("a card", "newer")
    assert (settings.folder() / "operations.db").exists()


def test_the_other_kind_of_database_is_refused(settings, tmp_path):
    fill(settings, 3)
    archive = create(settings, "ana").archive
    address = (
        f"sqlite:///{tmp_path / 'other.db'}" if is_postgresql(settings) else "postgresql://127.0.0.1:1/none"
    )
    other = settings.model_copy(update={"database_url": address})
    with pytest.raises(BackupError) as refused:
        restore(other, archive, "ana")
    assert code_of(refused) & {"other_database", "server_away"}


def test_an_older_schema_is_brought_up_to_date(settings):
    with opened(settings) as engine, engine.begin() as connection:
        alembic.command.upgrade(_config(connection), "0002")
        connection.execute(
            text(
                "INSERT INTO predictions (id, at, model_version, inputs, outputs, latency_ms, patient) "
                "VALUES ('old', '2026-01-01 00:00:00.000000', 'v', '{}', '{}', 1, :patient)"
            ),
            {"patient": "a" * 64},
        )
    made = create(settings, "ana")
    assert (made.recorded, made.manifest.database.revision, made.manifest.database.audit) == (
        False,
        "0002",
        None,
    )
    ledger.keep_deletion(settings.folder() / ledger.FOLDER, "b" * 64, [])
    restore(settings, made.archive, "ana")
    assert ids(settings) == {"old"}
    assert count(settings, tables.holds) == 0


# PostgreSQL.


@pytest.fixture
def modest(database_of):
    """A database whose user may do nothing beside it."""
    owner = Settings(_env_file=None, database_url=database_of())
    url = make_url(owner.sqlalchemy_url)
    admin(owner, "DROP ROLE IF EXISTS modest")
    admin(owner, "CREATE ROLE modest LOGIN")
    admin(owner, f'ALTER DATABASE "{url.database}" OWNER TO modest')
    yield url.set(username="modest").render_as_string(hide_password=False)
    admin(owner, f'DROP DATABASE "{url.database}" WITH (FORCE)')
    admin(owner, "DROP ROLE modest")


def test_a_user_who_may_not_create_databases_is_told_how_to(modest, tmp_path):
    settings = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data", database_url=modest)
    fill(settings, 3)
    archive = create(settings, "ana").archive
    for work in (verify, lambda *both: restore(*both, "ana")):
        with pytest.raises(BackupError) as refused:
            work(settings, archive)
        assert code_of(refused) == {"may_not_create"}
    assert not archive.proof.exists()


# Services under load.


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_services_go_on_while_a_backup_is_made_and_restored(kind, tmp_path, request):
    make = request.getfixturevalue("database_of") if kind == "postgresql" else None
    url = make() if make else f"sqlite:///{tmp_path / 'loaded.db'}"
    settings = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data", database_url=url)
    api = ApiProcess(tmp_path, DATABASE_URL=url, SECRET_KEY="")
    load = Load(api.url)
    try:
        load.more(40)
        answered = set(load.answered)
        made = create(settings, "ana")
        load.more(40)
        proof = verify(settings, made.archive)
        assert (proof.good, proof.replayed["equal"]) == (True, proof.replayed["asked"])
        assert made.manifest.database.total == made.manifest.predictions >= len(answered)
        load.more(40)
        done = restore(settings, made.archive, "ana")
        load.more(40)
    finally:
        load.stop()
    # Every answer is in the database now, or in what was replaced; those since then wait for nobody.
    everything = set(load.answered)
    for _ in range(100):
        found, before = ids(settings), ids(kept(settings, done.kept))
        if everything <= found | before:
            break
        time.sleep(0.1)
    assert answered <= found
    assert everything <= found | before
    assert len(everything) == len(load.answered)
    assert found - before
    api.stop()


# The end of a command at any moment.


def killed_at(seconds, work):
    """Run this in a process of its own, which is killed after that time; None: it ends by itself."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def duration(work):
    begin = time.monotonic()
    assert killed_at(None, work) == 0
    return time.monotonic() - begin


def test_a_backup_killed_at_any_moment_leaves_whole_archives(settings):
    fill(settings, 200)
    longest = duration(lambda: create(settings, "ana"))
    dice = random.Random(7)
    for _ in range(10):
        killed_at(dice.uniform(0, longest * 1.1), lambda: create(settings, "ana"))
    found = places.archives(places.folder(settings))
    assert all(verify(settings, archive).good for archive in found)
    create(settings, "ana")
    assert not [
        file for file in places.folder(settings).iterdir() if file.name.startswith((".work", ".backup"))
    ]


def test_a_restore_killed_at_any_moment_leaves_the_old_state_or_the_new_one(settings):
    old = set(fill(settings, 200))
    archive = create(settings, "ana").archive
    new = old | set(fill(settings, 50, seed=2))
    copy = create(settings, "ana").archive
    longest = duration(lambda: restore(settings, archive, "ana"))
    states = [new]
    dice = random.Random(8)
    for _ in range(10):
        if states[-1] != new:
            restore(settings, copy, "ana")
        killed_at(dice.uniform(longest / 3, longest * 1.2), lambda: restore(settings, archive, "ana"))
        states.append(ids(settings))
        with opened(settings) as engine, engine.connect() as connection:
            assert audit.verify(connection) is None
    assert all(state in (old, new) for state in states)
    restore(settings, copy, "ana")
    assert ids(settings) == new
    assert not unfinished.staging_of(settings).exists()


def test_a_restore_killed_after_the_database_was_replaced_is_finished_by_the_next_command(sqlite_settings):
    settings = sqlite_settings
    fill(settings, 5)
    with sqlite3.connect(settings.folder() / "mlflow.db") as connection:
        connection.executescript("CREATE TABLE runs (id TEXT); INSERT INTO runs VALUES ('first')")
    archive = create(settings, "ana").archive
    with sqlite3.connect(settings.folder() / "mlflow.db") as connection:
        connection.execute("INSERT INTO runs VALUES ('second')")

    def killed_between():
        unfinished.finish = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        restore(settings, archive, "ana")

    assert killed_at(None, killed_between) == signal.SIGKILL
    create(settings, "ana")
    with sqlite3.connect(settings.folder() / "mlflow.db") as connection:
        assert connection.execute("SELECT id FROM runs").fetchall() == [("first",)]
    assert not unfinished.staging_of(settings).exists()


# The command.


def test_the_command_asks_nobody_without_a_terminal_and_says_what_it_did(command, settings):
    fill(settings, 10, patient="ana")
    assert command("backup", "create").exit_code == 0
    fill(settings, 3, at=START + timedelta(days=50), seed=2)
    refused = command("backup", "restore")
    assert (refused.exit_code, "--yes" in refused.output) == (2, True)
    assert count(settings) == 13
    said = command("backup", "restore", "--yes")
    assert said.exit_code == 0, said.output
    assert "10 predictions as of" in said.stdout
    assert "3 predictions stored since then, the first at 2026-04-20 12:00 UTC" in said.stdout
    found = json.loads(command("backup", "restore", "--dry-run", "--json").stdout)
    assert (found["dry_run"], found["predictions"], found["lost"]) == (True, 10, 0)


def test_the_command_says_that_the_key_is_another_one(command, settings, monkeypatch):
    fill(settings, 3, patient="ana")
    command("backup", "create")
    monkeypatch.setenv("SECRET_KEY", "7c9e6679f0b4" * 4)
    current.cache_clear()
    said = command("backup", "restore", "--yes", "--json")
    assert (said.exit_code, "another SECRET_KEY" in json.loads(said.stdout)["error"]) == (1, True)
    assert command("backup", "restore", "--yes", "--other-key").exit_code == 0


# The manual's archives.


def manual(settings, *more):
    """What the manual's script makes."""
    place = places.folder(settings)
    file = place / "backup_20250923_120000.tar.gz"
    with tarfile.open(file, "w:gz") as tar:

        def add(name, content=b"", **options):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            for option, value in options.items():
                setattr(entry, option, value)
            tar.addfile(entry, io.BytesIO(content))

        add("20250923_120000/", type=tarfile.DIRTYPE)
        add("20250923_120000/best_model.joblib", b"\x80\x04cos\nsystem\n(S'touch /tmp/unpickled'\ntR.")
        add("20250923_120000/ours.json", BUNDLED.to_json().encode())
        add("20250923_120000/0/meta.yaml", b"artifact_location: x")
        add("20250923_120000/config.py", b"SECRET = 1")
        add("20250923_120000/latest", type=tarfile.SYMTYPE, linkname="/etc/passwd")
        for name, options in more:
            add(name, **options)
    return places.find(settings, str(file))


def test_an_archive_of_the_manuals_script_is_unpacked_and_nothing_in_it_is_run(sqlite_settings, command):
    settings = sqlite_settings
    archive = manual(settings)
    said = command("backup", "verify")
    assert (said.exit_code, "best_model.joblib" in said.stdout, "no manifest" in said.stdout) == (
        1,
        True,
        True,
    )
    [row] = json.loads(command("backup", "list", "--json").stdout)
    assert row["kind"] == "old"
    done = legacy.restore(settings, archive, "ana")
    assert (done.files, done.left_out) == (6, ["20250923_120000/latest"])
    folder = Path(done.folder) / "20250923_120000"
    assert (folder / "config.py").read_text() == "SECRET = 1"
    assert not (folder / "latest").exists()
    assert done.registered == (BUNDLED.info["version"],)
    with opened(settings) as engine, engine.connect() as connection:
        assert connection.scalars(select(tables.models.c.version)).all() == [BUNDLED.info["version"]]
    assert not Path("/tmp/unpickled").exists()
    with pytest.raises(BackupError, match="already_unpacked"):
        legacy.restore(settings, archive, "ana")


@pytest.mark.parametrize("name", ["20250923_120000/../../out", "/tmp/out", "../out"])
def test_one_that_would_write_elsewhere_is_refused(sqlite_settings, name, tmp_path):
    archive = manual(sqlite_settings, (name, {"content": b"x"}))
    with pytest.raises(BackupError, match="unsafe_name"):
        legacy.restore(sqlite_settings, archive, "ana")
    assert not (sqlite_settings.folder() / "restored").exists()


def test_one_that_would_fill_the_disk_is_refused(sqlite_settings, monkeypatch):
    monkeypatch.setattr(legacy, "_FILES", 6)
    assert legacy.look(manual(sqlite_settings)).files == 6
    archive = manual(sqlite_settings, ("20250923_120000/one_more", {}))
    with pytest.raises(BackupError, match="too_much"):
        legacy.look(archive)
    monkeypatch.undo()
    monkeypatch.setattr(legacy, "_BYTES", 1000)
    with pytest.raises(BackupError, match="too_much"):
        legacy.look(archive)
