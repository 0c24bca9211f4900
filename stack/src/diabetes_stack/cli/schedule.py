"""The schedule command: the jobs that run by themselves."""

from __future__ import annotations

import contextlib
from datetime import datetime, timezone
from enum import Enum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typer

from ..logging import set_up
from ..run import units
from ..run.jobs import JOBS
from ..run.releases import here, python_in_use
from ..run.schedule import Runs, ScheduledElsewhereError, Scheduler
from ..run.supervise import signals
from ..settings import settings
from .console import JSON, errors_said, fail, say, say_json, table
from .texts import word

__all__ = ["add"]


class _Kind(str, Enum):
    SYSTEMD = "systemd"
    CRON = "cron"


_INSTALL = typer.Option(None, "--install", help=word("schedule.install"))
_OUT = typer.Option(None, "--out", help=word("schedule.out"))


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schedule", help=word("schedule.help"))(_schedule)


def _schedule(
    listed: bool = typer.Option(False, "--list", help=word("schedule.list")),
    install: _Kind | None = _INSTALL,
    out: Path | None = _OUT,
    as_json: bool = JSON,
) -> None:
    """Run the jobs when they are due until Ctrl-C, list them, or write them for systemd or cron."""
    if (install is None) != (out is None) or (listed and install is not None):
        raise typer.BadParameter(word("schedule.together"))
    if install is not None and out is not None:
        _install(install, out, as_json)
    elif listed:
        _list(as_json)
    elif as_json:
        raise typer.BadParameter(word("schedule.json"))
    else:
        _run()


def _run() -> None:
    chosen = settings()
    set_up(chosen)
    with contextlib.ExitStack() as stack:
        asked = stack.enter_context(signals())
        try:
            stack.enter_context(Scheduler(chosen, python_in_use).running())
        except ScheduledElsewhereError:
            fail(word("schedule.elsewhere", folder=chosen.folder()))
        asked.stopped.wait()


def _list(as_json: bool) -> None:
    zone = ZoneInfo(settings().schedule_tz)
    now = datetime.now(timezone.utc)
    runs = Runs(settings().folder()).all()
    jobs: list[dict[str, Any]] = [
        {
            "name": job.name,
            "cron": job.cron,
            "zone": zone.key,
            "command": ["diabetes-stack", *job.command],
            "seconds": job.seconds,
            "next": job.trigger(zone).get_next_fire_time(None, now).isoformat(),
            "last": runs[job.name] if "outcome" in runs.get(job.name, {}) else None,
        }
        for job in JOBS
    ]
    if as_json:
        say_json({"jobs": jobs})
        return
    rows = []
    for job in jobs:
        last, outcome = "-", "-"
        if job["last"]:
            last, how = _moment(job["last"]["at"], zone), job["last"]["outcome"]
            outcome = word(f"schedule.{how}")
        rows.append([job["name"], " ".join(job["command"]), _moment(job["next"], zone), last, outcome])
    table([word(f"schedule.head.{name}") for name in ("job", "command", "next", "last", "outcome")], rows)
    say(word("schedule.zone", zone=zone.key))


def _moment(at: str, zone: ZoneInfo) -> str:
    return datetime.fromisoformat(at).astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _install(kind: _Kind, out: Path, as_json: bool) -> None:
    releases = here()
    place = units.Place(releases.home / "current/bin/diabetes-stack") if releases else units.Place()
    if kind is _Kind.SYSTEMD:
        files = units.systemd(place, settings().schedule_tz)
    else:
        files = {"diabetes-stack.cron": units.crontab(place)}
    with errors_said(OSError):
        out.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (out / name).write_text(text)
    if as_json:
        say_json({"folder": str(out), "files": sorted(files)})
        return
    say(word("schedule.written", count=len(files), folder=out))
    say(word(f"schedule.next.{kind.value}", folder=out))
