"""A finding of the audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..store.finding import State

__all__ = ["Finding", "State", "few"]

#: Names that a finding lists; the rest is a number.
_MOST = 8


@dataclass(frozen=True)
class Finding:
    """What a check found: a code, with the names and numbers of its text."""

    state: State
    code: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def ok(cls, code: str, **detail: Any) -> Finding:
        """All is well."""
        return cls(State.OK, code, detail)

    @classmethod
    def warning(cls, code: str, **detail: Any) -> Finding:
        """Something to put right."""
        return cls(State.WARNING, code, detail)

    @classmethod
    def critical(cls, code: str, **detail: Any) -> Finding:
        """Something to put right now."""
        return cls(State.CRITICAL, code, detail)

    @classmethod
    def unknown(cls, code: str, **detail: Any) -> Finding:
        """Nothing is known."""
        return cls(State.UNKNOWN, code, detail)


def few(names: list[str]) -> str:
    """The first names, and how many more there are."""
    shown = ", ".join(names[:_MOST])
    return shown if len(names) <= _MOST else f"{shown} (+{len(names) - _MOST})"
