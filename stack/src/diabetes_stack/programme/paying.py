"""The tests that can be paid, shared out among the people at hand: whom to test, and what is expected to be found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import diabetes
from sqlalchemy import Connection

from ..store.steps.states import State
from .texts import texts
from .worklist import Asked, Person, every

__all__ = ["MOST_TESTS", "Plan", "plan"]

MOST_TESTS = 10_000_000
#: Nothing was ordered or found yet.
_WAITING = (State.ADVISED, State.ASSESSED)
#: Steps after an estimate alone: whoever has a measured value or care of their own does not take one of these tests,
#: nor does anybody who needs no test now.
_ESTIMATED = ("test", "unknown")


@dataclass(frozen=True)
class Plan:
    """Whom to test with so many tests."""

    capacity: diabetes.Capacity
    #: The people to test, the highest risk first.
    chosen: list[Person]
    #: People who are advised to have a test, and for whom there is none.
    advised_not_tested: int
    #: People of the list who take none of these tests: a result, a measured value or something urgent comes first.
    apart: int

    def to_dict(self) -> dict[str, Any]:
        """All figures, for a program."""
        mine = {"advised_not_tested": self.advised_not_tested, "apart_people": self.apart}
        return {**self.capacity.to_dict(), **mine, "text": self.capacity.text}

    def told(self, locale: str) -> list[str]:
        """What is to be done, in sentences."""
        text = texts(locale)
        counts = {"paying.advised": self.advised_not_tested, "paying.apart": self.apart}
        also = [text(name, count=text.number(count)) for name, count in counts.items() if count]
        return [self.capacity.text, *also]


def plan(connection: Connection, asked: Asked, tests: int, locale: str) -> Plan:
    """Share out ``tests`` among those who wait with an estimate alone, of the site and insurer asked for. Raises
    DiabetesError for a number that is none."""
    waiting = [person for state in _WAITING for person in every(connection, replace(asked, state=state))]
    candidates = [person for person in waiting if _is_candidate(person)]
    risks = [float("nan") if person.risk is None else person.risk for person in candidates]
    shared = diabetes.capacity(risks, tests, locale=locale)
    places = diabetes.Table.from_arrow(shared.people).column("place")
    chosen = [person for person, place in zip(candidates, places, strict=True) if place == "test"]
    chosen.sort(key=lambda person: -(person.risk or 0))
    tested = {person.patient for person in chosen}
    left = [person for person in candidates if person.next_step == "test" and person.patient not in tested]
    listed = every(connection, replace(asked, state=None))
    apart = sum(not _is_candidate(person) and not _is_ordered(person) for person in listed)
    return Plan(shared, chosen, len(left), apart)


def _is_candidate(person: Person) -> bool:
    waits = person.state in {state.value for state in _WAITING} and not person.late
    return waits and person.next_step in _ESTIMATED and not person.urgent


def _is_ordered(person: Person) -> bool:
    """Whether nothing but the test that was ordered is to be waited for."""
    return person.state == State.ORDERED.value and not person.late and not person.urgent
