"""How old the newest backup is, the newest verified one, and the last drill."""

from __future__ import annotations

import importlib
import math
from datetime import datetime, timedelta

from ...settings import Settings
from ...store.tables import utc_now
from ..reading import Cause, Reading

__all__ = ["look"]

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def look(settings: Settings) -> list[Reading]:
    """The ages, infinite for what never was."""
    # Loaded when it is asked: what backups need, nothing else of the monitor does.
    status = importlib.import_module("diabetes_stack.backup").status(settings)
    return [
        _age("backup_hours", status.newest, _HOUR, "no_backup"),
        _age("backup_verified_days", status.verified, _DAY, "never_verified"),
        _age("drill_days", status.drill, _DAY, "no_drill"),
    ]


def _age(measure: str, at: datetime | None, unit: timedelta, otherwise: str) -> Reading:
    if at is None:
        return Reading(measure, math.inf, cause=Cause(otherwise))
    # The clock of the machine that wrote it may be ahead.
    return Reading(measure, max(0.0, (utc_now() - at) / unit))
