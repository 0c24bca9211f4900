"""Bring a database to the tables of this version."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.schema import CreateSchema

from .engine import MLFLOW_SCHEMA

__all__ = ["is_current", "upgrade"]

_FOLDER = Path(__file__).parent / "migrations"
#: Held in PostgreSQL while migrating, so that services which start together do not migrate together.
_LOCK = 0x6469_6162


def upgrade(engine: Engine) -> None:
    """Run the migrations that this database still lacks; none when it is current."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            connection.execute(CreateSchema(MLFLOW_SCHEMA, if_not_exists=True))
        if not _current(connection):
            command.upgrade(_config(connection), "head")


def is_current(engine: Engine) -> bool:
    """Whether the database has the tables of this version."""
    with engine.connect() as connection:
        return _current(connection)


def _current(connection: Connection) -> bool:
    heads = ScriptDirectory.from_config(_config(connection)).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
