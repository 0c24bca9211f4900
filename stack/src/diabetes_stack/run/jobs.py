"""The table of jobs that run by themselves: the one source for `up`, `schedule`, systemd timers and crontabs."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

__all__ = ["JOBS", "Job"]

_MINUTE, _HOUR = 60, 3600


@dataclass(frozen=True)
class Job:
    """A command of diabetes-stack and when it runs. The time is as in a crontab; day is of the month, ``weekday`` the
    first three letters of its name."""

    name: str
    command: tuple[str, ...]
    #: Seconds after which it is stopped.
    seconds: int
    #: Seconds by which a start may be late before it is left out.
    late: int
    minute: str
    hour: str = "*"
    day: str = "*"
    weekday: str = "*"

    @property
    def runs_beside(self) -> bool:
        """Whether it may run beside another job: the monitor has a connection to the database of its own."""
        return self.command[0] == "monitor"

    @property
    def cron(self) -> str:
        """The five fields of a crontab."""
        return f"{self.minute} {self.hour} {self.day} * {self.weekday}"

    def trigger(self, zone: ZoneInfo) -> CronTrigger:
        """When it is due, for APScheduler."""
        return CronTrigger(
            minute=self.minute, hour=self.hour, day=self.day, day_of_week=self.weekday, timezone=zone
        )


# From four o'clock: nowhere do clocks change then, so that every time occurs once a day.
#: All jobs. Those of a night run in this order.
JOBS = (
    Job("monitor", ("monitor", "--once"), 4 * _MINUTE, 2 * _MINUTE, "*/5"),
    Job("backup-create", ("backup", "create"), 2 * _HOUR, 12 * _HOUR, "0", "4"),
    Job("backup-verify", ("backup", "verify"), 2 * _HOUR, 12 * _HOUR, "30", "4"),
    Job("backup-prune", ("backup", "prune", "--yes"), 10 * _MINUTE, 12 * _HOUR, "0", "5"),
    Job("db-clean", ("db", "clean"), _HOUR, 12 * _HOUR, "10", "5"),
    Job("db-check", ("db", "check"), _HOUR, 48 * _HOUR, "20", "5", weekday="sun"),
    Job("backup-drill", ("backup", "drill"), 4 * _HOUR, 48 * _HOUR, "40", "5", weekday="sun"),
    Job("audit", ("audit",), _HOUR, 168 * _HOUR, "30", "6", day="1"),
)
