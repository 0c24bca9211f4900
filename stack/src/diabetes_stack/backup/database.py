"""The database of the settings, whichever it is: copied at one moment, and restored beside the one in service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from ..settings import Settings
from ..store.engine import Service, open_store
from ..store.migrate import upgrade
from ..store.tables import utc_now
from . import postgres_copy, sqlite_copy
from .errors import BackupError
from .manifest import Manifest

__all__ = [
    "FILES",
    "Restored",
    "copied",
    "create_tables",
    "drop_stale",
    "kind_of",
    "opened",
    "restored",
    "size",
]

#: The database's file in archives, by kind.
FILES = {"sqlite": "database/store.db", "postgresql": "database/store.dump"}
_STALE = timedelta(days=1)


def kind_of(settings: Settings) -> str:
    """``sqlite`` or ``postgresql``."""
    return make_url(settings.sqlalchemy_url).get_backend_name()


def size(settings: Settings) -> int:
    """The bytes of the database in service; 0 if there is none."""
    url = make_url(settings.sqlalchemy_url)
    if kind_of(settings) == "sqlite":
        return sqlite_copy.database_size(Path(url.database or ""))
    with opened(settings) as engine, engine.connect() as connection:
        return postgres_copy.database_size(connection)


@contextmanager
def opened(settings: Settings) -> Iterator[Engine]:
    """Connections of a command to the database of the settings."""
    engine = open_store(settings, Service.COMMAND)
    try:
        yield engine
    finally:
        engine.dispose()


def create_tables(settings: Settings) -> None:
    """Create the tables of a database that has none; one that has some is left as it is. Raises SQLAlchemyError."""
    with opened(settings) as engine:
        with engine.connect() as connection:
            empty = not inspect(connection).get_table_names()
        if empty:
            upgrade(engine)


@contextmanager
def copied(settings: Settings, staging: Path) -> Iterator[tuple[Connection, str]]:
    """Copy the database into ``staging``; yields a connection that sees just what was copied, and the server's version.
    Raises BackupError, ToolMissingError, and SQLAlchemyError."""
    kind = kind_of(settings)
    url = make_url(settings.sqlalchemy_url)
    target = staging / FILES[kind]
    if kind == "sqlite":
        sqlite_copy.copy(Path(url.database or ""), target)
        engine = create_engine(URL.create("sqlite", database=str(target)), poolclass=NullPool)
        with engine.connect() as connection:
            yield connection, connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
        return
    with opened(settings) as engine, postgres_copy.snapshot(engine) as (connection, moment):
        version = postgres_copy.major(connection)
        postgres_copy.dump(settings, url, target, version, moment)
        yield connection, connection.exec_driver_sql("SHOW server_version").scalar_one()


class Restored:
    """A database restored beside the one in service."""

    def __init__(self, settings: Settings, live: Settings) -> None:
        #: Settings with which it is opened.
        self.settings = settings
        self._live = live
        self.in_service = False

    @contextmanager
    def engine(self) -> Iterator[Engine]:
        """Connections to it."""
        with opened(self.settings) as engine:
            yield engine

    def put_in_service(self, replaced: Path) -> str | None:
        """Put it in the place of the one in service, which is kept in the folder ``replaced`` or, in PostgreSQL, on the
        server under a name with the time; returns where, None if there was none."""
        new, live = make_url(self.settings.sqlalchemy_url), make_url(self._live.sqlalchemy_url)
        if live.get_backend_name() == "sqlite":
            kept = replaced / "store.db"
            there = sqlite_copy.put_in_service(Path(new.database or ""), Path(live.database or ""), kept)
            self.in_service = True
            return str(kept) if there else None
        name = postgres_copy.free_name(live, "replaced")
        there = postgres_copy.put_in_service(new, live, name)
        self.in_service = True
        kept_url = live.set(database=name)
        if there and postgres_copy.is_empty(kept_url):
            postgres_copy.drop(kept_url)
            there = False
        return name if there else None


@contextmanager
def restored(settings: Settings, staging: Path, manifest: Manifest, purpose: str) -> Iterator[Restored]:
    """The database of an unpacked archive, restored beside the one in service, and removed unless it was put in
    service. ``purpose`` is part of its name in PostgreSQL. Raises BackupError, and ToolMissingError."""
    kind, wanted = kind_of(settings), manifest.database.kind
    if kind != wanted:
        raise BackupError("other_database", archive=wanted, here=kind)
    source = staging / FILES[kind]
    if kind == "sqlite":
        address = URL.create("sqlite", database=str(source)).render_as_string()
        yield Restored(settings.model_copy(update={"database_url": address}), settings)
        return
    url = make_url(settings.sqlalchemy_url)
    drop_stale(url, purpose)
    made = postgres_copy.create(url, purpose)
    address = made.render_as_string(hide_password=False)
    beside = Restored(settings.model_copy(update={"database_url": address}), settings)
    try:
        with beside.engine() as engine, engine.connect() as connection:
            version = postgres_copy.major(connection)
        postgres_copy.load(settings, made, source, version)
        yield beside
    finally:
        if not beside.in_service:
            postgres_copy.drop(made)


def drop_stale(url: URL, purpose: str) -> None:
    """Drop the databases for a purpose that commands left that were killed, a day ago or earlier."""
    for name in postgres_copy.beside(url, purpose):
        stamp = re.search(r"_([0-9]{8}_[0-9]{6})$", name)
        if stamp is not None:
            at = datetime.strptime(stamp[1], postgres_copy.STAMP).replace(tzinfo=timezone.utc)
            if utc_now() - at > _STALE:
                postgres_copy.drop(url.set(database=name))
