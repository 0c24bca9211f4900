"""From values to incidents: how often in a row a rule was broken, which incidents that opens and ends, and when people
are reminded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from .incident import MONITOR, Change, Incident, Kind
from .measures import MEASURES
from .reading import Reading, State
from .rules import RULES, UNMEASURED, Rule, broken, rules_of

__all__ = ["Book", "Streak", "is_explained", "states"]

_RULES = {rule.name: rule for rule in (*RULES, UNMEASURED)}
Key = tuple[str, str]


@dataclass
class Streak:
    """Rounds in a row in which a rule was broken, or was not."""

    bad: int = 0
    good: int = 0


@dataclass
class Book:
    """What is known from earlier rounds. Each rule and subject has at most one open incident."""

    streaks: dict[Key, Streak] = field(default_factory=dict)
    incidents: dict[Key, Incident] = field(default_factory=dict)

    def add(self, earlier: Book) -> None:
        """Take over what an earlier process knew; its incidents are the ones that were told."""
        self.streaks = {**earlier.streaks, **self.streaks}
        self.incidents = {**self.incidents, **earlier.incidents}

    def turn(self, readings: Sequence[Reading], now: datetime) -> list[Change]:
        """Take in a round; returns what people are to be told. A value that was not measured neither opens nor ends an
        incident."""
        wrong = broken(readings)
        changes: list[Change] = []
        for rule, reading, is_bad in _judged(readings, wrong):
            key = (rule.name, reading.subject if rule is not UNMEASURED else reading.key)
            changes += self._count(rule, key, reading, is_bad, now)
        return [*changes, *self._reminders(now)]

    def _count(self, rule: Rule, key: Key, reading: Reading, is_bad: bool, now: datetime) -> Iterator[Change]:
        streak = self.streaks.setdefault(key, Streak())
        streak.bad, streak.good = (streak.bad + 1, 0) if is_bad else (0, streak.good + 1)
        known = self.incidents.get(key)
        if is_bad and known is not None:
            known.seen_at, known.value, known.cause = now, reading.value, reading.cause
        elif is_bad and streak.bad >= rule.opens:
            self.incidents[key] = Incident(
                rule.name, key[1], rule.severity, rule.outage, reading.value, reading.cause, now, now
            )
            yield Change(Kind.OPENED, self.incidents[key])
        elif known is not None and not is_bad and streak.good >= rule.closes:
            # A clock that was set back must not end it before it began.
            known.resolved_at, known.resolved_by = max(now, known.opened_at), MONITOR
            yield Change(Kind.RECOVERED, self.incidents.pop(key))

    def _reminders(self, now: datetime) -> Iterator[Change]:
        """Every response time that passes without anybody's acknowledgement."""
        for incident in self.incidents.values():
            # Those missed while the monitor was off are not made up for.
            passed = (now - incident.opened_at) // incident.severity.response
            if incident.acknowledged_at is None and passed > incident.reminders:
                incident.reminders = passed
                yield Change(Kind.REMINDER, incident, passed)


def states(readings: Sequence[Reading]) -> list[State]:
    """How each value stands now, regardless of for how long."""
    wrong = broken(readings)
    return [_state(reading, wrong) for reading in readings]


def is_explained(reading: Reading, readings: Iterable[Reading]) -> bool:
    """Whether a value is absent because of something that is told by itself, such as a service that is down."""
    needed = MEASURES[reading.measure].needs
    return any(one.value == 0 and one.key in needed for one in readings)


def _judged(readings: Sequence[Reading], wrong: set[Key]) -> Iterator[tuple[Rule, Reading, bool]]:
    for reading in readings:
        if not reading.judged:
            continue
        if reading.value is None:
            if not is_explained(reading, readings):
                yield UNMEASURED, reading, True
            continue
        yield UNMEASURED, reading, False
        for rule in rules_of(reading):
            if not _is_silenced(rule, reading.subject, wrong):
                yield rule, reading, rule.is_broken_by(reading.value)


def _is_silenced(rule: Rule, subject: str, wrong: set[Key]) -> bool:
    return any((name, _RULES[name].subject or subject) in wrong for name in rule.unless)


def _state(reading: Reading, wrong: set[Key]) -> State:
    if not reading.judged:
        return State.NONE
    if reading.value is None:
        return State.UNKNOWN
    rules = [*rules_of(reading)]
    if any((rule.name, reading.subject) in wrong for rule in rules):
        return State.BAD
    return State.WELL if rules else State.PLAIN
