"""What is stored about a patient can be had and deleted, except what must be kept, which is said; what is past its time
goes; totals stay."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, text
from test_writer import row

from diabetes_stack.store import aside, holds, ledger, privacy, spooled
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.patients import reference_hash
from diabetes_stack.store.predictions import insert as store
from diabetes_stack.store.spool import Spool, line_of
from diabetes_stack.store.tables import audit, logs, outcomes, predictions, utc_now


@pytest.fixture
def rows(engine, stack_settings):
    """Predictions of Ana, of which one was long ago and one belongs to her clinical record; of Eva; of nobody."""
    ana, eva = (reference_hash(stack_settings, name) for name in ("ana", "eva"))
    long_ago = utc_now() - timedelta(days=91)
    upgrade(engine)
    with engine.begin() as connection:
        store(
            connection,
            [
                row(id="a1", patient=ana, at=utc_now(), inputs='{"edad": 45}'),
                row(id="a2", patient=ana, at=long_ago),
                row(id="a3", patient=ana, at=long_ago, retention="clinical"),
                row(id="e1", patient=eva, at=long_ago),
                row(id="n1", at=utc_now()),
                row(id="n2", at=long_ago),
            ],
        )
        lab = {"test": "hba1c", "value": 5.9, "taken_on": "2026-01-02", "source": "lab"}
        connection.execute(insert(outcomes), [{**lab, "prediction_id": id} for id in ("a1", "n2")])
        for at in (utc_now(), utc_now() - timedelta(days=31)):
            connection.execute(insert(logs).values(at=at, service="api", level="INFO", event="e", detail={}))
    return ana


@pytest.fixture
def folder(tmp_path):
    """The ledger's folder, as the commands have it."""
    return tmp_path / "data" / "ledger"


def left(engine):
    with engine.connect() as connection:
        return set(connection.scalars(select(predictions.c.id)))


def noted(engine):
    with engine.connect() as connection:
        return connection.execute(
            select(audit.c.action, audit.c.subject, audit.c.detail).order_by(audit.c.id)
        ).all()


def test_a_patient_gets_everything_and_only_their_own(command, engine, rows, stack_settings, folder):
    command("db", "hold", "--patient", "ana", "--reason", "Juzgado 3, oficio 12")
    spool = Spool.create(stack_settings.folder() / spooled.FOLDER)
    spool.append([row(id="late", patient=rows), row(id="other", patient="f" * 64)])
    found = json.loads(command("db", "export", "--patient", "ana").stdout)
    assert [one["prediction_id"] for one in found["predictions"]] == ["a2", "a3", "a1"]
    assert [one["retention"] for one in found["predictions"]] == ["patient", "clinical", "patient"]
    assert found["predictions"][2]["inputs"] == {"edad": 45}
    assert found["predictions"][2]["outputs"]["glucose_mg_dl"] == 103.42112103059304
    assert found["predictions"][2]["outcomes"] == [
        {"test": "hba1c", "value": 5.9, "taken_on": "2026-01-02", "source": "lab"}
    ]
    assert [one["reason"] for one in found["holds"]] == ["Juzgado 3, oficio 12"]
    assert [one["action"] for one in found["history"]] == ["hold"]
    assert [one["prediction_id"] for one in found["waiting"]] == ["late"]
    file = folder.parent / "ana.json"
    said = json.loads(command("db", "export", "--patient", "ana", "--out", file, "--json").stdout)
    assert said == {"file": str(file), "predictions": 3}
    assert len(json.loads(file.read_text())["predictions"]) == 3
    assert file.stat().st_mode & 0o777 == 0o600
    assert [action for action, _, _ in noted(engine)] == ["hold", "export", "export"]


