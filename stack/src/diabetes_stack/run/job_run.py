"""Runs a job of the table as a process, within its time, and says how it went."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from typing import IO

from sqlalchemy.exc import SQLAlchemyError

from ..settings import Settings
from ..store.engine import Service, open_store
from ..store.logs import record
from .jobs import Job

__all__ = ["Result", "run_job", "tell"]

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.2
#: How long a process may take to end after it was told to.
_STOP_SECONDS = 15.0
#: Bytes at the end of its messages that are looked at, and letters that are kept of the last one.
_TAIL, _SAID = 4096, 200


@dataclass(frozen=True)
class Result:
    """How a job went: ``well``; ``problem``, if it found something or failed; ``timed_out``; ``stopped`` with the
    services."""

    job: str
    outcome: str
    status: int | None
    seconds: float
    #: The last message of a job that did not go well.
    said: str | None = None


def run_job(job: Job, python: str, stopped: threading.Event) -> Result:
    """Run a job with this Python until it ends, its time is over, or ``stopped`` is set. Raises OSError if it cannot be
    started."""
    begin = time.monotonic()
    with tempfile.TemporaryFile() as messages:
        process = subprocess.Popen(
            [python, "-m", "diabetes_stack", *job.command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=messages,
            start_new_session=True,
        )
        outcome = _wait(process, begin + job.seconds, stopped)
        said = None if outcome == "well" else _last(messages)
    return Result(job.name, outcome, process.returncode, round(time.monotonic() - begin, 3), said)


def tell(settings: Settings, job: Job, result: Result) -> None:
    """Log how a job went, as a line and as an event in the database."""
    level = "INFO" if result.outcome in ("well", "stopped") else "ERROR"
    detail = asdict(result)
    _log.log(logging.getLevelName(level), "job", extra=detail)
    # The job has ended, and its connections with it.
    service = Service.MONITOR if job.runs_beside else Service.COMMAND
    engine = open_store(settings, service)
    try:
        with engine.begin() as connection:
            record(connection, service, f"job_{job.name}", detail, level)
    except SQLAlchemyError as problem:
        _log.warning("the database did not note a job", extra={"cause": type(problem).__name__})
    finally:
        engine.dispose()


def _wait(process: subprocess.Popen[bytes], deadline: float, stopped: threading.Event) -> str:
    while process.poll() is None:
        if time.monotonic() > deadline or stopped.is_set():
            _end(process)
            return "stopped" if stopped.is_set() else "timed_out"
        stopped.wait(_LOOK_SECONDS)
    return "well" if process.returncode == 0 else "problem"


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_STOP_SECONDS)
    # This also covers processes that it started, such as pg_dump.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _last(messages: IO[bytes]) -> str | None:
    """The last line that is not blank."""
    size = messages.seek(0, os.SEEK_END)
    messages.seek(max(0, size - _TAIL))
    lines = messages.read().decode(errors="replace").split("\n")
    return next((line.strip()[:_SAID] for line in reversed(lines) if line.strip()), None)
