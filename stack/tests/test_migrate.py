"""A database is brought to the tables that the code names, and to nothing else."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from diabetes_stack.store.migrate import is_current, upgrade
from diabetes_stack.store.tables import metadata


def test_migrations_make_the_tables(engine):
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    assert {*metadata.tables} < {*inspect(engine).get_table_names()}


def test_a_second_upgrade_changes_nothing(engine):
    assert not is_current(engine)
    upgrade(engine)
    upgrade(engine)
    assert is_current(engine)
