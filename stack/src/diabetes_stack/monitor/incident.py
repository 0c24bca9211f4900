"""An incident: a rule that was broken for long enough, until it no longer is or a person says so."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from .reading import Cause
from .severity import Severity

__all__ = ["MONITOR", "Change", "Incident", "Kind"]

#: Who resolved an incident that ended by itself.
MONITOR = "monitor"


class Kind(str, Enum):
    """What people are told."""

    OPENED = "opened"
    REMINDER = "reminder"
    RECOVERED = "recovered"


@dataclass(eq=False)
class Incident:
    """One problem of one subject. ``id`` is None until it is recorded; times are in UTC. The book, changes and letters
    share it, so that all of them know what became of it."""

    rule: str
    subject: str
    severity: Severity
    outage: bool
    value: float | None
    cause: Cause | None
    opened_at: datetime
    seen_at: datetime
    reminders: int = 0
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    acknowledged_note: str | None = None
    resolved_at: datetime | None = None
    resolved_by: str | None = None
    resolved_note: str | None = None
    id: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is not over."""
        return self.resolved_at is None

    @property
    def answered_at(self) -> datetime | None:
        """When somebody took note of it, or it ended."""
        found = [at for at in (self.acknowledged_at, self.resolved_at) if at is not None]
        return min(found) if found else None

    def to_dict(self) -> dict[str, Any]:
        """The incident for a program."""
        return {
            **asdict(self),
            "severity": self.severity.value,
            "value": None if self.value is None or math.isinf(self.value) else self.value,
            "cause": None if self.cause is None else {"code": self.cause.code, **self.cause.parts},
        }


@dataclass(frozen=True)
class Change:
    """Something that people are told about an incident."""

    kind: Kind
    incident: Incident
    #: Which reminder.
    number: int = 0
