"""One line of a database's examination: a figure, its limit, and whether something should be done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = ["Finding", "State", "judged"]

#: Share of a limit from which there is a warning.
_WARNING = 0.8


class State(str, Enum):
    """How a figure stands to its limit. UNKNOWN is not OK: it could not be found out."""

    OK = "ok"
    WARNING = "warning"
    CRITICAL = "critical"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """A figure that was looked at. ``name`` says which, ``subject`` of what, such as a table or an index."""

    name: str
    state: State
    value: float | str | None = None
    limit: float | None = None
    #: bytes, seconds, share, count, or nothing for a text.
    unit: str = ""
    subject: str | None = None
    #: A code for what to do, or for why it is unknown.
    mend: str | None = None

    @property
    def found(self) -> bool:
        """Whether something should be done."""
        return self.state in (State.WARNING, State.CRITICAL)


def judged(
    name: str,
    value: float,
    limit: float,
    unit: str,
    mend: str,
    subject: str | None = None,
    warning: float = _WARNING,
    above: State = State.CRITICAL,
) -> Finding:
    """A figure that may reach its limit: a warning from a share of it, critical (or ``above``) beyond it.

    >>> judged("size", 5.0, 10.0, "bytes", "clean").state.value, judged("size", 9.0, 10.0, "bytes", "clean").state.value
    ('ok', 'warning')
    """
    state = above if value > limit else State.WARNING if value > warning * limit else State.OK
    return Finding(name, state, value, limit, unit, subject, None if state is State.OK else mend)
