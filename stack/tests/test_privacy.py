"""What is stored about a patient can be had and deleted; what is past its time goes; totals stay."""

from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select
from typer.testing import CliRunner

from diabetes_stack.cli import app
from diabetes_stack.settings import settings
from diabetes_stack.store import privacy, retention
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.patients import reference_hash
from diabetes_stack.store.tables import audit, counters, logs, outcomes, predictions, utc_now


@pytest.fixture
def rows(engine, stack_settings):
    """Two predictions of Ana, one of them long ago, and two anonymous ones, one of them long ago."""
    ana = reference_hash(stack_settings, "ana")
    long_ago = utc_now() - timedelta(days=91)
    upgrade(engine)
    made = [("a1", ana, utc_now()), ("a2", ana, long_ago), ("n1", None, utc_now()), ("n2", None, long_ago)]
    with engine.begin() as connection:
        for name, patient, at in made:
            connection.execute(
                insert(predictions).values(
                    id=name, at=at, model_version="v", inputs='{"edad": 45}',
                    outputs='{"category": "Normal"}', latency_ms=1.0, patient=patient,
                )
            )  # fmt: skip
        lab = {
            "prediction_id": "a1",
            "test": "hba1c",
            "value": 5.9,
            "taken_on": "2026-01-02",
            "source": "lab",
        }
        connection.execute(insert(outcomes).values(lab))
        connection.execute(insert(counters).values(name="total_predictions", value=4))
        for at in (utc_now(), utc_now() - timedelta(days=31)):
            connection.execute(insert(logs).values(at=at, service="api", level="INFO", event="e", detail={}))
    return ana


def test_a_patient_gets_everything_and_only_their_own(engine, rows):
    with engine.begin() as connection:
        found = privacy.export(connection, rows, "clerk")
    assert [row["prediction_id"] for row in found] == ["a2", "a1"]
    assert found[1]["inputs"] == {"edad": 45}
    assert found[1]["outputs"] == {"category": "Normal"}
    assert found[1]["outcomes"] == [
        {"test": "hba1c", "value": 5.9, "taken_on": "2026-01-02", "source": "lab"}
    ]


def test_forgetting_deletes_the_patient_and_nobody_else(engine, rows):
    with engine.begin() as connection:
        assert privacy.forget(connection, rows, "clerk") == 2
        assert set(connection.scalars(select(predictions.c.id))) == {"n1", "n2"}
        assert connection.scalar(select(func.count()).select_from(outcomes)) == 0
        noted = connection.execute(select(audit.c.action, audit.c.subject, audit.c.by)).one()
    assert noted == ("forget", rows, "clerk")


def test_cleaning_keeps_patients_and_totals(engine, rows):
    with engine.begin() as connection:
        assert retention.clean(connection, utc_now(), "cron") == {"logs": 1, "predictions": 1}
        assert set(connection.scalars(select(predictions.c.id))) == {"a1", "a2", "n1"}
        assert connection.scalar(select(counters.c.value)) == 4


def test_the_hash_depends_on_the_key_and_hides_the_reference(stack_settings):
    other = stack_settings.model_copy(
        update={"secret_key": None, "data_dir": stack_settings.data_dir / "other"}
    )
    first = reference_hash(stack_settings, " CC 1234 ")
    assert first == reference_hash(stack_settings, "CC 1234")
    assert first != reference_hash(other, "CC 1234")
    assert "1234" not in bytes.fromhex(first).decode("latin-1")


def test_commands(monkeypatch, database_url, rows, stack_settings):
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DIABETES_DATA_DIR", str(stack_settings.data_dir))
    settings.cache_clear()
    run = CliRunner()
    exported = run.invoke(app, ["db", "export", "--patient", "ana"])
    assert exported.exit_code == 0
    assert '"prediction_id": "a1"' in exported.output
    assert run.invoke(app, ["db", "forget", "--patient", "ana"], input="n\n").exit_code == 1
    assert "2 predictions deleted" in run.invoke(app, ["db", "forget", "--patient", "ana", "--yes"]).output
    assert "1 anonymous predictions" in run.invoke(app, ["db", "clean"]).output.replace("\n", " ")
    settings.cache_clear()


def test_a_database_that_is_away_is_said_in_a_line(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/none")
    monkeypatch.setenv("DIABETES_DATA_DIR", str(tmp_path))
    settings.cache_clear()
    result = CliRunner().invoke(app, ["db", "upgrade"])
    assert result.exit_code == 1
    assert "error: database at postgresql+psycopg://nobody:***@127.0.0.1:1/none" in result.output
    settings.cache_clear()
