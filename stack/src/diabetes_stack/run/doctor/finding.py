"""What an examination finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

__all__ = ["Area", "Finding", "State", "problem", "unknown", "warning", "well"]


class Area(str, Enum):
    """The kinds of trouble of the maintenance manual."""

    API = "api"
    MODEL = "model"
    DATABASE = "database"
    SLOW = "slow"


class State(str, Enum):
    """How something is. What could not be examined is unknown, and not well."""

    WELL = "well"
    WARNING = "warning"
    PROBLEM = "problem"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """One thing that was examined. ``code`` is a key of the texts of ``doctor``, which say what was found and, unless
    it is well, what to do; ``parts`` are meant for them."""

    area: Area
    state: State
    code: str
    parts: Mapping[str, object] = field(default_factory=dict)


def well(area: Area, code: str, **parts: object) -> Finding:
    """Something is as it must be."""
    return Finding(area, State.WELL, code, parts)


def warning(area: Area, code: str, **parts: object) -> Finding:
    """Something will be trouble, or is a small one."""
    return Finding(area, State.WARNING, code, parts)


def problem(area: Area, code: str, **parts: object) -> Finding:
    """Something is the cause of trouble."""
    return Finding(area, State.PROBLEM, code, parts)


def unknown(area: Area, code: str, **parts: object) -> Finding:
    """Something could not be examined."""
    return Finding(area, State.UNKNOWN, code, parts)
