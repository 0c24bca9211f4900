"""Migrates a database to the tables of this version."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateSchema

from .engine import MLFLOW_SCHEMA

__all__ = ["SchemaError", "is_current", "mend", "pending", "revisions", "upgrade"]

_LOCATION = str(Path(__file__).parent / "migrations").replace("%", "%%")
#: PostgreSQL lock held while migrating, so that services starting together do not migrate at the same time.
_LOCK = 0x6469_6162


class SchemaError(SQLAlchemyError):
    """A database that this version cannot use: its tables are from a newer version, or are missing."""


def upgrade(engine: Engine) -> None:
    """Run the migrations that this database still needs; none if it is current. Raises SchemaError if it belongs to a
    newer version."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            connection.execute(CreateSchema(MLFLOW_SCHEMA, if_not_exists=True))
        if not _current(connection):
            command.upgrade(_config(connection), "head")


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


def pending(engine: Engine) -> list[str]:
    """The revisions that :func:`upgrade` would apply, oldest first. Raises SchemaError."""
    with engine.connect() as connection:
        if _current(connection):
            return []
        context = MigrationContext.configure(connection)
        script = ScriptDirectory.from_config(_config(connection))
        steps = script.iterate_revisions("heads", context.get_current_heads() or "base")
        return [step.revision for step in steps][::-1]


def revisions() -> list[str]:
    """The revisions that this version knows, oldest first."""
    config = Config()
    config.set_main_option("script_location", _LOCATION)
    return [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()][::-1]


def _current(connection: Connection) -> bool:
    """Whether the tables are current. Raises SchemaError if it has revisions that are not known here."""
    script = ScriptDirectory.from_config(_config(connection))
    found = set(MigrationContext.configure(connection).get_current_heads())
    if found - {revision.revision for revision in script.walk_revisions()}:
        raise SchemaError(
            "the database belongs to a newer version of diabetes-stack; update this installation"
        )
    return found == set(script.get_heads())


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", _LOCATION)
    config.attributes["connection"] = connection
    return config
