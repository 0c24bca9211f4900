"""What access control does in the background: it follows the list of revoked tokens, and notes lock-outs in the audit
trail. While the database is away, the last list counts and lock-outs wait."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from ..store import audit, ledger
from ..supervised import Supervised
from .lockout import Locked, Lockouts
from .revoked import Revoked

__all__ = ["LOOK_SECONDS", "Watch"]

_log = logging.getLogger(__name__)
#: How often the database is asked; a revoked token counts no longer than this.
LOOK_SECONDS = 2.0
#: Between two times that lock-outs are noted, and the most entries each time: nobody can flood the audit trail.
_NOTE_SECONDS = 60.0
_MOST_ENTRIES = 5
_BY = "api"


class Watch:
    """A thread that connects access control with the database."""

    def __init__(self, engine: Engine, revoked: Revoked, lockouts: Lockouts, folder: Path) -> None:
        self._engine = engine
        self._revoked = revoked
        self._lockouts = lockouts
        self._ledger = folder / ledger.FOLDER
        self._noted = -_NOTE_SECONDS
        self._waiting: list[Locked] = []
        self._stopped = threading.Event()
        self._thread = Supervised("access_control", self._follow)

    @property
    def is_well(self) -> bool:
        """Whether revocations will be noticed."""
        return self._thread.is_well

    def start(self) -> None:
        """Take the list, and follow it from then on."""
        self._look_once()
        self._thread.start()

    def stop(self) -> None:
        """Stop following; lock-outs that wait are noted first."""
        self._thread.stop()
        self._stopped.set()
        self._thread.join()
        self._noted = -_NOTE_SECONDS
        self._look_once()

    def _look_once(self) -> None:
        """Outside of the thread, which would report a problem."""
        try:
            self._look()
        except Exception as problem:
            _log.error("no look at the revoked tokens", extra={"cause": type(problem).__name__})

    def _follow(self) -> None:
        while not self._stopped.wait(LOOK_SECONDS):
            self._look()
            self._thread.well()

    def _look(self) -> None:
        try:
            with self._engine.connect() as connection:
                self._revoked.look(connection)
            self._note()
        except SQLAlchemyError as problem:
            _log.debug("no look at the revoked tokens", extra={"cause": type(problem).__name__})

    def _note(self) -> None:
        while self._lockouts.new:
            self._waiting.append(self._lockouts.new.popleft())
        now = time.monotonic()
        if not self._waiting or now - self._noted < _NOTE_SECONDS:
            return
        named = self._waiting[:_MOST_ENTRIES]
        with self._engine.begin() as connection:
            for one in named:
                detail = {"failures": one.failures, "seconds": one.seconds}
                audit.note(connection, _BY, "lock", one.address, detail)
            if others := len(self._waiting) - len(named):
                audit.note(connection, _BY, "lock", "others", {"addresses": others})
            head = connection.info.pop(audit.HEAD)
        ledger.keep_head(self._ledger, head)
        self._waiting.clear()
        self._noted = now