def test_forgetting_deletes_what_it_may_and_names_the_rest(command, engine, rows, folder):
    asked = command("db", "forget", "--patient", "ana", "--dry-run", "--json")
    assert (json.loads(asked.stdout)["deletable"], asked.exit_code) == (2, 1)
    assert len(left(engine)) == 6
    done = command("db", "forget", "--patient", "ana", "--yes", "--json")
    said = json.loads(done.stdout)
    assert (said["deleted"], done.exit_code) == (2, 1)
    [kept] = said["kept"]
    assert (kept["reason"], kept["rows"]) == ("clinical_record", 1)
    assert "1995 de 1999" in kept["law"]
    assert "839 de 2017" in kept["law"]
    assert left(engine) == {"a3", "e1", "n1", "n2"}
    with engine.connect() as connection:
        assert connection.scalars(select(outcomes.c.prediction_id)).all() == ["n2"]
    [(action, subject, detail)] = noted(engine)
    assert (action, subject, detail["predictions"]) == ("forget", rows, 2)
    assert [(one.patient, {*one.predictions}) for one in ledger.deletions(folder)] == [(rows, {"a1", "a2"})]
    # Again, and for one whose predictions may all be deleted.
    assert json.loads(command("db", "forget", "--patient", "ana", "--yes", "--json").stdout)["deleted"] == 0
    eva = command("db", "forget", "--patient", "eva", "--yes")
    assert (eva.exit_code, "1 predictions deleted" in eva.output) == (0, True)


def test_a_hold_stops_the_deletion_until_it_is_released(command, engine, rows, folder):
    held = command("db", "hold", "--patient", "eva", "--reason", "Juzgado 3, oficio 12", "--json")
    assert json.loads(held.stdout) == {"held": 1, "new": True, "dry_run": False}
    again = command("db", "hold", "--patient", "eva", "--reason", " Juzgado 3,  oficio 12", "--json")
    assert json.loads(again.stdout)["new"] is False
    refused = command("db", "forget", "--patient", "eva", "--yes", "--json")
    said = json.loads(refused.stdout)
    assert (refused.exit_code, said["deleted"], said["holds"]) == (1, 0, ["Juzgado 3, oficio 12"])
    assert [(one["reason"], one["rows"]) for one in said["kept"]] == [("legal_hold", 1)]
    assert ledger.deletions(folder) == []
    [listed] = json.loads(command("db", "holds", "--json").stdout)["holds"]
    assert (listed["reason"], listed["predictions"], listed["released_at"]) == (
        "Juzgado 3, oficio 12",
        1,
        None,
    )
    assert "Juzgado 3, oficio 12" in command("db", "holds").output
    would = json.loads(command("db", "release", "--patient", "eva", "--dry-run", "--json").stdout)
    assert (would["released"], would["holds"]) == (0, 1)
    assert json.loads(command("db", "release", "--patient", "eva", "--json").stdout)["released"] == 1
    assert json.loads(command("db", "release", "--patient", "eva", "--json").stdout)["released"] == 0
    assert json.loads(command("db", "holds", "--json").stdout)["holds"] == []
    assert len(json.loads(command("db", "holds", "--all", "--json").stdout)["holds"]) == 1
    assert json.loads(command("db", "forget", "--patient", "eva", "--yes", "--json").stdout)["deleted"] == 1
    assert [action for action, _, _ in noted(engine)] == ["hold", "forget_refused", "release", "forget"]


def test_who_was_forgotten_before_a_hold_is_forgotten_when_it_ends(command, engine, rows, folder):
    ledger.keep_deletion(folder, rows, ["a1", "a2"])
    command("db", "hold", "--patient", "ana", "--reason", "order")
    command("db", "upgrade")
    assert {"a1", "a2"} < left(engine)
    assert json.loads(command("db", "release", "--patient", "ana", "--json").stdout)["forgotten_again"] == 2
    assert left(engine) == {"a3", "e1", "n1", "n2"}


def test_results_of_a_held_patient_are_not_deleted_with_their_set(command, engine, rows):
    command("db", "hold", "--patient", "ana", "--reason", "order")
    command("outcomes", "remove", "--source", "lab", "--yes")
    with engine.connect() as connection:
        assert connection.scalars(select(outcomes.c.prediction_id)).all() == ["a1"]


def test_a_reason_is_needed_and_has_bounds(command, rows):
    for reason in (" ", "x" * (holds.LONGEST_REASON + 1), "a\x07b"):
        assert command("db", "hold", "--patient", "ana", "--reason", reason).exit_code == 1
    assert command("db", "hold", "--patient", "ana").exit_code == 2


