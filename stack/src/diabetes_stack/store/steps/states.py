"""The states of a person in the screening programme, and the marks that are none."""

from __future__ import annotations

from enum import Enum

__all__ = ["CLOSING", "LEAVING", "PLACED", "UNDONE", "Source", "State"]


class State(str, Enum):
    """How far a person has come, in order; the last three are ways out. A prediction is a step ``assessed``; the person
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


class Source(str, Enum):
    """Where a step comes from."""

    PREDICTION = "prediction"
    OUTCOME = "outcome"
    HAND = "hand"


#: After these nobody waits for a result any more. The other ways out never hide a result that nobody was told of.
CLOSING = (State.TOLD, State.FOLLOWED, State.NOT_NEEDED)
LEAVING = (State.DECLINED, State.LOST)
#: Steps that change no state: where a person belongs, and that another step was a mistake.
PLACED, UNDONE = "placed", "undone"
