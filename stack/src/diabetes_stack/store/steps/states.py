"""The states of a person in the screening programme, and the marks that are none."""

from __future__ import annotations

from datetime import datetime, timezone
from enum import Enum

__all__ = ["CLOSING", "ENDING", "LEAVING", "LETTERS", "PLACED", "UNDONE", "Source", "State", "moment"]


class State(str, Enum):
    """How far a person has come, in order; the last four are ways out. A prediction is a step ``assessed``; the person
    is ``advised`` if something is due after it."""

    ASSESSED = "assessed"
    ADVISED = "advised"
    ORDERED = "ordered"
    RESULTED = "resulted"
    TOLD = "told"
    FOLLOWED = "followed"
    DECLINED = "declined"
    LOST = "lost"
    NOT_NEEDED = "not_needed"
    IN_CARE = "in_care"


class Source(str, Enum):
    """Where a step comes from."""

    PREDICTION = "prediction"
    OUTCOME = "outcome"
    HAND = "hand"


#: After these nobody waits for a result any more. The other ways out never hide a result that nobody was told of.
CLOSING = (State.TOLD, State.FOLLOWED, State.NOT_NEEDED, State.IN_CARE)
#: After these nobody has to deal with it any more until the next one.
ENDING = (State.FOLLOWED, State.NOT_NEEDED, State.IN_CARE)
LEAVING = (State.DECLINED, State.LOST)
#: Steps that change no state: where a person belongs, and that another step was a mistake.
PLACED, UNDONE = "placed", "undone"
#: Of two states of the same moment the one with the later letter counts: that after which somebody still has to act.
LETTERS = {
    State.IN_CARE: "0",
    State.NOT_NEEDED: "a",
    State.FOLLOWED: "b",
    State.DECLINED: "c",
    State.LOST: "d",
    State.TOLD: "e",
    State.RESULTED: "f",
    State.ORDERED: "g",
    State.ASSESSED: "h",
}


def moment(at: datetime, state: str) -> str:
    """When something happened, as text that sorts by time and then by state.

    >>> moment(datetime(2026, 3, 1, 12, tzinfo=timezone.utc), "told")
    '2026-03-01T12:00:00.000000e'
    """
    letters = {known.value: letter for known, letter in LETTERS.items()}
    return f"{at.astimezone(timezone.utc):%Y-%m-%dT%H:%M:%S.%f}{letters.get(state, 'x')}"