def test_rows_that_wait_are_counted_and_those_set_aside_are_deleted(command, rows, stack_settings):
    folder = stack_settings.folder() / spooled.FOLDER
    spool = Spool.create(folder)
    late = [row(patient=rows), row(patient=rows, retention="clinical"), row(patient="f" * 64)]
    spool.append(late)
    for one in late:
        aside.keep_bytes(folder, "row", line_of(one), "test")
    aside.keep_bytes(folder, "line", f'["x","{rows}",damaged\n'.encode(), "test")
    said = json.loads(command("db", "forget", "--patient", "ana", "--yes", "--json").stdout)
    assert (said["waiting"], said["aside"]) == (1, 2)
    rest = [file.read_bytes() for file in (folder / aside.FOLDER).iterdir()]
    assert sorted(rest) == sorted(map(line_of, late[1:]))


def test_what_is_under_way_while_a_patient_is_put_on_hold_is_decided_once(
    engine, rows, stack_settings, folder
):
    """Either the hold is first, and nothing is deleted; or the deletion is."""
    import threading

    other = open_store(stack_settings, Service.COMMAND)
    began = threading.Event()

    def forget():
        began.set()
        with other.begin() as connection:
            return privacy.forget(connection, folder, rows, "clerk")

    with engine.begin() as connection:
        holds.hold(connection, folder, rows, "order", "clerk")
        thread = threading.Thread(target=forget)
        thread.start()
        began.wait()
        thread.join(0.3)
        assert thread.is_alive()
    thread.join(20)
    assert {"a1", "a2", "a3"} < left(engine)
    other.dispose()


def test_the_hash_depends_on_the_key_and_hides_the_reference(stack_settings):
    other = stack_settings.model_copy(
        update={"secret_key": None, "data_dir": stack_settings.data_dir / "other"}
    )
    first = reference_hash(stack_settings, " CC 1234 ")
    assert first == reference_hash(stack_settings, "CC 1234")
    assert first != reference_hash(other, "CC 1234")
    assert "1234" not in bytes.fromhex(first).decode("latin-1")


def test_cleaning_keeps_patients_records_and_totals(command, engine, rows):
    would = json.loads(command("db", "clean", "--dry-run", "--json").stdout)
    assert (would["logs"], would["predictions"], would["dry_run"]) == (1, 1, True)
    assert len(left(engine)) == 6
    done = json.loads(command("db", "clean", "--json").stdout)
    assert (done["logs"], done["predictions"]) == (1, 1)
    assert any("ANALYZE" in statement for statement in done["optimised"])
    assert left(engine) == {"a1", "a2", "a3", "e1", "n1"}
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT value FROM counters")) == 6
        assert connection.scalars(select(outcomes.c.prediction_id)).all() == ["a1"]
        assert connection.scalar(select(func.count()).where(logs.c.event == "cleaned")) == 1
    again = command("db", "clean", "--no-optimise")
    assert "deleted: 0 logs older than 30 days, 0 anonymous predictions older than 90 days" in again.output


def test_a_reference_under_which_nothing_is_stored_is_said(command, engine, rows):
    for line in (("forget", "--yes"), ("forget", "--dry-run"), ("export",), ("hold", "--reason", "court")):
        ran = command("db", line[0], "--patient", "nobody of that name", *line[1:])
        assert (ran.exit_code, "nothing is stored" in ran.stderr) == (0, True), line


def test_a_forgetting_needs_a_yes(command, engine, rows):
    assert command("db", "forget", "--patient", "ana").exit_code == 2
    assert len(left(engine)) == 6


def test_a_database_that_is_away_is_said_in_a_line(monkeypatch, command):
    from diabetes_stack.settings import settings

    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/none")
    settings.cache_clear()
    for name in ("upgrade", "clean", "check", "holds"):
        result = command("db", name)
        assert result.exit_code == 1
        assert "error: database at postgresql+psycopg://nobody:***@127.0.0.1:1/none" in result.output
