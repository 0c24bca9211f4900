"""What the commands for backups say alike: problems, times, sizes, replayed answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, NoReturn

import typer
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ..backup.errors import BackupError, Problem
from ..backup.legacy import Old
from ..backup.places import Archive
from ..backup.replay import SAMPLE
from ..store.postgres_tools import ToolMissingError
from .console import fail, say, say_json, warn
from .texts import word

__all__ = [
    "FROM", "NAME", "SAMPLES", "megabytes", "moment", "old_said", "path", "problems_said", "replayed_said", "sentences",
]  # fmt: skip

#: Options and arguments that several commands share.
NAME = typer.Argument(None, help=word("backup.name.help"))
FROM = typer.Option(None, "--from", help=word("backup.from.help"))
SAMPLES = typer.Option(SAMPLE, "--sample", min=1, help=word("backup.sample.help"))


def sentences(problems: Iterable[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """Each problem in words."""
    return [word(f"backup.problem.{code}", **parts) for code, parts in problems]


@contextmanager
def problems_said() -> Iterator[None]:
    """Report what went wrong in a line each, with ``--json`` also as JSON, and exit with status 1."""
    try:
        yield
    except BackupError as error:
        _fail(error.problems)
    except ToolMissingError as error:
        _fail([Problem.of("tool_missing", cause=str(error))])
    except OSError as error:
        _fail([Problem.of("io", cause=f"{error.strerror or type(error).__name__} ({error.filename})")])
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        _fail([Problem.of("database", cause=" ".join(str(cause).split()))])


def _fail(problems: list[Problem]) -> NoReturn:
    fail("; ".join(sentences(problems)), problems=[one._asdict() for one in problems])


def replayed_said(replayed: Mapping[str, Any]) -> None:
    """How the replay of answers ended."""
    if not replayed.get("asked"):
        say(word("backup.replayed.none"))
        return
    say(word("backup.replayed", **{name: word.number(replayed[name]) for name in ("equal", "asked")}))
    if replayed["other_cut"]:
        say(word("backup.replayed.cut", count=word.number(replayed["other_cut"])))
    if replayed["not_comparable"]:
        figures = {"count": replayed["not_comparable"], "asked": replayed["asked"]}
        warn(word("backup.replayed.not_comparable", **figures))


def old_said(archive: Archive, found: Old, as_json: bool) -> None:
    """What is in an archive of the manual's script."""
    if as_json:
        say_json({"archive": archive.file.name, "kind": "old", **found._asdict()})
        return
    figures = {"files": word.number(found.files), "size": megabytes(found.bytes)}
    say(word("backup.old.found", name=archive.name, **figures))
    for key, names in (
        ("joblib", found.joblib),
        ("left_out", found.left_out),
        ("registered", found.registered),
    ):
        if names:
            say(
                word(
                    f"backup.old.{key}", **{"versions" if key == "registered" else "names": ", ".join(names)}
                )
            )
    if found.folder is not None:
        say(word("backup.old.folder", folder=found.folder))


def moment(at: datetime) -> str:
    """A time for a person."""
    return f"{at.astimezone(timezone.utc):%Y-%m-%d %H:%M} UTC"


def megabytes(size: float) -> str:
    """A size in MB."""
    return word.number(size / 1e6, 1)


def path(file: Path | None) -> str | None:
    """A path for JSON."""
    return None if file is None else str(file)
