"""The one thread that stores a process's predictions, in groups.

Whoever waits for an answer hands its row over and awaits a future. The thread takes everything that waits, stores it
in one transaction, and then lets all of them go: so a commit, which waits for the disk, is shared by many.

While the database is away the rows go to a :mod:`spool <diabetes_stack.store.spool>` instead; when it is back the
spool is replayed, before newer rows. A group whose commit has an unknown end is spooled too: the ids make sure that
each row is there once. Only when neither database nor spool takes a row its future fails.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import NamedTuple

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from .migrate import upgrade
from .predictions import Row, insert
from .spool import Spool, abandoned

__all__ = ["StoreUnavailableError", "Writer"]

_log = logging.getLogger(__name__)

#: Rows in a group, and lines of a spool that are replayed between two groups.
_GROUP = 1000
#: Seconds between looks for spools that other processes left, and between attempts to reach the database.
_LOOK = 5.0
_RETRY = 1.0
#: Those who are let go together ask again one after the other. While commits are slow the next one waits for them, this
#: share of what the last one took, in seconds at least and at most. Who asks alone is not held up.
_SHARE = 0.25
_SHORTEST, _LONGEST = 0.0005, 0.01


class StoreUnavailableError(Exception):
    """Neither the database nor the spool could keep the rows; nothing may be claimed about them."""


class _Waiting(NamedTuple):
    rows: Sequence[Row]
    future: asyncio.Future[None]


class Writer:
    """Stores rows; :meth:`start` and :meth:`stop` belong to the loop whose requests wait."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        self._queue: SimpleQueue[list[_Waiting] | Callable[[], None]] = SimpleQueue()
        self._arriving: list[_Waiting] = []
        self._thread = threading.Thread(target=self._run, name="predictions", daemon=True)
        self._connection: Connection | None = None
        self._own: Spool | None = None
        self._left: list[Spool] = []
        self._running = True
        self._patience = 0.0
        self._reached = threading.Event()
        self._online = threading.Event()

    @property
    def online(self) -> bool:
        """Whether rows go straight to the database."""
        return self._online.is_set()

    async def start(self, patience: float = 3.0) -> None:
        """Begin; waits up to ``patience`` seconds for the database."""
        self._loop = asyncio.get_running_loop()
        self._seek()
        self._thread.start()
        await asyncio.to_thread(self._online.wait, patience)

    def store(self, rows: Sequence[Row]) -> asyncio.Future[None]:
        """Done when every row is kept; fails with :class:`StoreUnavailableError`."""
        future = self._loop.create_future()
        if not self._arriving:
            self._loop.call_soon(self._hand_over)
        self._arriving.append(_Waiting(rows, future))
        return future

    def _hand_over(self) -> None:
        self._queue.put(self._arriving)
        self._arriving = []

    def stop(self) -> None:
        """Store what waits and end."""
        self._queue.put(self._end)
        self._thread.join()

    def _end(self) -> None:
        self._running = False

    # In the thread.

    def _run(self) -> None:
        while self._running:
            group = self._take()
            if group:
                self._keep(group)
            if not self.online and self._reached.is_set():
                self._replay()
            elif self.online and not group:
                self._adopt()
        self._close()

    def _take(self) -> list[_Waiting]:
        """What waits; nothing after a while, or at once while lines are to be replayed."""
        group: list[_Waiting] = []
        count = 0
        replaying = self._reached.is_set() and not self.online
        try:
            item = self._queue.get(timeout=0 if replaying else _LOOK)
            if self._patience >= _SHORTEST and not replaying:
                time.sleep(min(self._patience, _LONGEST))
            while True:
                if isinstance(item, list):
                    group += item
                    count += sum(len(waiting.rows) for waiting in item)
                else:
                    item()
                if count >= _GROUP:
                    return group
                item = self._queue.get_nowait()
        except Empty:
            return group

    def _keep(self, group: list[_Waiting]) -> None:
        begin = time.monotonic()
        rows = [row for waiting in group for row in waiting.rows]
        error: StoreUnavailableError | None = None
        if not (self.online and self._insert(rows)):
            try:
                self._own = self._own or Spool.create(self._folder)
                self._own.append(rows)
            except OSError as problem:
                _log.error("a prediction could be kept nowhere", extra={"cause": type(problem).__name__})
                error = StoreUnavailableError()
        self._patience = (time.monotonic() - begin) * _SHARE if len(group) > 1 else 0.0
        self._loop.call_soon_threadsafe(_release, group, error)

    def _insert(self, rows: Sequence[Row]) -> bool:
        """Store rows; False when the database is away, or says that it cannot."""
        try:
            connection = self._connection or self._connect()
            insert(connection, rows)
            connection.commit()
            return True
        except SQLAlchemyError as problem:
            # The message could hold a row.
            _log.error("the database is away; predictions are spooled", extra={"cause": _cause(problem)})
            self._disconnect()
            self._online.clear()
            self._reached.clear()
            self._seek()
            return False

    def _connect(self) -> Connection:
        self._connection = self._engine.connect()
        if self._connection.dialect.name == "postgresql":
            # Each group is one statement: its own transaction, in one round trip.
            self._connection = self._connection.execution_options(isolation_level="AUTOCOMMIT")
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _replay(self) -> None:
        """Store a piece of what was spooled, oldest first; when nothing is left the database is in use again."""
        self._adopt()
        spools = [*self._left, *([self._own] if self._own else [])]
        for spool in spools:
            rows = spool.peek(_GROUP)
            if rows:
                if self._insert(rows):
                    spool.advance()
                return
            self._drop(spool)
        self._online.set()
        _log.info("predictions go to the database")

    def _adopt(self) -> None:
        """Take over what dead processes left."""
        found = [*abandoned(self._folder)]
        if found:
            self._left += found
            self._online.clear()
            _log.warning("spools of ended processes are replayed", extra={"spools": len(found)})

    def _drop(self, spool: Spool) -> None:
        spool.remove()
        if spool is self._own:
            self._own = None
        else:
            self._left.remove(spool)

    def _close(self) -> None:
        for spool in [*self._left, *([self._own] if self._own else [])]:
            spool.close()
        self._disconnect()

    # In a thread of its own while the database is away, for an attempt may take seconds.

    def _seek(self) -> None:
        threading.Thread(target=self._probe, name="database", daemon=True).start()

    def _probe(self) -> None:
        while self._running:
            try:
                upgrade(self._engine)
            except SQLAlchemyError as problem:
                _log.warning("the database is away", extra={"cause": _cause(problem)})
                time.sleep(_RETRY)
            else:
                self._queue.put(self._reached.set)
                return


def _release(group: list[_Waiting], error: Exception | None) -> None:
    for _, future in group:
        if not future.cancelled():
            if error is None:
                future.set_result(None)
            else:
                future.set_exception(error)


def _cause(problem: SQLAlchemyError) -> str:
    return type(getattr(problem, "orig", None) or problem).__name__
