"""A forgotten patient does not come back: not with an older database, nor from a spool."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from test_spool import nothing, run
from test_writer import row

from diabetes_stack.store import audit, forgotten, holds, ledger
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.predictions import insert as store
from diabetes_stack.store.spool import Spool
from diabetes_stack.store.tables import audit as entries
from diabetes_stack.store.tables import predictions, utc_now

ANA, EVA = "a" * 64, "e" * 64
HOUR = timedelta(hours=1)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data" / "ledger"


def ids(connection):
    return set(connection.scalars(select(predictions.c.id)))


def test_a_restored_database_forgets_again_and_once(connection, folder):
    before, after = utc_now() - HOUR, utc_now() + HOUR
    # What the ledger names; what came from a spool later; what another key had hashed; and what is to stay.
    rows = [
        row(id="named", patient=ANA, at=before),
        row(id="late", patient=ANA, at=before),
        row(id="old key", patient="b" * 64, at=before),
        row(id="new", patient=ANA, at=after),
        row(id="record", patient=ANA, at=before, retention="clinical"),
        row(id="other", patient=EVA, at=before),
        row(id="nobody", at=before),
    ]
    store(connection, rows)
    ledger.keep_deletion(folder, ANA, ["named", "old key", *(str(number) for number in range(1200))])
    assert forgotten.replay(connection, folder) == 3
    assert ids(connection) == {"new", "record", "other", "nobody"}
    assert forgotten.replay(connection, folder) == 0
    noted = connection.execute(select(entries.c.action, entries.c.subject, entries.c.detail)).all()
    [(action, subject, detail)] = noted
    assert (action, subject, detail["predictions"]) == ("forget", ANA, 3)
    assert audit.verify(connection) is None


def test_holds_come_back_with_a_restored_database_and_stop_the_deletion(connection, folder):
    store(connection, [row(id="held", patient=ANA, at=utc_now() - HOUR)])
    ledger.keep_deletion(folder, ANA, ["held"])
    ledger.keep_hold(folder, ledger.Hold(EVA, "over", utc_now(), "ana"))
    ledger.keep_release(folder, EVA, utc_now())
    ledger.keep_hold(folder, ledger.Hold(ANA, "court", utc_now(), "ana"))
    assert forgotten.replay(connection, folder) == 0
    assert ids(connection) == {"held"}
    assert [(one.patient, one.reason) for one in holds.listed(connection)] == [(ANA, "court")]
    assert [one.patient for one in holds.listed(connection, over=True)] == [EVA, ANA]
    assert forgotten.replay(connection, folder) == 0
    assert len(holds.listed(connection, over=True)) == 2
    # The end of a hold is known to a database that still has it.
    ledger.keep_release(folder, ANA, utc_now())
    assert forgotten.replay(connection, folder) == 1
    assert holds.listed(connection) == []


def test_holds_are_put_and_ended_once(connection, folder):
    assert holds.hold(connection, folder, ANA, "court", "clerk")
    assert not holds.hold(connection, folder, ANA, "court", "clerk")
    assert holds.hold(connection, folder, ANA, "authority", "clerk")
    assert holds.hold(connection, folder, EVA, "court", "clerk")
    assert [one.reason for one in holds.in_force(connection, ANA)] == ["court", "authority"]
    assert holds.release(connection, folder, ANA, "clerk") == 2
    assert holds.release(connection, folder, ANA, "clerk") == 0
    assert [one.patient for one in holds.listed(connection)] == [EVA]
    # The ledger says the same.
    assert ledger.holds(folder) == holds.listed(connection, over=True)
    assert connection.scalar(select(func.count()).select_from(entries)) == 4


def test_a_spool_does_not_bring_back_whom_the_database_forgot(engine, tmp_path, folder):
    upgrade(engine)
    before = utc_now() - HOUR
    with engine.begin() as connection:
        audit.note(connection, "clerk", forgotten.ACTION, ANA, {"until": utc_now().isoformat()})
        # As it was noted before entries said until when.
        audit.note(connection, "clerk", forgotten.ACTION, EVA, {"predictions": 2})
    rows = [
        row(id="gone", patient=ANA, at=before),
        row(id="gone too", patient=EVA, at=before),
        row(id="new", patient=ANA, at=utc_now() + HOUR),
        row(id="record", patient=ANA, at=before, retention="clinical"),
        row(id="other", patient="b" * 64, at=before),
        row(id="nobody", at=before),
    ]
    dead = Spool.create(tmp_path / "spool")
    dead.append(rows)
    dead.close()
    run(engine, tmp_path / "spool", nothing)
    with engine.connect() as connection:
        assert ids(connection) == {"new", "record", "other", "nobody"}
    assert [*(tmp_path / "spool").iterdir()] == []


def test_a_replay_of_the_ledger_is_known_to_spools(engine, tmp_path, folder):
    upgrade(engine)
    dead = Spool.create(tmp_path / "spool")
    dead.append(
        [row(id="gone", patient=ANA, at=utc_now() - HOUR), row(id="new", patient=ANA, at=utc_now() + HOUR)]
    )
    dead.close()
    ledger.keep_deletion(folder, ANA, [])
    with engine.begin() as connection:
        forgotten.replay(connection, folder)
    run(engine, tmp_path / "spool", nothing)
    with engine.connect() as connection:
        assert ids(connection) == {"new"}
