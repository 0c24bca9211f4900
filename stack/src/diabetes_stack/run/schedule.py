"""Starts the jobs of the table when they are due: inside `up`, or alone as the command `schedule`."""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler

from ..settings import Settings
from ..supervised import Supervised
from . import job_run
from .jobs import JOBS, Job

__all__ = ["Runs", "ScheduledElsewhereError", "Scheduler"]

_log = logging.getLogger(__name__)
_LOCK, _RUNS = "schedule.lock", "schedule.json"
#: Seconds between looks at the clock, and by how much it may be set back before that is noticed.
_CLOCK_SECONDS, _SET_BACK = 20.0, 60.0
_PAUSE = 0.1
_TROUBLES = {
    EVENT_JOB_MISSED: "a job was due too long ago and is left out",
    EVENT_JOB_MAX_INSTANCES: "a job still runs and is not started again",
    EVENT_JOB_ERROR: "a job could not be started",
}


class ScheduledElsewhereError(RuntimeError):
    """Another process runs the jobs of this data folder."""


class Runs:
    """When each job ran last, in a file: what was due while no scheduler ran is run later."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _RUNS
        self._lock = threading.Lock()

    def all(self) -> dict[str, dict[str, Any]]:
        """For each job by name ``at``, the time of its last start (ISO 8601), and how it went."""
        try:
            found = json.loads(self._file.read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def last(self, job: str) -> datetime | None:
        """When a job was last started."""
        at = self.all().get(job, {}).get("at")
        return None if at is None else datetime.fromisoformat(at)

    def keep(self, job: str, at: datetime, outcome: Mapping[str, Any]) -> None:
        """Keep a run. Raises OSError."""
        with self._lock:
            runs = self.all() | {job: {"at": at.isoformat(), **outcome}}
            temporary = self._file.with_suffix(".new")
            with temporary.open("w") as stream:
                json.dump(runs, stream, indent=1)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.rename(self._file)


class Scheduler:
    """Runs jobs in the background, one command at a time and the monitor beside it, so that the connections to the
    database suffice. ``python`` gives the interpreter of the installation in use."""

    def __init__(self, settings: Settings, python: Callable[[], str], jobs: Sequence[Job] = JOBS) -> None:
        self._settings = settings
        self._python = python
        self._zone = ZoneInfo(settings.schedule_tz)
        self._jobs = {job.name: job for job in jobs}
        self._runs = Runs(settings.folder())
        self._stopped = threading.Event()
        self._scheduler: BaseScheduler | None = None
        #: Set while no scheduler runs.
        self._over = threading.Event()
        self._starts = Supervised("schedule", self._run)
        self._threads = [self._starts, Supervised("clock", self._watch_the_clock)]

    @property
    def is_well(self) -> bool:
        """Whether jobs are started when they are due."""
        return all(thread.is_well for thread in self._threads)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Run while the block runs. Raises ScheduledElsewhereError."""
        with (self._settings.folder() / _LOCK).open("a") as lock:
            try:
                fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ScheduledElsewhereError from None
            # It tells of every start; the jobs themselves tell more.
            logging.getLogger("apscheduler").setLevel(logging.WARNING)
            for thread in self._threads:
                thread.start()
            try:
                yield
            finally:
                self._stop()

    def _stop(self) -> None:
        for thread in self._threads:
            thread.stop()
        self._stopped.set()
        # It may be about to start just now.
        while not self._over.wait(_PAUSE):
            if self._scheduler is not None and self._scheduler.running:
                # Waits for the jobs, which stop when told to.
                self._scheduler.shutdown()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        self._over.clear()
        try:
            scheduler = BlockingScheduler(
                executors={"beside": ThreadPoolExecutor(1), "command": ThreadPoolExecutor(1)},
                timezone=self._zone,
            )
            self.fill(scheduler)
            self._starts.well()
            if not self._stopped.is_set():
                self._scheduler = scheduler
                scheduler.start()
        finally:
            self._over.set()

    def fill(self, scheduler: BaseScheduler) -> None:
        """Add the jobs. Those that were due while no scheduler ran run now, in the order in which they were."""
        now = datetime.now(timezone.utc)
        for job in self._jobs.values():
            missed = self._missed(job, now)
            scheduler.add_job(
                self._start,
                job.trigger(self._zone),
                [job],
                id=job.name,
                executor="beside" if job.runs_beside else "command",
                coalesce=True,
                max_instances=1,
                misfire_grace_time=job.late,
                **({} if missed is None else {"next_run_time": missed}),
            )
        scheduler.add_listener(_told, sum(_TROUBLES))

    def _missed(self, job: Job, now: datetime) -> datetime | None:
        """When a job was due while no scheduler ran, if that is not too long ago."""
        last = self._runs.last(job.name)
        if last is None:
            # Counted from the first start of a scheduler here.
            self._runs.keep(job.name, now, {})
            return None
        since = max(last + timedelta(seconds=1), now - timedelta(seconds=job.late))
        due: datetime = job.trigger(self._zone).get_next_fire_time(None, since)
        return due if due <= now else None

    def _start(self, job: Job) -> None:
        at = datetime.now(timezone.utc)
        result = job_run.run_job(job, self._python(), self._stopped)
        if result.outcome != "stopped":
            kept = {"outcome": result.outcome, "status": result.status, "seconds": result.seconds}
            self._runs.keep(job.name, at, kept)
        job_run.tell(self._settings, job, result)

    def _watch_the_clock(self) -> None:
        ahead = time.time() - time.monotonic()
        while not self._stopped.wait(_CLOCK_SECONDS):
            now = time.time() - time.monotonic()
            if now < ahead - _SET_BACK and self._scheduler is not None:
                self.after_the_clock_was_set_back(self._scheduler)
            ahead = now

    def after_the_clock_was_set_back(self, scheduler: BaseScheduler) -> None:
        """Let jobs of every hour follow the clock as it is now. The others ran at the times that come again."""
        _log.warning("the clock was set back")
        now = datetime.now(timezone.utc)
        for job in self._jobs.values():
            if job.hour == "*":
                scheduler.modify_job(
                    job.name, next_run_time=job.trigger(self._zone).get_next_fire_time(None, now)
                )


def _told(event: Any) -> None:
    cause = type(event.exception).__name__ if getattr(event, "exception", None) else None
    _log.error(_TROUBLES[event.code], extra={"job": event.job_id, "cause": cause})
