"""Puts another version of the services in use, step by step, and returns to the one before when a step fails.

The order: the package is checked; a backup is made; the version is installed beside the one in use; its migrations,
which only add, are run while the one in use answers; its API is tried on a port of its own; the link ``current``
changes; the services follow one after another; they are checked. Until the link changes nothing that runs is
touched.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..settings import Settings
from ..store import migrate
from .install import InstallError, install
from .package import Package
from .releases import Releases
from .renewal import Renewal, RenewalError
from .trial import TrialError, run_trial

__all__ = ["STEPS", "Outcome", "Update", "UpdateError", "has_room"]

#: The steps, in order; keys of the texts of ``update``.
STEPS = ("backup", "install", "migrate", "trial", "switch", "smoke", "tidy")
_LOCK = "update.lock"
_BACKUP_SECONDS, _MIGRATE_SECONDS = 7200, 7200
_SAID = 500


class UpdateError(Exception):
    """A step failed. ``code`` and ``parts`` are a text of ``update``; ``returned`` tells whether the services of before
    answer again, None if they were never touched."""

    returned: bool | None = None

    def __init__(self, step: str, code: str, /, **parts: object) -> None:
        super().__init__(f"{step}: {code}")
        self.step = step
        self.code = code
        self.parts = parts


@dataclass
class Outcome:
    """What was done so far."""

    version: str
    before: str | None
    backup: str | None = None
    migrations: tuple[str, ...] = ()
    #: Whether the version before works with the database as it is now.
    adds: bool = True
    #: The longest time in seconds without an answer of the API while services were renewed; None if none were.
    silence: float | None = None
    #: Seconds of each step that was done.
    seconds: dict[str, float] = field(default_factory=dict)


class Update:
    """A change of the version in use. ``restart`` is a command that restarts the services, where `up` does not run
    them. ``step`` is called before each step."""

    def __init__(
        self,
        settings: Settings,
        releases: Releases,
        restart: str | None = None,
        step: Callable[[str], None] = lambda _name: None,
    ) -> None:
        self._settings = settings
        self._releases = releases
        self._services = Renewal(settings, releases, restart)
        self._tell = step
        #: What was done, also when a step failed.
        self.outcome: Outcome | None = None

    def run(self, version: str, package: Package | None) -> Outcome:
        """Install a version and put it in use. Raises UpdateError."""
        outcome = self.outcome = Outcome(version, self._releases.current)
        links = self._releases.current, self._releases.previous
        python = self._releases.python(version)
        with self._alone():
            with self._step("backup", outcome):
                outcome.backup = self._back_up()
            with self._step("install", outcome):
                self._install(version, package)
            with self._step("migrate", outcome):
                self._migrate(python, outcome)
            with self._step("trial", outcome):
                run_trial(self._settings, python)
            self._switch(outcome, links)
            with self._step("tidy", outcome):
                for unused in self._releases.unused():
                    shutil.rmtree(unused, ignore_errors=True)
        return outcome

    def back(self) -> Outcome:
        """Put the version before in use again; the database stays as it is. Raises UpdateError."""
        version, before = self._releases.previous, self._releases.current
        if version is None or not self._releases.is_whole(version):
            raise UpdateError("switch", "no_previous")
        outcome = self.outcome = Outcome(version, before)
        with self._alone():
            with self._step("trial", outcome):
                run_trial(self._settings, self._releases.python(version))
            self._switch(outcome, (before, version))
        return outcome

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._releases.home / _LOCK).open("a") as lock:
            try:
                fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UpdateError("backup", "twice") from None
            yield

    @contextmanager
    def _step(self, name: str, outcome: Outcome) -> Iterator[None]:
        self._tell(name)
        begin = time.monotonic()
        try:
            yield
        except RenewalError as error:
            raise UpdateError(name, error.code, **error.parts) from error
        except TrialError as error:
            raise UpdateError(name, "trial_failed", failure=error) from error
        except OSError as error:
            raise UpdateError(name, "system", cause=error.strerror or type(error).__name__) from error
        outcome.seconds[name] = round(time.monotonic() - begin, 2)

    def _back_up(self) -> str:
        """Make a backup and prove it; gives its name."""
        said = _ask("backup", sys.executable, ["backup", "create", "--json"], _BACKUP_SECONDS)
        name = str(said.get("archive", ""))
        _ask("backup", sys.executable, ["backup", "verify", name, "--json"], _BACKUP_SECONDS)
        return name

    def _install(self, version: str, package: Package | None) -> None:
        try:
            install(self._releases, version, package)
        except InstallError as error:
            raise UpdateError("install", "not_installed", said=str(error)) from error

    def _migrate(self, python: str, outcome: Outcome) -> None:
        """The new version's migrations, which it runs itself. Where services run they must only add."""
        arguments = ["update", "migrate", "--program", migrate.head(), "--json"]
        if not self._services.is_possible:
            arguments.append("--stopped")
        said = _ask("migrate", python, arguments, _MIGRATE_SECONDS)
        names = tuple(map(str, said.get("migrations", ())))
        if said.get("version") != outcome.version:
            raise UpdateError("migrate", "other_version", version=said.get("version"))
        if not said.get("done"):
            raise UpdateError("migrate", "breaks", names=", ".join(names))
        outcome.migrations, outcome.adds = names, bool(said.get("adds"))

    def _switch(self, outcome: Outcome, links: tuple[str | None, str | None]) -> None:
        """Let the services of a version follow; those of before return when they are not well."""
        try:
            with self._step("switch", outcome):
                self._releases.use(outcome.version, outcome.before)
                outcome.silence = self._services.run()
            with self._step("smoke", outcome):
                self._services.check()
        except UpdateError as error:
            error.returned = self._return(*links)
            raise

    def _return(self, current: str | None, previous: str | None) -> bool:
        """Put back the links as they were; whether the services of before are well."""
        self._tell("return")
        if current is None:
            return False
        try:
            self._releases.use(current, previous)
            if not self._services.runs(current):
                self._services.run()
            self._services.check()
        except (RenewalError, TrialError, OSError):
            return False
        return True


def _ask(step: str, python: str, arguments: list[str], seconds: float) -> dict[str, Any]:
    """The JSON that a command of an installation prints."""
    try:
        done = subprocess.run(
            [python, "-m", "diabetes_stack", *arguments],
            capture_output=True, text=True, timeout=seconds, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise UpdateError(step, "too_long", seconds=seconds) from error
    try:
        said = json.loads(done.stdout)
    except ValueError:
        said = None
    if done.returncode != 0 or not isinstance(said, dict):
        raise UpdateError(step, "command_failed", said=done.stderr.strip()[-_SAID:])
    return said


def has_room(home: Path, package: Package | None) -> bool:
    """Whether the disk has room for another environment, which takes about four times its wheels."""
    wheels = sum(wheel.stat().st_size for wheel in package.wheels) if package else 500_000_000
    return shutil.disk_usage(home).free > 4 * wheels
