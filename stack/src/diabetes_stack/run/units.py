"""The jobs as systemd timers and as a crontab, for machines where these start them instead of `up`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .jobs import JOBS, Job

__all__ = ["Place", "calendar", "crontab", "systemd"]

_SERVICES = """\
[Unit]
Description=Diabetes services: API, dashboard, MLflow
After=network-online.target
Wants=network-online.target

[Service]
Type=exec
User={user}
EnvironmentFile={settings}
# The timers beside this file start the jobs.
Environment=SCHEDULE=off
WorkingDirectory={folder}
ExecStart={program} up
# Renews the services one after another; the API answers throughout.
ExecReload=/bin/kill -USR1 $MAINPID
Restart=on-failure
RestartSec=5
TimeoutStopSec=30
KillMode=mixed

[Install]
WantedBy=multi-user.target
"""
_JOB = """\
[Unit]
Description=Diabetes services: {name}

[Service]
Type=oneshot
User={user}
EnvironmentFile={settings}
WorkingDirectory={folder}
ExecStart={waiting}{program} {command}
TimeoutStartSec={seconds}
"""
_TIMER = """\
[Unit]
Description=Diabetes services: when {name} runs

[Timer]
OnCalendar={calendar}
# What was due while the machine was off runs when it is on again.
Persistent=true
AccuracySec=1s

[Install]
WantedBy=timers.target
"""
_CRONTAB = """\
# Jobs of the diabetes services, for /etc/cron.d. The times are those of the machine's clock; set SCHEDULE=off for `up`.
SHELL=/bin/sh
"""


@dataclass(frozen=True)
class Place:
    """Where the services are installed and whose they are."""

    program: Path = Path("/opt/diabetes/current/bin/diabetes-stack")
    #: The file with the settings, one VARIABLE=value a line.
    settings: Path = Path("/etc/diabetes.env")
    #: The folder in which the commands run.
    folder: Path = Path("/var/lib/diabetes")
    user: str = "diabetes"


def systemd(place: Place, zone: str, jobs: Sequence[Job] = JOBS) -> dict[str, str]:
    """The unit files by name: the services, and a service and a timer for each job."""
    where = {
        "program": place.program,
        "settings": place.settings,
        "folder": place.folder,
        "user": place.user,
    }
    files = {"diabetes-stack.service": _SERVICES.format(**where)}
    for job in jobs:
        unit = f"diabetes-{job.name}"
        command = " ".join(job.command)
        files[f"{unit}.service"] = _JOB.format(
            name=job.name, command=command, seconds=job.seconds, waiting=_waiting(place, job), **where
        )
        files[f"{unit}.timer"] = _TIMER.format(name=job.name, calendar=calendar(job, zone))
    return files


def calendar(job: Job, zone: str) -> str:
    """When a job is due, as systemd's OnCalendar.

    >>> calendar(Job("look", ("look",), 60, 60, "*/5"), "UTC"), calendar(JOBS[5], "America/Bogota")
    ('*-*-* *:00/5:00 UTC', 'Sun *-*-* 05:20:00 America/Bogota')
    """
    weekday = "" if job.weekday == "*" else f"{job.weekday.capitalize()} "
    return f"{weekday}*-*-{_place(job.day)} {_place(job.hour)}:{_place(job.minute)}:00 {zone}"


def crontab(place: Place, jobs: Sequence[Job] = JOBS) -> str:
    """The lines of a crontab in /etc/cron.d. What a job says goes to the system's log, and so does that it failed."""
    return _CRONTAB + "".join(f"{line}\n" for line in _lines(place, jobs))


def _lines(place: Place, jobs: Sequence[Job]) -> Iterator[str]:
    for job in jobs:
        run = f"{_waiting(place, job)}timeout {job.seconds} {place.program} {' '.join(job.command)}"
        log = f"logger -t diabetes-{job.name}"
        begin = f"cd {place.folder} && set -a && . {place.settings} && set +a"
        yield f"{job.cron} {place.user} {{ {begin} && {run} || echo failed: $?; }} 2>&1 | {log}"


def _waiting(place: Place, job: Job) -> str:
    """Lets a job wait for the one before it."""
    return "" if job.runs_beside else f"/usr/bin/flock {place.folder}/jobs.lock "


def _place(part: str) -> str:
    """A part of a crontab's time as systemd writes it."""
    if part == "*":
        return part
    first, slash, step = part.partition("/")
    return f"00/{step}" if slash else f"{int(first):02}"
