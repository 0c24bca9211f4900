"""Migrates a database to the tables of this version.

A migration whose revision is called ``NUMBER_since_NUMBER`` only adds to the tables, so that programs that know the
second revision work with them too: they answer while it runs, and after a return to the version before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.schema import CreateSchema

from .engine import MLFLOW_SCHEMA
from .foreign import foreign_tables

__all__ = [
    "ForeignDatabaseError", "Plan", "SchemaError", "head", "is_current", "mend", "plan", "revisions", "upgrade",
]  # fmt: skip

_FOLDER = Path(__file__).parent / "migrations"
#: PostgreSQL lock held while migrating, so that services starting together do not migrate at the same time.
_LOCK = 0x6469_6162
#: PostgreSQL's longest wait for others who use a table; everybody who comes later waits behind a migration that waits.
_PATIENCE = "5s"
#: Our revisions, of this version or a newer one.
_REVISION = re.compile(r"\d{4}(_since_\d{4})?")
#: A revision that only adds, with the revision since which programs work with it.
_ADDS = re.compile(r"\d{4}_since_(\d{4})")


class SchemaError(SQLAlchemyError):
    """A database that this version cannot use: its tables are from a newer version, or are missing."""


class ForeignDatabaseError(SchemaError):
    """A database that another program uses; ``tables`` are its own."""

    def __init__(self, tables: list[str]) -> None:
        super().__init__(f"the database belongs to another program ({', '.join(tables)}); give an empty one")
        self.tables = tables


@dataclass(frozen=True)
class Plan:
    """Migrations that a database still needs, oldest first."""

    revisions: tuple[str, ...]
    #: Whether the program that works with the database now can also do so afterwards.
    adds: bool


def upgrade(engine: Engine) -> None:
    """Run the migrations that this database still needs, all or none; none if it is current. Raises SchemaError if it
    belongs to a newer version."""
    with engine.connect() as connection:
        if connection.dialect.name != "postgresql" and _current(connection):
            return
    with _alone(engine) as connection:
        if not _current(connection):
            command.upgrade(_config(connection), "head")


def revisions() -> list[str]:
    """The revisions that this version knows, oldest first."""
    script = ScriptDirectory.from_config(_config(None))
    return [step.revision for step in script.walk_revisions()][::-1]


def head() -> str:
    """The newest revision that this version knows."""
    [newest] = ScriptDirectory.from_config(_config(None)).get_heads()
    return newest


def plan(engine: Engine, program: str) -> Plan:
    """The migrations that :func:`upgrade` would run, for a database that is used by a program whose :func:`head` is
    ``program``. Raises SchemaError."""
    with engine.connect() as connection:
        if _current(connection):
            return Plan((), adds=True)
        script = ScriptDirectory.from_config(_config(connection))
        found = MigrationContext.configure(connection).get_current_heads()
    ahead = [one.revision for one in script.iterate_revisions("heads", found or "base")]
    # Nobody works with a database that has no tables.
    return Plan(tuple(reversed(ahead)), adds=not found or _serves(ahead[0], program))


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else migrates or, with SQLite, writes."""
    with engine.connect() as connection:
        if connection.dialect.name != "postgresql":
            with _sqlite_alone(connection):
                yield connection
            return
        with connection.begin():
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE}'"))
            connection.execute(CreateSchema(MLFLOW_SCHEMA, if_not_exists=True))
            yield connection


@contextmanager
def _sqlite_alone(connection: Connection) -> Iterator[None]:
    """SQLite changes a column by copying its table, so foreign keys are checked at the end. The driver begins no
    transaction before CREATE and ALTER, so it is done here."""
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise IntegrityError(None, None, ValueError(f"rows of {broken[0]} refer to nothing"))
        connection.commit()
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def mend(engine: Engine) -> None:
    """Like :func:`upgrade`, for a database that was in use before: if its tables are gone, it must be restored and is
    not created anew, so SchemaError is raised."""
    with engine.connect() as connection:
        if _current(connection):
            return
        if not MigrationContext.configure(connection).get_current_heads():
            raise SchemaError(
                "the database has lost its tables; restore them, or start again with db upgrade"
            )
    upgrade(engine)


def is_current(engine: Engine) -> bool:
    """Whether the database has the tables of this version."""
    with engine.connect() as connection:
        return _current(connection)


def _current(connection: Connection) -> bool:
    """Whether the tables are current, or newer ones that this version works with. Raises SchemaError if they are from a
    version that this one cannot know, and ForeignDatabaseError if they are another program's."""
    script = ScriptDirectory.from_config(_config(connection))
    found = set(MigrationContext.configure(connection).get_current_heads())
    known = {revision.revision for revision in script.walk_revisions()}
    if not found and (tables := foreign_tables(connection)):
        raise ForeignDatabaseError(tables)
    if any(_REVISION.fullmatch(revision) is None for revision in found):
        raise ForeignDatabaseError(["alembic_version"])
    newer = found - known
    if not newer:
        return found == set(script.get_heads())
    if all(any(_serves(revision, ours) for ours in known) for revision in newer):
        return True
    raise SchemaError("the database belongs to a newer version of diabetes-stack; update this installation")


def _serves(revision: str, program: str) -> bool:
    """Whether programs that know the revision ``program`` work with the tables of another one."""
    adds = _ADDS.fullmatch(revision)
    return adds is not None and program[: len(adds[1])] >= adds[1]


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
