"""How old the newest backup is, the newest one that proved itself, and the last drill."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from ...settings import Settings
from ...store.tables import utc_now
from ..reading import Cause, Reading

__all__ = ["look"]

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def look(settings: Settings) -> list[Reading]:
    """The ages, infinite for what never was, or failed the last time."""
    # Loaded when it is asked: what backups need, nothing else of the monitor does.
    from ...backup.status import status

    found = status(settings)
    return [
        _age("backup_hours", found.newest, _HOUR, "no_backup"),
        _proven(
            "backup_verified_days", found.newest_good, found.verified_good, "never_verified", "not_verified"
        ),
        _proven("drill_days", found.drilled, found.drilled_good, "no_drill", "drill_failed"),
    ]


def _proven(measure: str, at: datetime | None, is_good: bool | None, never: str, failed: str) -> Reading:
    if is_good is False:
        return Reading(measure, math.inf, cause=Cause(failed))
    return _age(measure, at, _DAY, never)


def _age(measure: str, at: datetime | None, unit: timedelta, never: str) -> Reading:
    if at is None:
        return Reading(measure, math.inf, cause=Cause(never))
    # The clock of the machine that wrote it may be ahead.
    return Reading(measure, max(0.0, (utc_now() - at) / unit))
