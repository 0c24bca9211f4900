"""The tests that can be paid, shared out among the people at hand: whom to test, and what is expected to be found."""

from __future__ import annotations

from dataclasses import dataclass, replace

import diabetes
from sqlalchemy import Connection

from ..store.steps.states import State
from .worklist import Asked, Person, every

__all__ = ["MOST_TESTS", "Plan", "plan"]

MOST_TESTS = 10_000_000
#: Nothing was ordered or found yet.
_WAITING = (State.ASSESSED, State.ADVISED)
#: Steps after an estimate alone: whoever has a measured value or care of their own does not take one of these tests.
_ESTIMATED = ("test", "usual", "unknown")


@dataclass(frozen=True)
class Plan:
    """Whom to test with so many tests."""

    capacity: diabetes.Capacity
    #: The people to test, the highest risk first.
    chosen: list[Person]
    #: People who wait and take none of these tests: measured values and urgent findings have their own next step.
    apart: int


def plan(connection: Connection, asked: Asked, tests: int, locale: str) -> Plan:
    """Share out ``tests`` among those who wait with an estimate alone, of the site and insurer asked for. Raises
    DiabetesError for a number that is none."""
    waiting = [person for state in _WAITING for person in every(connection, replace(asked, state=state))]
    candidates = [person for person in waiting if person.next_step in _ESTIMATED and not person.urgent]
    risks = [float("nan") if person.risk is None else person.risk for person in candidates]
    shared = diabetes.capacity(risks, tests, locale=locale)
    places = diabetes.Table.from_arrow(shared.people).column("place")
    chosen = [person for person, place in zip(candidates, places, strict=True) if place == "test"]
    chosen.sort(key=lambda person: -(person.risk or 0))
    return Plan(shared, chosen, len(waiting) - len(candidates))
