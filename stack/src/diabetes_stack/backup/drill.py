"""The fire drill: an archive is made, restored in an empty place, and has to answer as before; every step is timed."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import diabetes
from pydantic import BaseModel, SecretStr, ValidationError
from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from ..example import EXAMPLE
from ..models.lookup import in_service
from ..models.registry import RegistryError
from ..settings import Settings
from ..store.postgres_tools import ToolMissingError
from ..store.refused import cause_of
from ..store.tables import utc_now
from . import database, postgres_copy
from .create import create
from .errors import BackupError, Problem
from .facts import counts
from .places import folder, shelf
from .replay import SAMPLE
from .restore import Restoration, restore
from .work import noted

__all__ = ["Drill", "drill", "drills"]

_RECORD = "drills.jsonl"
_PLACE = ".drill-"
#: Seconds after which what a killed drill left is removed.
_STALE = 24 * 3600
#: Tables to which a restore itself adds entries, and those whose rows belong to predictions.
_GROWING = ("audit", "logs", "models")
_BELONGING = ("learned", "outcomes")


class Drill(BaseModel):
    """How a drill went."""

    at: datetime
    archive: str | None
    good: bool
    #: By step; ``return`` is what a return takes once the archive is at hand, ``total`` is all of it.
    seconds: dict[str, float]
    counts: dict[str, int]
    replayed: dict[str, Any]
    problems: list[tuple[str, dict[str, Any]]]


def drill(settings: Settings, by: str, sample: int = SAMPLE) -> Drill:
    """Make an archive, restore it in an empty data folder and an empty database, and compare. What is in service is
    only read. The drill is recorded, also if it fails."""
    seconds: dict[str, float] = {}
    begin = time.monotonic()
    done = Drill(at=utc_now(), archive=None, good=False, seconds=seconds, counts={}, replayed={}, problems=[])
    try:
        with _timed(seconds, "create"):
            made = create(settings, by)
        done.archive = made.archive.file.name
        with _scratch(settings) as elsewhere:
            with _timed(seconds, "return"):
                restored = restore(elsewhere, made.archive, by, sample=sample)
                answers = _answers(elsewhere)
            seconds.update(restored.seconds)
            done.replayed = restored.replayed
            done.counts, problems = _compared(elsewhere, restored, made.manifest.database.counts)
        if not answers:
            problems.append(Problem.of("no_answer"))
        if restored.replayed["asked"] and not restored.replayed["equal"]:
            problems.append(Problem.of("nothing_replayed", asked=restored.replayed["asked"]))
        done.problems = [(problem.code, problem.parts) for problem in problems]
    except BackupError as error:
        done.problems = [(problem.code, problem.parts) for problem in error.problems]
    except ToolMissingError as error:
        done.problems = [("tool_missing", {"cause": str(error)})]
    except SQLAlchemyError as error:
        done.problems = [("database", {"cause": cause_of(error)})]
    except OSError as error:
        done.problems = [("io", {"cause": error.strerror or type(error).__name__})]
    seconds["total"] = time.monotonic() - begin
    done.seconds = {name: round(value, 3) for name, value in seconds.items()}
    done.good = not done.problems
    _keep(settings, done)
    noted(settings, by, "drill", done.archive or "backups", {"good": done.good, "seconds": done.seconds})
    return done


def drills(settings: Settings) -> list[Drill]:
    """The drills so far, oldest first."""
    try:
        lines = (shelf(settings) / _RECORD).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            found.append(Drill.model_validate_json(line))
        except ValidationError:
            continue  # Cut off by a crash.
    return found


@contextmanager
def _timed(seconds: dict[str, float], step: str) -> Iterator[None]:
    begin = time.monotonic()
    yield
    seconds[step] = time.monotonic() - begin


@contextmanager
def _scratch(settings: Settings) -> Iterator[Settings]:
    """Settings of an empty place: another data folder and another database, with the same key."""
    for left in folder(settings).glob(f"{_PLACE}*"):
        if time.time() - left.stat().st_mtime > _STALE:
            shutil.rmtree(left, ignore_errors=True)
    place = Path(mkdtemp(prefix=_PLACE, dir=folder(settings)))
    url = make_url(settings.sqlalchemy_url)
    made: URL | None = None
    try:
        if url.get_backend_name() == "sqlite":
            address = URL.create("sqlite", database=str(place / "diabetes.db"))
        else:
            database.drop_stale(url, "drill")
            made = address = postgres_copy.create(url, "drill")
        key = settings.known_patient_key
        yield settings.model_copy(
            update={
                "data_dir": place,
                "database_url": address.render_as_string(hide_password=False),
                "secret_key": None if key is None else SecretStr(key.decode()),
                "mlflow_tracking_uri": None,
            }
        )
    finally:
        if made is not None:
            postgres_copy.drop(made)
        shutil.rmtree(place, ignore_errors=True)


def _answers(elsewhere: Settings) -> bool:
    """Whether the model in service there answers."""
    with database.opened(elsewhere) as engine, engine.connect() as connection:
        try:
            model = in_service(connection, elsewhere)
        except (diabetes.DiabetesError, RegistryError, OSError):
            return False
    return not model.answer_record(json.dumps(EXAMPLE).encode(), findrisc_cut=elsewhere.findrisc_cut).refused


def _compared(
    elsewhere: Settings, restored: Restoration, expected: Mapping[str, int]
) -> tuple[dict[str, int], list[Problem]]:
    """The rows in service there, and the tables in which they are not those of the archive."""
    with database.opened(elsewhere) as engine, engine.connect() as connection:
        found = counts(connection)
    wanted = dict(expected)
    wanted["predictions"] = expected.get("predictions", 0) + restored.waited - restored.forgotten
    differing = [
        table
        for table, count in found.items()
        # What belongs to a forgotten patient's predictions goes with them.
        if (count < wanted.get(table, 0) if table in _GROWING else count != wanted.get(table, 0))
        and not (restored.forgotten and table in _BELONGING)
    ]
    return found, [
        Problem.of("count_differs", table=table, expected=wanted.get(table), found=found[table])
        for table in differing
    ]


def _keep(settings: Settings, drill: Drill) -> None:
    handle = os.open(folder(settings) / _RECORD, os.O_CREAT | os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as stream:
        stream.write(drill.model_dump_json() + "\n")
        stream.flush()
        os.fsync(stream.fileno())
