"""The single thread that stores a process's predictions, in groups.

Each waiting request hands over its row and awaits a future. The thread takes all waiting rows, stores them in one
transaction, and then completes all futures: a commit, which waits for the disk, is shared by many.

While the database is unavailable, rows go to a :mod:`spool <diabetes_stack.store.spool>` instead; when it is back, the
spool is replayed before newer rows. A group whose commit has an unknown outcome is spooled too: the ids ensure that
each row is stored only once. A future fails only if neither the database nor the spool accepts its row.

Groups and replays are limited by rows and bytes, and the queue by bytes. A row that the database rejects by itself is
set :mod:`aside <diabetes_stack.store.aside>`, so that it does not block others.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine

from ..supervised import Backoff, Supervised, Work
from . import aside, forgotten, probe
from .engine import is_replaced
from .line import GROUP, GROUP_BYTES, Line, Waiting, pieces
from .migrate import mend, upgrade
from .predictions import ROW_BYTES, Row, insert, weigh
from .refused import cause_of, is_about_the_data
from .spool import Spool, abandoned, line_of

__all__ = ["StoreBusyError", "StoreUnavailableError", "Writer"]

_log = logging.getLogger(__name__)

#: Maximum bytes of waiting rows, over all requests.
_WAITING_BYTES = 64 * 1024 * 1024
#: Seconds between checks for spools left by other processes, and the maximum between attempts to reach the database.
_LOOK = 5.0
_RETRY = 1.0
#: Seconds before an outage with the same cause is logged again.
_SAY = 60.0
#: Requests released together return one after another. While commits are slow, the next one waits for them, for this
#: share of the last commit's duration, with a minimum and a maximum in seconds. A lone request is not delayed.
_SHARE = 0.25
_SHORTEST, _LONGEST = 0.0005, 0.01


class StoreUnavailableError(Exception):
    """Neither the database nor the spool could store the rows; nothing may be claimed about them."""


class StoreBusyError(Exception):
    """So many rows are waiting that no more are accepted."""


class Writer:
    """Stores rows; :meth:`start` and :meth:`stop` belong to the event loop whose requests wait."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        self._line = Line()
        self._arriving: list[Waiting] = []
        self._waiting_bytes = 0
        self._thread = Supervised("predictions", self._run, longest=1.0)
        self._prober = Supervised("database", self._probe, longest=1.0)
        self._connection: Connection | None = None
        self._own: Spool | None = None
        self._left: list[Spool] = []
        self._running = True
        self._patience = 0.0
        #: The database was in use before, so it is never created anew.
        self._known = False
        self._reached = threading.Event()
        self._online = threading.Event()
        self._away = threading.Event()
        self._backoff = Backoff(0.05, _RETRY)
        self._chores = Work("replay")
        self._chores_from = 0.0
        self._said: tuple[str, float] = ("", 0.0)
        self._keeps = True
        self._committed = self._adopted = float("-inf")

    @property
    def online(self) -> bool:
        """Whether rows go straight to the database."""
        return self._online.is_set()

    @property
    def is_well(self) -> bool:
        """Whether rows are stored, in the database or the spool: the thread runs, and the last attempt succeeded."""
        return self._thread.is_well and self._keeps

    @property
    def work(self) -> dict[str, bool]:
        """The writer's background tasks, and whether each works."""
        return {
            "predictions": self.is_well,
            "database": self._prober.is_well,
            "replay": self._chores.is_well,
        }

    @property
    def committed(self) -> float:
        """When the database last accepted a group, on the monotonic clock."""
        return self._committed

    async def start(self, patience: float = 3.0) -> None:
        """Start; waits up to ``patience`` seconds for the database."""
        self._loop = asyncio.get_running_loop()
        self._away.set()
        self._prober.start()
        self._thread.start()
        await asyncio.to_thread(self._online.wait, patience)

    def store(self, rows: Sequence[Row], weight: int | None = None) -> asyncio.Future[None]:
        """A future that is done when every row is stored; it fails with :class:`StoreUnavailableError`. ``weight`` is
        the rows' :func:`weigh`. Raises :class:`StoreBusyError`, and :class:`RowTooLargeError`."""
        total = weigh(rows) if weight is None else weight
        if self._waiting_bytes and self._waiting_bytes + total > _WAITING_BYTES:
            raise StoreBusyError
        future = self._loop.create_future()
        if not self._arriving:
            self._loop.call_soon(self._hand_over)
        self._arriving.append(Waiting(rows, total, future))
        self._waiting_bytes += total
        return future

    def _hand_over(self) -> None:
        self._line.put(self._arriving)
        self._arriving = []

    def stop(self) -> None:
        """Store the waiting rows and stop."""
        self._line.call(self._end)
        self._thread.join()
        self._prober.stop()
        self._away.set()

    def _end(self) -> None:
        self._running = False
        self._thread.stop()

    # Called in the storing thread.

    def _run(self) -> None:
        while self._running or not self._line.is_empty:
            self._thread.well()
            group = self._take()
            if group:
                self._keep(group)
            if time.monotonic() >= self._chores_from:
                self._do_chores(not group)
        self._close()

    def _do_chores(self, idle: bool) -> None:
        """Replay, or look for files to replay. Errors here do not hold up waiting requests."""
        try:
            if not self.online and self._reached.is_set():
                self._replay()
            elif self.online and idle:
                self._adopt()
            self._chores.well()
        except Exception as problem:
            self._chores_from = time.monotonic() + self._chores.failed(problem)

    def _take(self) -> list[Waiting]:
        """The waiting requests; empty after a while, or immediately while there are lines to replay."""
        now = time.monotonic()
        if self._reached.is_set() and not self.online and now >= self._chores_from:
            return self._line.take(0)
        pause = min(_LOOK, max(self._chores_from - now, 0.05)) if now < self._chores_from else _LOOK
        return self._line.take(pause, min(self._patience, _LONGEST) if self._patience >= _SHORTEST else 0.0)

    def _keep(self, group: list[Waiting]) -> None:
        begin = time.monotonic()
        rows = [row for waiting in group for row in waiting.rows]
        error: StoreUnavailableError | None = None
        try:
            left = self._stored(rows) if self.online else rows
            if left:
                self._spool(left)
            self._keeps = True
        except Exception as problem:
            if self._keeps:
                _log.error(
                    "a prediction could not be stored anywhere", extra={"cause": type(problem).__name__}
                )
            self._keeps = False
            self._lose(problem)
            error = StoreUnavailableError()
        self._patience = (time.monotonic() - begin) * _SHARE if len(group) > 1 else 0.0
        self._loop.call_soon_threadsafe(self._release, group, error)

    def _stored(self, rows: list[Row]) -> list[Row]:
        """Store rows, piece by piece; returns those left over when the database is unavailable."""
        done = 0
        for piece in pieces(rows):
            if not self._insert(piece):
                return rows[done:]
            done += len(piece)
        return []

    def _spool(self, rows: Sequence[Row]) -> None:
        if self._own is not None and self._own.is_gone:
            # Its rows can be read for as long as this process lives.
            self._left.append(self._own)
            self._own = None
        self._own = self._own or Spool.create(self._folder)
        self._own.append(rows)

    def _insert(self, rows: Sequence[Row]) -> bool:
        """Store rows, and set aside those that the database rejects individually; False if it is unavailable or reports
        that it cannot store them."""
        try:
            self._commit(rows)
        except Exception as problem:
            self._disconnect()
            if not is_about_the_data(problem):
                self._lose(problem)
                return False
            cause = cause_of(problem)
        else:
            return True
        if len(rows) == 1:
            try:
                aside.keep_bytes(self._folder, "row", line_of(rows[0]), cause)
            except OSError as problem:
                self._lose(problem)
                return False
            return True
        half = len(rows) // 2
        return self._insert(rows[:half]) and self._insert(rows[half:])

    def _commit(self, rows: Sequence[Row]) -> None:
        connection = self._connection or self._connect()
        insert(connection, rows)
        connection.commit()
        if is_replaced(connection):
            raise ConnectionError
        self._committed = time.monotonic()

    def _lose(self, problem: Exception) -> None:
        """Note that the database is unavailable."""
        self._say("predictions are not reaching the database", problem)
        self._online.clear()
        self._reached.clear()
        self._away.set()

    def _say(self, event: str, problem: Exception) -> None:
        """Log once for each cause, and repeat occasionally."""
        cause, now = cause_of(problem), time.monotonic()
        if self.online or cause != self._said[0] or now - self._said[1] > _SAY:
            self._said = (cause, now)
            _log.error(event, extra={"cause": cause})

    def _connect(self) -> Connection:
        self._connection = self._engine.connect()
        if self._connection.dialect.name == "postgresql":
            # Each group is a single statement: its own transaction, in one round trip.
            self._connection = self._connection.execution_options(isolation_level="AUTOCOMMIT")
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            with suppress(Exception):
                connection.invalidate()
                connection.close()

    def _replay(self) -> None:
        """Store a piece of the spooled rows, oldest first; when none are left, use the database again."""
        if time.monotonic() - self._adopted > 1:
            self._adopt()
        spools = [*self._left, *([self._own] if self._own else [])]
        for spool in spools:
            try:
                rows = spool.peek(GROUP, GROUP_BYTES)
            except OSError as problem:
                if spool is self._own or problem.errno is None:
                    raise
                spool.set_aside(type(problem).__name__)
                self._left.remove(spool)
                return
            if rows:
                wanted = self._remembered(rows)
                if wanted is not None and self._insert(wanted):
                    spool.advance()
                return
            self._drop(spool)
        self._backoff.well()
        self._known = self._keeps = True
        self._said = ("", 0.0)
        self._online.set()
        _log.info("predictions go to the database")

    def _remembered(self, rows: list[Row]) -> list[Row] | None:
        """Spooled rows without those of patients who were forgotten meanwhile; None if the database is unavailable."""
        try:
            wanted = forgotten.without(self._connection or self._connect(), rows)
        except Exception as problem:
            self._disconnect()
            self._lose(problem)
            return None
        if len(wanted) < len(rows):
            _log.warning(
                "predictions of forgotten patients are not stored", extra={"rows": len(rows) - len(wanted)}
            )
        return wanted

    def _adopt(self) -> None:
        """Take over the spools of dead processes."""
        self._adopted = time.monotonic()
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
        self._left, self._own = [], None
        self._disconnect()

    # Called in the probing thread, because an attempt to reach the database may take seconds.

    def _probe(self) -> None:
        while True:
            self._away.wait()
            if not self._running:
                return
            time.sleep(self._backoff.failed())
            if self._reach():
                self._away.clear()
                self._prober.well()
                self._line.call(self._reached.set)
            elif not self._keeps:
                self._keeps = self._can_spool()

    def _reach(self) -> bool:
        try:
            if self._known:
                mend(self._engine)
            else:
                upgrade(self._engine)
            probe.try_out(self._engine)
            return True
        except Exception as problem:
            self._say("the database is away", problem)
            return False

    def _can_spool(self) -> bool:
        """Whether the disk has space again."""
        file = self._folder / ".room"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
            try:
                content = b" " * ROW_BYTES
                if os.write(handle, content) < len(content):
                    return False
                os.fsync(handle)
            finally:
                os.close(handle)
                file.unlink(missing_ok=True)
            return True
        except OSError:
            return False

    # Called in the event loop.

    def _release(self, group: list[Waiting], error: Exception | None) -> None:
        for _, bytes_, future in group:
            self._waiting_bytes -= bytes_
            if not future.done():
                if error is None:
                    future.set_result(None)
                else:
                    future.set_exception(error)
