"""The database of a command: connections, a transaction, who runs it, errors in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from ..settings import settings
from ..store import audit, ledger
from ..store.engine import Service, open_store
from ..store.migrate import ForeignDatabaseError, SchemaError
from ..store.migrate import upgrade as migrate
from ..store.sqlite_file import is_missing
from .console import fail
from .operator import operator
from .texts import word

__all__ = ["PATIENT", "begin", "begin_on", "fail_foreign", "keep_head", "ledger_folder", "opened", "operator"]

#: The option with a patient's reference.
PATIENT = typer.Option(..., "--patient", help=word("db.patient"))


@contextmanager
def begin(new: bool = False) -> Iterator[Connection]:
    """A transaction in the current database; problems with the database are reported in one line. ``new``: a file that
    does not exist is created."""
    with opened(new) as engine:
        migrate(engine)
        with begin_on(engine) as connection:
            yield connection


@contextmanager
def begin_on(engine: Engine) -> Iterator[Connection]:
    """A transaction in this database; what it adds to the audit trail is kept in the ledger once it is committed."""
    with engine.begin() as connection:
        yield connection
        head = connection.info.pop(audit.HEAD, None)
    keep_head(head)


@contextmanager
def opened(new: bool = False) -> Iterator[Engine]:
    """The current database; problems with it are reported in one line. Unless it may be ``new``, a missing file is one
    of them: an empty database in its place would make everything look well."""
    engine = open_store(settings(), Service.COMMAND)
    if not new and is_missing(engine.url):
        fail(word("db.missing", file=engine.url.database), code="no_database")
    try:
        yield engine
    except DBAPIError as error:
        address = engine.url.render_as_string(hide_password=True)
        fail(word("db.away", address=address, problem=str(error.orig).strip()))
    except ForeignDatabaseError as error:
        fail_foreign(engine, error)
    except SchemaError as error:
        fail(str(error))
    finally:
        engine.dispose()


def fail_foreign(engine: Engine, error: ForeignDatabaseError) -> NoReturn:
    """Say that another program uses the database, and exit."""
    address = engine.url.render_as_string(hide_password=True)
    fail(word("db.foreign", address=address, tables=", ".join(error.tables)), code="foreign_database")


def keep_head(head: audit.Head | None) -> None:
    """Keep the newest entry of the audit trail, which is committed, in the ledger."""
    if head is not None:
        ledger.keep_head(ledger_folder(), head)


def ledger_folder() -> Path:
    """The folder of the ledger beside the database."""
    return settings().folder() / ledger.FOLDER
