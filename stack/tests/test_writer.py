"""Predictions are stored once for each id, whatever happens to the database meanwhile."""

import asyncio
import json
import os
import time
import uuid
from datetime import datetime, timezone

import pytest
from sqlalchemy import func, select, text

from diabetes_stack.store import predictions
from diabetes_stack.store.ids import uuid7
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.predictions import Row
from diabetes_stack.store.spool import Spool, abandoned
from diabetes_stack.store.tables import predictions as table
from diabetes_stack.store.writer import StoreUnavailableError, Writer

#: Seconds after which a test that hangs fails.
HANG = 120
AT = datetime(2026, 11, 24, 12, 0, 0, 123000, tzinfo=timezone.utc)


def row(**changes):
    values = {
        "id": uuid7(),
        "at": AT,
        "model_version": "a088dbf0d27b",
        "inputs": '{"b": 1, "a":1.50, "ñ":"Sí"}',
        "outputs": '{"glucose_mg_dl":103.42112103059304,"category":null}',
        "risk_level": "Bajo",
        "latency_ms": 0.25,
        "patient": None,
    }
    return Row(**{**values, **changes})


def stored(engine):
    with engine.connect() as connection:
        rows = connection.execute(select(func.count()).select_from(table)).scalar()
        return rows, predictions.total(connection)


def test_ids_are_uuids_of_version_7_in_the_order_of_time():
    first = uuid.UUID(uuid7())
    assert (first.version, first.variant) == (7, uuid.RFC_4122)
    assert abs((first.int >> 80) / 1000 - datetime.now(timezone.utc).timestamp()) < 5
    assert len({uuid7() for _ in range(10_000)}) == 10_000


def test_a_row_comes_back_as_it_was_stored(engine):
    upgrade(engine)
    given = [row(), row(risk_level=None, patient="f" * 64)]
    with engine.begin() as connection:
        predictions.insert(connection, given)
        assert [predictions.find(connection, one.id) for one in given] == given
        assert predictions.find(connection, "nobody") is None


def test_an_id_is_stored_and_counted_once(engine):
    upgrade(engine)
    rows = [row() for _ in range(2500)]
    with engine.begin() as connection:
        predictions.insert(connection, rows[:1500])
    with engine.begin() as connection:
        predictions.insert(connection, rows)
    assert stored(engine) == (2500, 2500)
    with engine.begin() as connection:
        connection.execute(table.delete())
    assert stored(engine) == (0, 2500)


def test_groups_are_stored_before_their_futures_are_done(engine, tmp_path):
    async def run():
        writer = Writer(engine, tmp_path / "spool")
        await writer.start()
        assert writer.online
        for _ in range(5):
            await asyncio.gather(*(writer.store([row(), row()]) for _ in range(20)))
            counts.append(stored(engine)[0])
        writer.stop()

    counts = []
    asyncio.run(run())
    assert counts == [40, 80, 120, 160, 200]
    assert stored(engine) == (200, 200)


def test_rows_wait_in_the_spool_while_the_database_is_away(engine, tmp_path):
    folder = tmp_path / "spool"

    async def run():
        writer = Writer(engine, folder)
        await writer.start()
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE predictions RENAME TO elsewhere"))
        rows = [row() for _ in range(30)]
        for one in rows:
            await writer.store([one])
        assert not writer.online
        (file,) = folder.iterdir()
        assert file.stat().st_mode & 0o777 == 0o600
        assert [json.loads(line)[0] for line in file.read_text().splitlines()] == [one.id for one in rows]
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE elsewhere RENAME TO predictions"))
        until = time.monotonic() + HANG
        while not writer.online and time.monotonic() < until:
            await asyncio.sleep(0.05)
        assert [*folder.iterdir()] == []
        await writer.store([row()])
        writer.stop()

    asyncio.run(run())
    assert stored(engine) == (31, 31)


def test_nothing_is_claimed_when_database_and_spool_fail(engine, tmp_path):
    (tmp_path / "spool").write_text("a file where the folder should be")

    async def run():
        writer = Writer(engine, tmp_path / "spool")
        await writer.start()
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE steps"))
            connection.execute(text("DROP TABLE feedback"))
            connection.execute(text("DROP TABLE learned"))
            connection.execute(text("DROP TABLE outcomes"))
            connection.execute(text("DROP TABLE predictions"))
        with pytest.raises(StoreUnavailableError):
            await writer.store([row()])
        writer.stop()

    asyncio.run(run())


def test_the_spool_of_a_dead_process_is_replayed_without_its_half_line(engine, tmp_path):
    upgrade(engine)
    rows = [row() for _ in range(3)]
    dead = Spool.create(tmp_path)
    dead.append(rows)
    dead.close()
    (file,) = tmp_path.glob("*.jsonl")
    with file.open("ab") as stream:
        stream.write(b'["half')
    with engine.begin() as connection:  # It had stored one of them before it died.
        predictions.insert(connection, rows[:1])

    async def run():
        writer = Writer(engine, tmp_path)
        await writer.start()
        assert writer.online
        writer.stop()

    asyncio.run(run())
    assert stored(engine) == (3, 3)
    assert not file.exists()


def test_the_spool_of_a_living_process_is_left_alone(tmp_path):
    living = Spool.create(tmp_path)
    assert [*abandoned(tmp_path)] == []
    living.close()
    (found,) = abandoned(tmp_path)
    found.close()


def test_a_failed_append_leaves_no_trace(tmp_path, monkeypatch):
    spool = Spool.create(tmp_path)
    kept, lost = row(), row()
    spool.append([kept])

    def full(handle, data):
        write(handle, data[:20])
        raise OSError(28, "No space left on device")

    write = os.write
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        spool.append([lost])
    monkeypatch.undo()
    again = row()
    spool.append([again])
    assert spool.peek(10) == [kept, again]
    spool.remove()
