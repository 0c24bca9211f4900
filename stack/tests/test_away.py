"""Whatever happens to the database, /health says so, and when it is over nothing is lost or doubled."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager

import diabetes
import pytest
from sqlalchemy import create_engine, event, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from diabetes_stack.api.app import create_app
from diabetes_stack.example import EXAMPLE
from diabetes_stack.models import registry
from diabetes_stack.store import writer as module
from diabetes_stack.store.migrate import SchemaError, upgrade
from diabetes_stack.store.tables import counters, deployments, models, predictions

#: Seconds after which a test that hangs fails.
HANG = 120


def until(client, **wanted):
    """Ask /health until it says this."""
    end = time.monotonic() + HANG
    while time.monotonic() < end:
        found = client.get("/health").json()
        if wanted.items() <= found.items():
            return
        time.sleep(0.05)
    raise AssertionError(found)


def post(client, count=3):
    return [client.post("/predict", json=EXAMPLE).json()["prediction_id"] for _ in range(count)]


@contextmanager
def locked(engine):
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("LOCK TABLE predictions IN ACCESS EXCLUSIVE MODE")
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        connection.rollback()


@contextmanager
def without_its_table(engine):
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE predictions RENAME TO elsewhere"))
    yield
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO predictions"))


@contextmanager
def taken_away(engine):
    """The database itself."""
    url = engine.url
    engine.dispose()
    if url.get_backend_name() == "sqlite":
        names = [
            url.database + suffix for suffix in ("", "-wal", "-shm") if os.path.exists(url.database + suffix)
        ]
        for name in names:
            os.rename(name, name + ".away")
        yield
        assert not os.path.exists(url.database)
        for name in names:
            os.rename(name + ".away", name)
        return
    admin = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")

    def rename(old, new):
        with admin.connect() as connection:
            connection.execute(text(f'ALTER DATABASE "{old}" WITH ALLOW_CONNECTIONS false'))
            connection.execute(
                text("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = :name"),
                {"name": old},
            )
            connection.execute(text(f'ALTER DATABASE "{old}" RENAME TO "{new}"'))
            connection.execute(text(f'ALTER DATABASE "{new}" WITH ALLOW_CONNECTIONS true'))

    rename(url.database, f"{url.database}_away")
    yield
    rename(f"{url.database}_away", url.database)
    admin.dispose()


@contextmanager
def read_only(engine):
    if engine.dialect.name == "sqlite":
        pytest.skip("files of SQLite are always writable for root")
    name = engine.url.database

    def switch(value):
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SET default_transaction_read_only = off"))
            connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = {value}'))
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    " WHERE datname = :name AND pid <> pg_backend_pid()"
                ),
                {"name": name},
            )

    switch("on")
    yield
    switch("off")


@pytest.mark.parametrize("harm", [locked, without_its_table, taken_away, read_only])
def test_health_tells_of_a_database_that_is_away_and_nothing_is_lost(stack_settings, engine, harm):
    with TestClient(create_app(stack_settings)) as client:
        until(client, status="healthy")
        ids = post(client)
        with harm(engine):
            until(client, status="degraded", database="away")
            ids += post(client)
            assert client.get("/ready").status_code == 200
        until(client, status="healthy", database="online", total_predictions=6)
        ids += post(client)
    with engine.connect() as connection:
        assert sorted(connection.scalars(select(predictions.c.id))) == sorted(ids)
        assert connection.scalar(select(counters.c.value)) == len(ids) == 9


def test_a_schema_of_a_newer_version_is_waited_for(stack_settings, engine):
    upgrade(engine)
    with engine.begin() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaError):
        upgrade(engine)
    with TestClient(create_app(stack_settings)) as client:
        until(client, status="degraded", database="away")
        ids = post(client)
        with engine.begin() as connection:
            connection.execute(
                text("UPDATE alembic_version SET version_num = :version"), {"version": version}
            )
        until(client, status="healthy", total_predictions=3)
    with engine.connect() as connection:
        assert sorted(connection.scalars(select(predictions.c.id))) == sorted(ids)


def test_full_disks_are_told_and_waited_for(stack_settings, engine, monkeypatch, caplog):
    """First that of the database, then that of the spool too."""
    write = os.write
    full, spool_full = False, False

    def refuse(*_):
        if full:
            raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    def no_room(handle, data):
        if spool_full and len(data) > 300:
            raise OSError(28, "No space left on device")
        return write(handle, data)

    app = create_app(stack_settings)
    event.listen(
        app.state.context.engine, "before_cursor_execute", lambda *given: "INSERT" in given[2] and refuse()
    )
    monkeypatch.setattr(module.os, "write", no_room)
    with TestClient(app) as client:
        until(client, status="healthy")
        ids = post(client)
        full = True
        ids += post(client)
        until(client, database="away")
        assert client.get("/ready").status_code == 200
        spool_full = True
        assert client.post("/predict", json=EXAMPLE).status_code == 503
        assert client.get("/ready").status_code == 503
        assert [client.get("/health").json()["status"] for _ in range(20)] == ["degraded"] * 20
        spool_full = False
        end = time.monotonic() + HANG
        while client.get("/ready").status_code != 200:
            assert time.monotonic() < end
        ids += post(client)
        full = False
        until(client, status="healthy", total_predictions=9)
    with engine.connect() as connection:
        assert sorted(connection.scalars(select(predictions.c.id))) == sorted(ids)
    said = [record for record in caplog.records if record.name.startswith("diabetes_stack.store")]
    assert len(said) < 30


def test_a_champion_that_cannot_be_loaded_is_refused_and_the_one_before_it_answers(
    stack_settings, engine, caplog
):
    upgrade(engine)
    bundled = diabetes.Model.bundled()
    good = bundled.recalibrate(diabetes.generate(2000, seed=3), source="a").to_json().encode()

    def deploy(connection, file):
        version = registry.register(connection, good if file is None else bundled.to_json().encode())
        hash = version.hash
        if file is not None:
            hash = f"{len(file):064d}"
            row = {**connection.execute(select(models).where(models.c.hash == version.hash)).mappings().one()}
            row |= {"hash": hash, "version": hash[-12:], "file": file}
            connection.execute(models.insert().values(row))
        connection.execute(
            deployments.insert().values(model_hash=hash, action="promote", by="test", evidence={})
        )
        return version.version

    with engine.begin() as connection:
        first = deploy(connection, None)
        deploy(connection, b"\xff\xfe no text")
        deploy(connection, b"{}")
    with TestClient(create_app(stack_settings.model_copy(update={"environment": "development"}))) as client:
        assert client.post("/predict", json=EXAMPLE).json()["model_version"] == first
        service = client.app.state.context.service
        caplog.clear()
        for _ in range(50):
            service._look()
        assert not [record for record in caplog.records if "champion" in record.message]
        with engine.begin() as connection:
            deploy(connection, b"\xff" * 5)
        service._look()
        assert client.post("/predict", json=EXAMPLE).json()["model_version"] == first
        assert "000000000005" in {getattr(record, "version", None) for record in caplog.records}
        assert client.post("/models/000000000005/predict", json=EXAMPLE).status_code in (404, 503)
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE deployments RENAME TO elsewhere"))
        service._look()
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE elsewhere RENAME TO deployments"))
            connection.execute(
                deployments.insert().values(
                    model_hash=bundled.info["hash"], action="promote", by="test", evidence={}
                )
            )
        service._look()
        assert client.post("/predict", json=EXAMPLE).json()["model_version"] == bundled.info["version"]
        assert client.get("/health").json()["status"] == "healthy"
