"""Tries an installation before it is put in use: its API runs beside the one in use, with the same data, on a port that
nobody knows."""

from __future__ import annotations

import socket
import time
from collections import deque
from collections.abc import Sequence
from datetime import timedelta

from .. import tokens
from ..settings import Settings
from .process import Process, ServiceFailedError
from .services import Spec
from .smoke import Check, smoke

__all__ = ["TrialError", "checked", "run_trial"]

_READY_SECONDS = 60.0
_STOP_SECONDS = 15.0
_PAUSE = 0.2
_LINES = 20


class TrialError(Exception):
    """The API did not start, or a check failed. ``code`` and ``parts`` are a text of ``up``; ``failed`` are the checks;
    ``lines`` its last output."""

    def __init__(
        self,
        failed: Sequence[Check] = (),
        code: str | None = None,
        parts: dict[str, object] | None = None,
    ) -> None:
        super().__init__(code or ", ".join(check.name for check in failed))
        self.failed = list(failed)
        self.code = code
        self.parts = parts or {}
        self.lines: list[str] = []


def run_trial(settings: Settings, python: str) -> None:
    """Start the API of the installation with this Python, and check it. Raises TrialError."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {"API_HOST": "127.0.0.1", "API_PORT": str(port)}
    spec = Spec("api", (), address, "/ready", "API_PORT", environment).of(python)
    lines: deque[str] = deque(maxlen=_LINES)
    problem: TrialError | None = None
    try:
        process = Process(spec, lines.append)
    except ServiceFailedError as failure:
        raise TrialError(code=failure.code, parts=failure.parts) from failure
    try:
        _wait(process)
        checked(settings, address)
    except ServiceFailedError as failure:
        problem = TrialError(code=failure.code, parts=failure.parts)
    except TrialError as failure:
        problem = failure
    finally:
        process.stop(time.monotonic() + _STOP_SECONDS)
    if problem is not None:
        problem.lines = list(lines)
        raise problem


def checked(settings: Settings, api: str, dashboard: str | None = None, mlflow: str | None = None) -> None:
    """Check services from outside. Raises TrialError with the checks that failed."""
    token = tokens.issue(settings, "update", timedelta(minutes=5)) if settings.require_token else None
    if failed := [check for check in smoke(api, dashboard, mlflow, token) if not check.passed]:
        raise TrialError(failed)


def _wait(process: Process) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while not process.is_ready():
        process.check_alive()
        if time.monotonic() > deadline:
            raise ServiceFailedError("silent", names="api", seconds=_READY_SECONDS)
        time.sleep(_PAUSE)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
