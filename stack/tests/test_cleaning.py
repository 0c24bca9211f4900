"""Cleaning holds up nobody: it deletes in batches, each of them a short transaction with few rows."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import OperationalError
from test_writer import row

from diabetes_stack.store import cleaning, predictions
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.tables import logs, utc_now
from diabetes_stack.store.tables import predictions as table

ROWS = 50_000


@pytest.fixture
def full(engine):
    """A database with expired predictions and logs, of which many have the same time, as from one file."""
    upgrade(engine)
    now = utc_now()
    with engine.begin() as connection:
        for kind in range(10):
            days = (100, 100, 100, 120, 150, 1, 2, 100, 100, 100)[kind]
            patient = "f" * 64 if kind > 6 else None
            rows = [
                row(
                    id=f"{kind}-{number}",
                    at=now - timedelta(days=days, seconds=number * (kind > 2)),
                    patient=patient,
                    inputs="{}",
                    outputs="{}",
                )
                for number in range(ROWS // 10)
            ]
            predictions.insert(connection, rows)
        connection.execute(
            text(
                "INSERT INTO logs (at, service, level, event, detail) "
                "SELECT at, 'api', 'INFO', 'e', '{}' FROM predictions WHERE id LIKE '3-%'"
            )
        )
    return now


def left(engine):
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table)), predictions.total(connection)


def test_no_transaction_deletes_many_rows_and_totals_stay(engine, full, monkeypatch):
    sizes = []
    plain = cleaning._delete

    def watched(connection, *rest):
        found = plain(connection, *rest)
        sizes.append(found[0])
        return found

    monkeypatch.setattr(cleaning, "_delete", watched)
    monkeypatch.setattr(cleaning, "_PAUSE", 0.0)
    commits = []
    event.listen(engine, "commit", lambda _connection: commits.append(1))
    seen = []
    gone = cleaning.clean(engine, full, "test", lambda done, all_: seen.append((done, all_)))
    assert gone == {"logs": ROWS // 10, "predictions": ROWS // 2}
    assert left(engine) == (ROWS // 2, ROWS)
    assert sum(sizes) == sum(gone.values())
    assert max(sizes) <= cleaning.MOST_ROWS
    # Every batch is committed for itself.
    assert len(commits) >= len(sizes)
    assert seen[-1] == (sum(gone.values()), sum(gone.values()))
    assert cleaning.clean(engine, full, "test") == {"logs": 0, "predictions": 0}


def test_slow_batches_become_smaller(engine, full, monkeypatch):
    sizes = []
    plain = cleaning._delete

    def slow(connection, kind, now, batch):
        found = plain(connection, kind, now, batch)
        sizes.append(batch.rows)
        clock[0] += batch.rows / 1000
        return found

    clock = [0.0]
    monkeypatch.setattr(cleaning, "_delete", slow)
    monkeypatch.setattr(cleaning.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(cleaning.time, "sleep", lambda _seconds: None)
    cleaning.clean(engine, full, "test")
    # At a thousand rows a second, batches of a fraction of a second have some hundred rows.
    assert max(sizes) <= 300
    assert sum(sizes) >= ROWS // 2


def test_what_an_interruption_leaves_the_next_run_deletes(engine, full, monkeypatch):
    monkeypatch.setattr(cleaning, "_PAUSE", 0.0)

    def interrupted(done, _all):
        if done > ROWS // 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cleaning.clean(engine, full, "test", interrupted)
    between = left(engine)
    assert ROWS // 2 < between[0] < ROWS
    gone = cleaning.clean(engine, full, "test")
    assert gone["predictions"] == between[0] - ROWS // 2
    assert left(engine) == (ROWS // 2, ROWS)
    # What was to be deleted is in the audit table, though the first run never ended.
    with engine.connect() as connection:
        noted = connection.execute(text("SELECT detail FROM audit WHERE action = 'clean' ORDER BY id")).all()
        assert len(noted) == 2
        assert connection.scalar(select(func.count()).where(logs.c.event == "cleaned")) == 1


def test_the_oldest_rows_are_found_by_an_index(engine, full):
    """Neither kept rows nor deleted ones are read again for each batch."""
    statements = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, parameters, *_):
        if statement.startswith("DELETE"):
            statements.append((statement, parameters))

    since = full - timedelta(days=151)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("ANALYZE"))
        for kind in cleaning._EXPIRING:
            cleaning._delete(connection, kind, full, cleaning._Batch(100, since))
        for (statement, parameters), index in zip(
            statements, ("ix_logs_at", "ix_predictions_patient_at"), strict=True
        ):
            explain = "EXPLAIN " if engine.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN "
            plan = connection.exec_driver_sql(explain + statement, parameters).all()
            said = "\n".join(str(line) for line in plan)
            assert index in said
            assert "Tid Scan" in said or "rowid=?" in said
            assert "Seq Scan" not in said
            assert "SCAN predictions" not in said
            assert "TEMP B-TREE" not in said
            assert "Sort" not in said


def test_a_database_that_is_busy_is_tried_again(engine, full, monkeypatch):
    monkeypatch.setattr(cleaning, "_PAUSE", 0.0)
    plain = cleaning._delete
    failures = []

    def busy(*arguments):
        if len(failures) < most[0]:
            failures.append(1)
            raise OperationalError("DELETE", {}, Exception("database is locked"))
        return plain(*arguments)

    monkeypatch.setattr(cleaning, "_delete", busy)
    most = [3]
    assert cleaning.clean(engine, full, "test")["logs"] == ROWS // 10
    failures.clear()
    most = [100]
    with pytest.raises(OperationalError):
        cleaning.clean(engine, full, "test")


def test_a_writer_gets_in_between_batches(engine, full, stack_settings, monkeypatch):
    """While batches go on, predictions are stored one after another."""
    other = open_store(stack_settings, Service.API)
    done = threading.Event()
    stored = []

    def write():
        while not done.is_set():
            with other.begin() as connection:
                predictions.insert(connection, [row()])
            stored.append(time.monotonic())
            time.sleep(0.01)

    thread = threading.Thread(target=write)
    thread.start()
    begin = time.monotonic()
    cleaning.clean(engine, full, "test")
    end = time.monotonic()
    done.set()
    thread.join(30)
    other.dispose()
    within = [moment for moment in stored if begin < moment < end]
    assert len(within) > 10
    assert left(engine)[1] == ROWS + len(stored)
