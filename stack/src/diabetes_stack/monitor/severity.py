"""The maintenance manual's severities with their clocks, its contacts, and its targets."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum

from ..settings import Settings

__all__ = ["AVAILABILITY", "LEAST_MTBF", "MOST_MTTR", "Contact", "Severity"]

#: Least availability of a service in percent; the manual has none for MLflow.
AVAILABILITY = {"api": 99.5, "dashboard": 99.0, "database": 99.9}
#: Mean time to repair, and between failures, of what stops a service.
MOST_MTTR = timedelta(hours=2)
LEAST_MTBF = timedelta(days=30)


class Severity(str, Enum):
    """Critical: the system does not work. High: a function is affected. Medium: a minor problem. Low: an
    improvement."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def response(self) -> timedelta:
        """The time within which somebody takes note. The manual's "immediately" is taken as three rounds."""
        return _RESPONSE[self]

    @property
    def resolution(self) -> timedelta | None:
        """The mean time within which it is over; the manual has none for low."""
        return _RESOLUTION.get(self)


_RESPONSE = {
    Severity.CRITICAL: timedelta(minutes=15),
    Severity.HIGH: timedelta(hours=2),
    Severity.MEDIUM: timedelta(hours=24),
    Severity.LOW: timedelta(weeks=1),
}
_RESOLUTION = {
    Severity.CRITICAL: timedelta(hours=1),
    Severity.HIGH: timedelta(hours=4),
    Severity.MEDIUM: timedelta(hours=24),
}


class Contact(str, Enum):
    """Who is asked. The address that alerts name is a setting, by default the manual's."""

    DEVOPS = "devops"
    DEVELOPMENT = "development"
    SECURITY = "security"
    SUPPORT = "support"

    def address(self, settings: Settings) -> str:
        """The address that people write to."""
        return str(getattr(settings, f"contact_{self.value}"))
