"""A measured value, and how it stands with its limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

__all__ = ["Cause", "Reading", "State", "down", "unknown"]


class State(str, Enum):
    """How a value stands. ``UNKNOWN`` could not be measured, ``NONE`` has nothing to measure yet, ``PLAIN`` has no
    limit; none of the three means that all is well."""

    WELL = "well"
    BAD = "bad"
    UNKNOWN = "unknown"
    NONE = "none"
    PLAIN = "plain"


@dataclass(frozen=True)
class Cause:
    """Why a value is what it is, or is absent: a code with a text of the same name, and what the text names."""

    code: str
    parts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What one look at one thing found. ``value`` is in the unit that ends the measure's name; None when it could not
    be measured, infinite for the age of what never was. Without ``judged`` it is compared with no limit."""

    measure: str
    value: float | None
    #: Which of several: a service, an address, a field.
    subject: str = ""
    cause: Cause | None = None
    judged: bool = True

    @property
    def key(self) -> str:
        """The measure and its subject."""
        return f"{self.measure}:{self.subject}" if self.subject else self.measure


def unknown(measure: str, cause: Cause, subject: str = "") -> Reading:
    """A value that could not be measured."""
    return Reading(measure, None, subject, cause)


def down(service: str, cause: Cause) -> Reading:
    """A service that does not answer."""
    return Reading("up", 0, service, cause)
