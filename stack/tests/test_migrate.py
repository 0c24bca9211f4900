"""A database is brought to the tables that the code names, and to nothing else; a newer version's additions are no
obstacle."""

import re
import shutil
import time

import pytest
from alembic import command as alembic
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from people import PATIENT, predict
from servers import ApiProcess
from sqlalchemy import MetaData, inspect, select, text
from traffic import Traffic

from diabetes_stack.store import migrate, tables
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.migrate import Plan, SchemaError, is_current, plan, upgrade
from diabetes_stack.store.predictions import total
from diabetes_stack.store.tables import metadata

#: The last revision of which is not asked whether programs of before work with it.
FIRST = "0003"

ADDS = """
def upgrade():
    op.add_column("predictions", sa.Column("ward", sa.String(40), nullable=True))
    op.create_table("wards", sa.Column("name", sa.String(40), primary_key=True))
"""
BREAKS = """
def upgrade():
    op.drop_column("predictions", "latency_ms")
"""
FAILS = """
def upgrade():
    op.create_table("wards", sa.Column("name", sa.String(40), primary_key=True))
    with op.batch_alter_table("models") as models:
        models.add_column(sa.Column("ward", sa.String(40)))
    op.execute("SELECT nothing FROM nowhere")
"""


@pytest.fixture
def later(tmp_path, monkeypatch):
    """Adds migrations, as a later version does; the version itself is this one again after ``later()``."""
    ours = migrate._FOLDER

    def add(**scripts):
        monkeypatch.setattr(migrate, "_FOLDER", ours)
        if scripts:
            folder = tmp_path / f"migrations{len([*tmp_path.iterdir()])}"
            shutil.copytree(ours, folder, ignore=shutil.ignore_patterns("__pycache__"))
            before = migrate.head()
            for name, script in scripts.items():
                begin = f"import sqlalchemy as sa\nfrom alembic import op\nrevision = {name[1:]!r}\n"
                lines = f"{begin}down_revision = {before!r}\n"
                (folder / "versions" / f"{name}.py").write_text(lines + script)
                before = name[1:]
            monkeypatch.setattr(migrate, "_FOLDER", folder)

    return add


def at(engine, revision):
    """Bring an empty database to an earlier revision."""
    with engine.begin() as connection:
        alembic.upgrade(migrate._config(connection), revision)


def everything(engine):
    """The names of all tables and columns, and the revision."""
    found = inspect(engine)
    with engine.connect() as connection:
        heads = MigrationContext.configure(connection).get_current_heads()
    return heads, {
        table: {column["name"] for column in found.get_columns(table)} for table in found.get_table_names()
    }


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


