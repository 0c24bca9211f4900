"""The examination of the database finds what is wrong, says what is unknown, and mends what it can."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable

import pytest
from sqlalchemy import text
from test_writer import row

from diabetes_stack.store import health, health_postgresql, health_sqlite, predictions, sizes, upkeep
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.finding import State
from diabetes_stack.store.migrate import upgrade

POSTGRESQL, SQLITE = (
    pytest.mark.parametrize("database_url", [kind], indirect=True) for kind in ("postgresql", "sqlite")
)


def states(findings: Iterable[health.Finding], name: str):
    return {one.subject: one.state for one in findings if one.name == name}


@pytest.fixture
def ready(engine):
    upgrade(engine)
    with engine.begin() as connection:
        predictions.insert(connection, [row() for _ in range(50)])
    return engine


def in_autocommit(engine, *statements):
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_new_database_is_well_and_says_what_is_unknown(command, ready):
    found = health.check(ready)
    assert [one for one in found if one.found] == []
    assert states(found, "slow_queries") == {None: State.UNKNOWN}
    done = command("db", "check", "--json")
    assert done.exit_code == 0
    rows = json.loads(done.stdout)["findings"]
    assert {"name", "subject", "value", "limit", "unit", "state", "what_to_do"} == rows[0].keys()
    assert [one["what_to_do"] for one in rows if one["state"] == "unknown"] != [None]
    assert "0 to look at" in command("db", "check").output


def test_a_database_without_the_tables_of_this_version_is_told_to_upgrade(command, engine):
    engine.connect().close()
    done = command("db", "check")
    assert done.exit_code == 1
    assert "run diabetes-stack db upgrade" in done.output
    assert command("db", "check", "--dry-run").exit_code == 2


def test_a_missing_index_is_found_and_made(command, ready):
    in_autocommit(ready, "DROP INDEX ix_predictions_at", "DROP INDEX ix_predictions_patient_at")
    names = {"ix_predictions_at": State.WARNING, "ix_predictions_patient_at": State.WARNING}
    assert states(health.check(ready), "index_missing") == names
    would = command("db", "check", "--repair", "--dry-run", "--json")
    assert (would.exit_code, len(json.loads(would.stdout)["repair"])) == (1, 2)
    assert states(health.check(ready), "index_missing") == names
    done = command("db", "check", "--repair", "--json")
    assert (done.exit_code, len(json.loads(done.stdout)["repaired"])) == (0, 2)
    assert states(health.check(ready), "index_missing") == {None: State.OK}
    assert json.loads(command("db", "check", "--repair", "--json").stdout)["repaired"] == []


def test_a_table_near_its_size_is_warned_of(ready, monkeypatch):
    """From 80 % of the limit, and beyond it."""
    size = next(
        one.value for one in health.check(ready) if (one.name, one.subject) == ("size", "predictions")
    )
    for share, state in ((0.79, State.OK), (0.81, State.WARNING), (1.01, State.CRITICAL)):
        monkeypatch.setitem(sizes.LIMITS, "predictions", size / share)
        assert states(health.check(ready), "size")["predictions"] is state


def test_the_limits_are_the_manuals():
    assert sizes.LIMITS == {"logs": 2**30, "predictions": 5 * 2**30}
    assert health_postgresql.CONNECTIONS == sum(service.connections for service in Service) == 10


@POSTGRESQL
def test_connections_are_counted_by_service(ready, stack_settings, monkeypatch):
    api = open_store(stack_settings, Service.API)
    held = [api.connect() for _ in range(3)]
    found = {one.subject: one for one in health.check(ready) if one.name == "connections"}
    assert (found["api"].value, found["command"].value, found[None].value) == (3, 1, 4)
    assert {one.state for one in found.values()} == {State.OK}
    # More than its share, and more than all may have.
    more = open_store(stack_settings, Service.API)
    held += [more.connect() for _ in range(2)]
    monkeypatch.setattr(health_postgresql, "CONNECTIONS", 5)
    found = {one.subject: one.state for one in health.check(ready) if one.name == "connections"}
    assert (found["api"], found[None]) == (State.WARNING, State.CRITICAL)
    for one in held:
        one.close()
    api.dispose()
    more.dispose()


@POSTGRESQL
def test_connections_that_wait_too_long_are_found(ready, stack_settings, monkeypatch):
    for name in ("_IDLE", "_IDLE_IN_TRANSACTION", "_TRANSACTION"):
        monkeypatch.setattr(health_postgresql, name, 0.0)
    api, dashboard = (open_store(stack_settings, one) for one in (Service.API, Service.DASHBOARD))
    api.connect().close()
    assert states(health.check(ready), "idle") == {None: State.OK}
    with dashboard.connect() as connection:
        connection.execute(text("SELECT 1"))
        found = health.check(ready)
        assert states(found, "idle_in_transaction") == {"diabetes-dashboard": State.WARNING}
        assert states(found, "transaction") == {"diabetes-dashboard": State.WARNING}
    assert states(health.check(ready), "idle") == {"diabetes-dashboard": State.WARNING}
    api.dispose()
    dashboard.dispose()


@POSTGRESQL
def test_only_the_api_and_commands_keep_idle_connections(stack_settings, ready):
    for service, kept in (
        (Service.API, True),
        (Service.COMMAND, True),
        (Service.DASHBOARD, False),
        (Service.MONITOR, False),
    ):
        other = open_store(stack_settings, service)
        with other.connect() as connection:
            assert (connection.scalar(text("SHOW idle_session_timeout")) == "0") is kept
        other.dispose()


@POSTGRESQL
def test_a_damaged_index_is_found_and_built_again(command, ready):
    in_autocommit(
        ready, "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_predictions_at'::regclass"
    )
    assert states(health.check(ready), "index_invalid") == {"ix_predictions_at": State.CRITICAL}
    assert "REINDEX INDEX CONCURRENTLY" in command("db", "check", "--repair").output
    assert states(health.check(ready), "index_invalid") == {None: State.OK}


@POSTGRESQL
def test_an_index_that_nobody_uses_is_only_named_once_statistics_go_back_far_enough(ready, monkeypatch):
    monkeypatch.setattr(health_postgresql, "_UNUSED_BYTES", 0)
    assert states(health.check(ready), "index_unused") == {None: State.UNKNOWN}
    monkeypatch.setattr(health_postgresql, "_UNUSED_DAYS", 0)
    assert "ix_predictions_model_version_risk_level" in states(health.check(ready), "index_unused")


@POSTGRESQL
def test_dead_rows_and_old_statistics_are_found_and_mended(command, ready, monkeypatch):
    in_autocommit(
        ready,
        "ALTER TABLE predictions SET (autovacuum_enabled = false)",
        "UPDATE predictions SET latency_ms = 2",
        "SELECT pg_stat_force_next_flush()",
    )
    monkeypatch.setattr(health_postgresql, "_FEWEST_DEAD", 10)
    monkeypatch.setattr(health_postgresql, "_FEWEST_CHANGED", 10)
    found = health.check(ready)
    assert states(found, "dead_rows") == {"predictions": State.WARNING}
    assert states(found, "statistics") == {"predictions": State.WARNING}
    done = command("db", "check", "--repair", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["repaired"] == [
        "VACUUM (ANALYZE, TRUNCATE false) predictions",
        "ANALYZE predictions",
    ]


@POSTGRESQL
def test_a_bloated_index_is_found_and_built_again(command, ready, monkeypatch):
    with ready.begin() as connection:
        predictions.insert(connection, [row() for _ in range(20_000)])
    in_autocommit(ready, "ANALYZE")
    monkeypatch.setattr(health_postgresql, "_BLOATED_BYTES", 0)
    assert states(health.check(ready), "index_bloat") == {None: State.OK}
    in_autocommit(
        ready,
        "DELETE FROM predictions WHERE latency_ms < 1 AND random() < 0.97",
        "VACUUM ANALYZE predictions",
    )
    assert State.WARNING in states(health.check(ready), "index_bloat").values()
    done = json.loads(command("db", "check", "--repair", "--json").stdout)
    assert any(statement.startswith("REINDEX INDEX CONCURRENTLY") for statement in done["repaired"])
    assert states(health.check(ready), "index_bloat") == {None: State.OK}


@POSTGRESQL
def test_what_the_server_refuses_to_tell_is_unknown(ready, monkeypatch):
    def refused(connection):
        connection.execute(text("SELECT * FROM pg_authid_no_such_view"))
        yield None

    monkeypatch.setitem(health_postgresql.CHECKS, "size", refused)
    found = health.check(ready)
    assert states(found, "size") == {None: State.UNKNOWN}
    assert states(found, "index_missing") == {None: State.OK}


@SQLITE
def test_a_damaged_file_is_critical(ready, stack_settings):
    in_autocommit(ready, "PRAGMA wal_checkpoint(TRUNCATE)")
    ready.dispose()
    file = ready.url.database
    with open(file, "r+b") as stream:
        stream.seek(os.path.getsize(file) // 2)
        stream.write(os.urandom(4096))
    other = open_store(stack_settings, Service.MONITOR)
    assert states(health.check(other), "intact") == {None: State.CRITICAL}
    other.dispose()


@SQLITE
def test_free_space_and_the_log_are_given_back(command, ready, monkeypatch):
    with ready.begin() as connection:
        predictions.insert(connection, [row(outputs='"' + "x" * 5000 + '"') for _ in range(300)])
    in_autocommit(ready, "DELETE FROM predictions")
    monkeypatch.setattr(health_sqlite, "_FEWEST_FREE", 0)
    monkeypatch.setattr(health_sqlite, "_LOG", 4096)
    found = health.check(ready)
    assert states(found, "free_pages") == {None: State.WARNING}
    assert states(found, "write_ahead_log") == {None: State.WARNING}
    # While a reader is there, the log outlives the connections of others.
    reader = ready.connect()
    reader.execute(text("SELECT 1 FROM predictions"))
    done = json.loads(command("db", "check", "--repair", "--json").stdout)
    assert done["repaired"] == ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"]
    reader.close()
    with ready.connect() as connection:
        assert connection.scalar(text("PRAGMA freelist_count")) == 0


@SQLITE
def test_rows_without_their_parent_are_found(ready):
    in_autocommit(
        ready,
        "PRAGMA foreign_keys=OFF",
        "INSERT INTO outcomes (prediction_id, test, value, taken_on, source, at) "
        "VALUES ('none', 'hba1c', 5, '2026-01-01', 's', '2026-01-01')",
    )
    assert states(health.check(ready), "foreign_keys") == {None: State.CRITICAL}


@SQLITE
def test_the_quick_examination_reads_little(ready):
    found = health.check(ready, thorough=False)
    assert states(found, "intact") == {}
    assert states(found, "size") == {None: State.OK}


def test_every_finding_has_its_texts(ready):
    from diabetes_stack.cli.texts import word

    for one in [*health.check(ready), *health.check(ready, thorough=False)]:
        word(f"db.finding.{one.name}")
        word(f"db.state.{one.state.value}")
        assert one.mend is None or word(f"db.mend.{one.mend}")
    assert upkeep.optimise(ready, {"logs": 0, "predictions": 3})[0].endswith("predictions")
