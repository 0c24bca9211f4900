"""The audit trail is only added to, and a change in it is found."""

import threading

import pytest
from alembic import command
from sqlalchemy import column, delete, insert, table, text, update
from sqlalchemy.exc import DBAPIError

from diabetes_stack.store import audit, ledger
from diabetes_stack.store.migrate import _config, upgrade
from diabetes_stack.store.tables import audit as entries
from diabetes_stack.store.tables import utc_now

#: The columns that a person filled before there was a chain.
_BEFORE = ("at", "by", "action", "subject", "detail")


def _note(connection, count=3):
    for number in range(count):
        audit.note(connection, "ana", "clean", "database", {"logs": number, "share": 1e22, "ñ": [1.0, None]})


def test_entries_follow_from_each_other(connection):
    assert audit.verify(connection) is None
    _note(connection)
    assert audit.verify(connection) is None
    assert audit.head(connection) == connection.info[audit.HEAD]


@pytest.mark.parametrize("change", [update(entries).values(by="eve"), delete(entries)])
def test_the_database_refuses_to_change_an_entry(connection, change):
    _note(connection)
    with pytest.raises(DBAPIError, match="only added to"):
        connection.execute(change)


def test_an_entry_changed_in_spite_of_that_is_named(engine):
    upgrade(engine)
    with engine.begin() as connection:
        _note(connection)
        drop = (
            ["DROP TRIGGER audit_is_kept ON audit"]
            if engine.dialect.name == "postgresql"
            else ["DROP TRIGGER audit_is_kept_update", "DROP TRIGGER audit_is_kept_delete"]
        )
        for statement in drop:
            connection.execute(text(statement))
        connection.execute(update(entries).where(entries.c.id == 2).values(by="eve"))
        assert audit.verify(connection) == 2
        connection.execute(delete(entries).where(entries.c.id == 2))
        assert audit.verify(connection) == 3


def test_entries_of_several_commands_at_once_make_one_chain(engine):
    upgrade(engine)

    def work():
        for _ in range(10):
            with engine.begin() as connection:
                _note(connection, 1)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.connect() as connection:
        assert audit.head(connection).id >= 20
        assert audit.verify(connection) is None


def test_an_upgrade_chains_the_entries_that_were_there(engine):
    with engine.begin() as connection:
        command.upgrade(_config(connection), "0002")
        old = table("audit", *(column(name, entries.c[name].type) for name in _BEFORE))
        for number in range(3):
            values = (utc_now(), "ana", "clean", "database", {"logs": number})
            connection.execute(insert(old).values(dict(zip(_BEFORE, values, strict=True))))
    upgrade(engine)
    with engine.connect() as connection:
        assert audit.head(connection).id == 3
        assert audit.verify(connection) is None


def test_a_line_cut_off_by_a_crash_costs_no_other(tmp_path):
    folder = tmp_path / "ledger"
    ledger.keep_deletion(folder, "a" * 64, ["1", "2"])
    with (folder / "deletions.jsonl").open("a") as file:
        file.write('{"at": "2026')
    ledger.keep_deletion(folder, "b" * 64, [])
    ledger.keep_head(folder, audit.Head(7, "c" * 64))
    assert [one.patient[0] for one in ledger.deletions(folder)] == ["a", "b"]
    assert ledger.heads(folder) == [audit.Head(7, "c" * 64)]
    other = tmp_path / "other"
    ledger.keep_deletion(other, "d" * 64, ["3"])
    ledger.merge(folder, other)
    ledger.merge(folder, other)
    assert [one.patient[0] for one in ledger.deletions(folder)] == ["a", "b", "d"]
