"""Alerts on their way: one letter for each address, kept until it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from ..settings import Settings
from .incident import Change
from .rules import RULES
from .severity import Contact

__all__ = ["Letter", "Target", "addressed", "targets"]

_LONGEST_WAIT = timedelta(hours=1)
_CONTACTS = {rule.name: rule.contact for rule in RULES}


@dataclass(frozen=True)
class Target:
    """An address of apprise, which is a secret; ``id`` is the start of its hash."""

    id: str
    url: str
    #: Whose alerts it gets.
    contacts: frozenset[Contact]
    #: The settings that name it.
    names: tuple[str, ...]


@dataclass
class Letter:
    """An alert to one address. ``id`` is None until it is recorded."""

    change: Change
    target: str
    at: datetime
    next_at: datetime
    attempts: int = 0
    sent_at: datetime | None = None
    given_up_at: datetime | None = None
    problem: str | None = None
    id: int | None = None
    #: Whether this differs from what is recorded.
    is_changed: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether it still has to be sent."""
        return self.sent_at is None and self.given_up_at is None

    @property
    def is_done(self) -> bool:
        """Whether it was sent or given up, and that is recorded."""
        return not self.is_waiting and not self.is_changed and self.id is not None

    def is_due(self, now: datetime) -> bool:
        """Whether to try now; after the clock was set back, at once."""
        return self.is_waiting and (now >= self.next_at or now < self.at)

    def sent(self, now: datetime) -> None:
        """Note that it was sent."""
        self.attempts, self.sent_at, self.problem, self.is_changed = self.attempts + 1, now, None, True

    def failed(self, now: datetime, problem: str, pause: timedelta) -> None:
        """Note a failure. The wait doubles from ``pause`` to an hour."""
        self.next_at = now + min(pause * 2 ** min(self.attempts, 16), _LONGEST_WAIT)
        self.attempts, self.problem, self.is_changed = self.attempts + 1, problem[:100], True

    def give_up(self, now: datetime) -> None:
        """Note that its address is no longer in the settings."""
        self.given_up_at, self.is_changed = now, True


def targets(settings: Settings) -> list[Target]:
    """Every address in the settings, once; that of several contacts gets the alerts of all of them."""
    found: dict[str, Target] = {}
    named = {"alert_urls": frozenset(Contact)}
    named |= {f"alert_to_{contact.value}": frozenset({contact}) for contact in Contact}
    for name, contacts in named.items():
        for secret in getattr(settings, name):
            url = secret.get_secret_value()
            id = sha256(url.encode()).hexdigest()[:12]
            known = found.get(id, Target(id, url, frozenset(), ()))
            found[id] = Target(id, url, known.contacts | contacts, (*known.names, name.upper()))
    return [*found.values()]


def addressed(changes: Sequence[Change], to: Sequence[Target], now: datetime) -> list[Letter]:
    """The letters about these changes."""
    return [
        Letter(change, target.id, now, now)
        for change in changes
        for target in to
        if _CONTACTS.get(change.incident.rule, Contact.DEVOPS) in target.contacts
    ]