def test_a_database_in_use_keeps_its_rows(engine):
    at(engine, "0001")
    when = "'2026-01-01 00:00'"
    model = f"('h', 'n', 'v', 'linear', false, '', {when}, null, null)"
    deployment = f"('h', 'force', {when}, 'ana', '{{}}')"
    columns = "model_hash, action, at, by, evidence"
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO models VALUES {model}"))
        connection.execute(text(f"INSERT INTO deployments ({columns}) VALUES {deployment}"))
    upgrade(engine)
    assert is_current(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT model_hash FROM deployments")) == "h"


def test_this_version_works_with_the_additions_of_a_later_one(engine, later):
    upgrade(engine)
    later(v0007_since_0003=ADDS)
    assert plan(engine, "0003") == Plan(("0007_since_0003",), adds=True)
    upgrade(engine)
    assert "wards" in inspect(engine).get_table_names()
    later()
    assert is_current(engine)
    before = everything(engine)
    upgrade(engine)
    assert everything(engine) == before
    with engine.begin() as connection:
        predict(connection, [PATIENT])
        assert total(connection) == 1


def test_other_changes_of_a_later_version_are_refused(engine, later):
    upgrade(engine)
    later(v0007=BREAKS)
    assert plan(engine, "0003") == Plan(("0007",), adds=False)
    upgrade(engine)
    later()
    with pytest.raises(SchemaError, match="newer version"):
        is_current(engine)


def test_additions_after_another_change_are_no_additions_for_a_version_before_it(engine, later):
    upgrade(engine)
    later(v0007=BREAKS, v0008_since_0007=ADDS)
    assert plan(engine, "0003") == Plan(("0007", "0008_since_0007"), adds=False)
    assert plan(engine, "0007") == Plan(("0007", "0008_since_0007"), adds=True)
    upgrade(engine)
    assert plan(engine, "0003") == Plan((), adds=True)
    later()
    with pytest.raises(SchemaError, match="newer version"):
        is_current(engine)


def test_an_empty_database_is_in_nobodys_way(engine):
    assert plan(engine, "0001").adds


def test_a_migration_that_fails_leaves_nothing_behind(engine, later):
    upgrade(engine)
    with engine.begin() as connection:
        predict(connection, [PATIENT])
    before = everything(engine)
    later(v0007_since_0003=FAILS)
    for _ in range(2):
        with pytest.raises(Exception, match="nowhere"):
            upgrade(engine)
        assert everything(engine) == before
    later()
    assert is_current(engine)
    with engine.begin() as connection:
        predict(connection, [PATIENT], patient="another")
        assert total(connection) == 2


def test_a_migration_of_postgresql_does_not_wait_long_for_others(engine, later, stack_settings, monkeypatch):
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has its own wait")
    upgrade(engine)
    assert migrate._PATIENCE == "5s"
    monkeypatch.setattr(migrate, "_PATIENCE", "200ms")
    later(v0007_since_0003=ADDS)
    others = open_store(stack_settings, Service.DASHBOARD)
    with others.begin() as reader:
        reader.execute(text("SELECT * FROM predictions"))
        with pytest.raises(Exception, match="lock timeout"):
            upgrade(engine)
    others.dispose()
    upgrade(engine)
    assert is_current(engine)


SLOW = """
def upgrade():
    op.add_column("predictions", sa.Column("ward", sa.String(40), nullable=True))
    import time
    time.sleep(3)
"""


def test_an_api_answers_while_a_later_version_adds_to_its_tables(engine, database_url, later, tmp_path):
    """The migration keeps everybody else from the table for three seconds, which is longer than the API waits."""
    upgrade(engine)
    api = ApiProcess(tmp_path, DATABASE_URL=database_url)
    later(v0007_since_0003=SLOW)
    with Traffic(api.url) as traffic:
        upgrade(engine)
        time.sleep(0.5)
    assert (traffic.refused, traffic.repeated, len(traffic.answered) > 5) == ([], [], True)
    ids = select(tables.predictions.c.id)
    for _ in range(300):
        with engine.connect() as connection:
            stored = connection.execute(ids).scalars().all()
        if {*traffic.answered} == {*stored}:
            break
        time.sleep(0.1)
    api.stop()
    # What waited on disk is stored once, in the tables that have grown.
    assert sorted(traffic.answered) == sorted(stored)


def _revisions():
    script = ScriptDirectory.from_config(migrate._config(None))
    return [one.revision for one in reversed([*script.walk_revisions()]) if one.revision > FIRST]


def test_every_revision_says_with_which_programs_it_works():
    for revision in _revisions():
        assert re.fullmatch(r"\d{4}_(since_\d{4}|breaks)", revision), revision


def only_added(engine, before, after):
    """What a program that knows the tables ``before`` cannot work with in those ``after``."""
    for name, table in before.tables.items():
        now = after.tables.get(name)
        if now is None:
            yield f"{name} is gone"
            continue
        for column in table.columns:
            if column.name not in now.columns:
                yield f"{name}.{column.name} is gone"
            elif not isinstance(now.columns[column.name].type, type(column.type)):
                yield f"{name}.{column.name} has another type"
        for column in now.columns:
            if column.name not in table.columns and not (column.nullable or column.server_default):
                yield f"{name}.{column.name} must be given"
        for kind in ("constraints", "indexes"):
            found = {one.name for one in getattr(now, kind)} - {one.name for one in getattr(table, kind)}
            if kind == "constraints" and found:
                yield f"{name} has new rules"
            if kind == "indexes" and any(one.unique for one in now.indexes if one.name in found):
                yield f"{name} has new rules"


def reflected(engine):
    found = MetaData()
    found.reflect(engine)
    return found


def test_a_revision_that_says_that_it_only_adds_does(engine, later):
    at(engine, FIRST)
    for revision in _revisions():
        before = reflected(engine)
        at(engine, revision)
        if "_since_" in revision:
            assert [*only_added(engine, before, reflected(engine))] == [], revision


@pytest.mark.parametrize(("script", "said"), [(ADDS, []), (BREAKS, ["predictions.latency_ms is gone"])])
def test_what_is_not_an_addition_would_be_noticed(engine, later, script, said):
    upgrade(engine)
    before = reflected(engine)
    later(v0007_since_0003=script)
    upgrade(engine)
    assert [*only_added(engine, before, reflected(engine))] == said
    assert tables.metadata.tables.keys() <= reflected(engine).tables.keys()
