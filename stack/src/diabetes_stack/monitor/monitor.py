"""One round after another: look, judge, record, tell. Whatever of that fails, the rest goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from ..settings import Settings
from ..store.tables import utc_now
from . import clock, saved
from .availability import reading as availability
from .book import Book, states
from .deadline import Workers
from .gauges import show
from .incident import Change, Incident, Kind
from .letters import Letter, addressed, targets
from .looking import Looked, Looks
from .past import elapsed_since, hour_of, last_run, past_counters
from .probes.counters import rates
from .probes.machine import mean_load
from .reading import Cause, Reading, State, unknown
from .record import Record, RecordError
from .sending import check, deliver
from .severity import AVAILABILITY
from .tables import FORMAT
from .thinning import thin

__all__ = ["Monitor", "Round"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    """What a round found, and whether it could be recorded."""

    at: datetime
    seconds: float
    readings: tuple[Reading, ...]
    states: tuple[State, ...]
    changes: tuple[Change, ...]
    open: tuple[Incident, ...]
    problem: str | None

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong and nothing unknown."""
        return not {State.BAD, State.UNKNOWN} & set(self.states)


class Monitor:
    """Keeps what is known between rounds in memory, and in the record whenever that can be written: so a full disk
    neither silences an alert nor repeats it. ``seconds`` is the clock that nobody sets.

    Raises SettingsError for addresses that apprise does not understand.
    """

    def __init__(self, settings: Settings, seconds: Callable[[], float] = clock.seconds) -> None:
        self._settings = settings
        self._seconds = seconds
        self._targets = targets(settings)
        check(self._targets)
        self._workers = Workers()
        self._record = Record(settings)
        self._book = Book()
        self._is_new = True
        self._letters: list[Letter] = []
        #: Incidents that have ended and are not recorded as such yet.
        self._over: list[Incident] = []
        #: Why the last round could not be recorded.
        self._problem: str | None = None
        self.looks = Looks(settings, self._workers)

    def round(self) -> Round:
        """Look at everything once, and tell what has changed."""
        begin, now = self._seconds(), utc_now()
        recorded = self._take_over()
        looked = self.looks.look(self._baseline)
        when, earlier = self._from_record(looked, now, begin)
        readings = [*looked.readings, *earlier, recorded]
        changes = self._book.turn(readings, now)
        for change in changes:
            _tell(change)
        self._over += [change.incident for change in changes if change.kind is Kind.RECOVERED]
        self._letters += addressed(changes, self._targets, now)
        found = states(readings)
        self._problem = self._keep(
            lambda connection: self._keep_round(connection, looked, readings, found, when)
        )
        if self._problem is None:
            self._over.clear()
        deliver(self._settings, self._letters, self._targets, self._workers)
        if any(letter.is_changed for letter in self._letters):
            self._problem = self._keep(self._keep_letters) or self._problem
        self._letters = [letter for letter in self._letters if not letter.is_done]
        show(readings, found, self._book.incidents.values(), now)
        return Round(
            now, self._seconds() - begin, tuple(readings), tuple(found), tuple(changes),
            tuple(sorted(self._book.incidents.values(), key=lambda one: (one.opened_at, one.id or 0))),
            self._problem,
        )  # fmt: skip

    def glance(self) -> Round:
        """Look at everything once and leave all as it is: nothing is recorded, and nobody is told."""
        begin, now = self._seconds(), utc_now()
        looked = self.looks.look(self._baseline)
        readings = [*looked.readings, *self._from_record(looked, now, begin)[1]]
        return Round(now, self._seconds() - begin, tuple(readings), tuple(states(readings)), (), (), None)

    def close(self) -> None:
        """Stop measuring."""
        self.looks.close()
        self._record.close()

    def _take_over(self) -> Reading:
        """Read what earlier processes and people left in the record; says whether it can be written."""

        def read(connection: Connection) -> None:
            # A page is written, whether or not anything will be.
            connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")
            if self._is_new:
                self._book.add(saved.load_book(connection))
            else:
                saved.merge_people(connection, self._book)
            known = [letter.id for letter in self._letters if letter.id is not None]
            self._letters += saved.waiting_letters(connection, known)

        unread = self._keep(read)
        self._is_new = self._is_new and unread is not None
        problem = unread or self._problem
        if problem is None:
            return Reading("recorded", 1)
        return Reading("recorded", 0, cause=Cause("record", {"problem": problem}))

    def _from_record(self, looked: Looked, now: datetime, begin: float) -> tuple[saved.When, list[Reading]]:
        """How this round stands to the one before it, and what follows from it and earlier ones."""
        services = [name for name in self._settings.monitor_services if name in AVAILABILITY]
        when = saved.When(now, clock.boot(), begin, None)
        found: list[Reading] = []
        try:
            with self._record.begin() as connection:
                when = when._replace(elapsed=elapsed_since(connection, when.boot, when.uptime))
                if looked.counters is not None:
                    found += rates(looked.counters, past_counters(connection, now, when.elapsed))
                found.append(mean_load(looked.readings, hour_of(connection, "cpu_percent", now)))
                found += [availability(connection, service, now) for service in services]
        except RecordError as problem:
            cause = Cause("record", {"problem": str(problem)})
            rate = [] if looked.counters is None else [unknown("error_percent", cause, "api")]
            absent = [unknown("availability_percent", cause, service) for service in services]
            return when, [*rate, unknown("cpu_mean_percent", cause), *absent]
        return when, found

    def _baseline(self, version: str) -> dict[str, Any] | None:
        with self._record.begin() as connection:
            return saved.baseline_of(connection, version)

    def _keep(self, write: Callable[[Connection], None]) -> str | None:
        """Do this in the record; returns why it failed. Then nothing of it happened, and the next round does it
        again."""
        incidents = [(one, one.id) for one in (*self._over, *self._book.incidents.values())]
        letters = [(one, one.id, one.is_changed) for one in self._letters]
        try:
            with self._record.begin() as connection:
                write(connection)
        except RecordError as problem:
            for incident, number in incidents:
                incident.id = number
            for letter, number, is_changed in letters:
                letter.id, letter.is_changed = number, is_changed
            _log.error("nothing was recorded", extra={"cause": str(problem)})
            return str(problem)
        return None

    def _keep_round(
        self, connection: Connection, looked: Looked, readings: Sequence[Reading], found: Sequence[State],
        when: saved.When,
    ) -> None:  # fmt: skip
        now, seconds = when.at, self._seconds() - when.uptime
        before = last_run(connection)
        interval = self._settings.monitor_seconds
        saved.keep_run(connection, when, seconds, interval, readings, found, looked.counters)
        saved.keep_incidents(connection, self._book, self._over)
        saved.keep_letters(connection, [letter for letter in self._letters if letter.id is None])
        if looked.watch is not None:
            version = looked.watch.model_version
            saved.keep_watch(connection, now, version, looked.watch.to_dict())
            if looked.watch.baseline is not None:
                saved.keep_baseline(connection, now, version, looked.watch.baseline)
        if before is None or before.date() != now.date():
            thin(connection, now)

    def _keep_letters(self, connection: Connection) -> None:
        saved.keep_letters(connection, [letter for letter in self._letters if letter.is_changed])


def _tell(change: Change) -> None:
    """Every alert is also a line of the log."""
    incident = change.incident
    level = logging.INFO if change.kind is Kind.RECOVERED else logging.WARNING
    detail = {"rule": incident.rule, "subject": incident.subject, "severity": incident.severity.value}
    _log.log(
        level, f"incident {change.kind.value}", extra={**detail, "since": incident.opened_at.isoformat()}
    )
