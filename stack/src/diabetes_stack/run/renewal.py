"""Lets the services of the version in use follow those that run, and checks them."""

from __future__ import annotations

import shlex
import subprocess
import time
from pathlib import Path

from ..settings import Settings
from . import running
from .releases import Releases
from .services import SERVICES
from .silence import Silence
from .trial import TrialError, checked
from .up import READY_SECONDS

__all__ = ["Renewal", "RenewalError"]

_RESTART_SECONDS = 120
_PAUSE = 0.2
_SAID = 500


class RenewalError(Exception):
    """Services were not renewed. ``code`` and ``parts`` are a text of ``update``."""

    def __init__(self, code: str, **parts: object) -> None:
        super().__init__(code)
        self.code = code
        self.parts = parts


class Renewal:
    """The services that `up` runs, or those that the command ``restart`` restarts."""

    def __init__(self, settings: Settings, releases: Releases, restart: str | None) -> None:
        self._settings = settings
        self._releases = releases
        self._restart = restart
        self._api = SERVICES["api"](settings).address

    @property
    def is_possible(self) -> bool:
        """Whether any service runs."""
        return self._restart is not None or self._state is not None

    @property
    def _state(self) -> running.State | None:
        return running.find(self._settings.folder())

    def runs(self, version: str) -> bool:
        """Whether `up` runs the services of a version: those that could not be renewed stay in use."""
        state = None if self._restart else self._state
        of_version = Path(self._releases.python(version)).parent.resolve()
        return state is not None and Path(state.python).parent.resolve() == of_version

    def run(self) -> float | None:
        """Renew the services that run; returns for how many seconds at most the API did not answer, None if nothing
        runs. Raises RenewalError and OSError."""
        state = self._state
        if self._restart is None and state is None:
            return None
        with Silence(self._api) as silence:
            if self._restart is not None:
                _ask_others(self._restart)
            elif state is not None:
                self._ask_up(state)
        return round(silence.longest, 2)

    def check(self) -> None:
        """Check the services that run, which may need a moment if others restart them. Raises TrialError."""
        state = self._state
        if self._restart is None and state is None:
            return
        names = state.services if state else ("api",)
        addresses = {name: SERVICES[name](self._settings).address for name in names}
        deadline = time.monotonic() + (READY_SECONDS if self._restart else 0)
        while True:
            try:
                checked(self._settings, self._api, addresses.get("dashboard"), addresses.get("mlflow"))
                return
            except TrialError:
                if time.monotonic() > deadline:
                    raise
            time.sleep(_PAUSE)

    def _ask_up(self, state: running.State) -> None:
        running.ask_to_renew(state)
        # If the last service fails, all of them are replaced twice.
        deadline = time.monotonic() + 2 * len(state.services) * READY_SECONDS
        now: running.State | None = state
        while now is not None and now.renewals == state.renewals:
            if time.monotonic() > deadline:
                raise RenewalError("not_renewed", cause="-")
            time.sleep(_PAUSE)
            now = self._state
        if now is None or now.failure is not None:
            raise RenewalError("not_renewed", cause=now.failure if now else "-")


def _ask_others(restart: str) -> None:
    try:
        done = subprocess.run(
            shlex.split(restart), capture_output=True, text=True, timeout=_RESTART_SECONDS, check=False
        )
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise RenewalError("not_restarted", said=type(error).__name__) from error
    if done.returncode != 0:
        raise RenewalError("not_restarted", said=done.stderr.strip()[-_SAID:])
