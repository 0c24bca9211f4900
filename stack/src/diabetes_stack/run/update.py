"""Puts another version of the services in use, step by step, and returns to the one before when a step fails.

The order: the package is checked; a backup is made; the version is installed beside the one in use; its migrations,
which only add, are run while the one in use answers; its API is tried on a port of its own; the link ``current``
changes; the services follow one after another; they are checked. Until the link changes nothing that runs is
touched.
"""

from __future__ import annotations

import fcntl
import json
import shlex
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
from . import running
from .install import InstallError, install
from .package import Package
from .releases import Releases
from .services import SERVICES
from .silence import Silence
from .trial import TrialError, checked, run_trial
from .up import READY_SECONDS

__all__ = ["STEPS", "Outcome", "Update", "UpdateError", "has_room"]

#: The steps, in order; keys of the texts of ``update``.
STEPS = ("backup", "install", "migrate", "trial", "switch", "smoke", "tidy")
_LOCK = "update.lock"
_BACKUP_SECONDS, _MIGRATE_SECONDS = 7200, 7200
_RESTART_SECONDS = 120
_PAUSE = 0.2
_SAID = 500


class UpdateError(Exception):
    """A step failed. ``code`` and ``parts`` are a text of ``update``; ``returned`` tells whether the services of before
    answer again, None if they were never touched."""

    def __init__(self, step: str, code: str, returned: bool | None = None, **parts: object) -> None:
        super().__init__(f"{step}: {code}")
        self.step = step
        self.code = code
        self.returned = returned
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
        self._restart = restart
        self._tell = step
        self._api = SERVICES["api"](settings).address
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
                self._try(python)
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
                self._try(self._releases.python(version))
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
        if not self._is_running():
            arguments.append("--stopped")
        said = _ask("migrate", python, arguments, _MIGRATE_SECONDS)
        if said["version"] != outcome.version:
            raise UpdateError("migrate", "other_version", version=said["version"])
        if not said["done"]:
            raise UpdateError("migrate", "breaks", names=", ".join(said["migrations"]))
        outcome.migrations, outcome.adds = tuple(said["migrations"]), bool(said["adds"])

    def _try(self, python: str) -> None:
        try:
            run_trial(self._settings, python)
        except TrialError as failure:
            raise UpdateError("trial", "trial_failed", failure=failure) from failure

    def _switch(self, outcome: Outcome, links: tuple[str | None, str | None]) -> None:
        """Let the services of a version follow; those of before return when they are not well."""
        try:
            with self._step("switch", outcome):
                self._releases.use(outcome.version, outcome.before)
                outcome.silence = self._renew()
            with self._step("smoke", outcome):
                self._check()
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
            if not self._runs(current):
                self._renew()
            self._check()
        except (UpdateError, OSError):
            return False
        return True

    def _runs(self, version: str) -> bool:
        """Whether `up` runs the services of a version: those that could not be renewed stay in use."""
        state = None if self._restart else running.find(self._settings.folder())
        of_version = Path(self._releases.python(version)).parent.resolve()
        return state is not None and Path(state.python).parent.resolve() == of_version

    def _is_running(self) -> bool:
        return self._restart is not None or running.find(self._settings.folder()) is not None

    def _renew(self) -> float | None:
        """Renew the services that run; returns how long the API did not answer, None if nothing runs."""
        state = running.find(self._settings.folder())
        if self._restart is None and state is None:
            return None
        with Silence(self._api) as silence:
            if self._restart is not None:
                self._ask_others(self._restart)
            elif state is not None:
                self._ask_up(state)
        return round(silence.longest, 2)

    def _ask_up(self, state: running.State) -> None:
        running.ask_to_renew(state)
        # If the last service fails, all of them are replaced twice.
        deadline = time.monotonic() + 2 * len(state.services) * READY_SECONDS
        now: running.State | None = state
        while now is not None and now.renewals == state.renewals:
            if time.monotonic() > deadline:
                raise UpdateError("switch", "not_renewed", cause="-")
            time.sleep(_PAUSE)
            now = running.find(self._settings.folder())
        if now is None or now.failure is not None:
            raise UpdateError("switch", "not_renewed", cause=now.failure if now else "-")

    def _ask_others(self, restart: str) -> None:
        try:
            done = subprocess.run(
                shlex.split(restart), capture_output=True, text=True, timeout=_RESTART_SECONDS, check=False
            )
        except (subprocess.TimeoutExpired, ValueError) as error:
            raise UpdateError("switch", "not_restarted", said=type(error).__name__) from error
        if done.returncode != 0:
            raise UpdateError("switch", "not_restarted", said=done.stderr.strip()[-_SAID:])

    def _check(self) -> None:
        """Check the services that run, which may need a moment if others restart them."""
        state = running.find(self._settings.folder())
        if self._restart is None and state is None:
            return
        names = state.services if state else ("api",)
        addresses = {name: SERVICES[name](self._settings).address for name in names}
        deadline = time.monotonic() + (READY_SECONDS if self._restart else 0)
        while True:
            try:
                checked(self._settings, self._api, addresses.get("dashboard"), addresses.get("mlflow"))
                return
            except TrialError as failure:
                if time.monotonic() > deadline:
                    raise UpdateError("smoke", "trial_failed", failure=failure) from failure
            time.sleep(_PAUSE)


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
