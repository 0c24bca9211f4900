"""Checks whether the database accepts predictions now; the check always answers within a time limit."""

from __future__ import annotations

import asyncio
import time

from sqlalchemy import Engine
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from ..store import probe
from ..store.writer import Writer

__all__ = ["Database"]

#: Seconds without an answer after which the database counts as unavailable.
_PATIENCE = 1.2
#: A group stored within this many seconds is sufficient proof.
_FRESH = 0.5


class Database:
    """Runs one check at a time; concurrent callers share its result."""

    def __init__(self, engine: Engine, writer: Writer | None) -> None:
        self._engine = engine
        self._writer = writer
        self._asked: asyncio.Task[bool] | None = None
        #: How many predictions were ever stored, as last reported by the database.
        self.total = 0

    async def is_there(self) -> bool:
        """Whether the database could store a prediction now."""
        if self._writer is None or not self._writer.online:
            return False
        if self._asked is None or self._asked.done():
            self._asked = asyncio.ensure_future(asyncio.to_thread(self._look, self._writer))
        done, _ = await asyncio.wait({self._asked}, timeout=_PATIENCE)
        return bool(done) and self._writer.online and next(iter(done)).result()

    def _look(self, writer: Writer) -> bool:
        thoroughly = time.monotonic() - writer.committed > _FRESH
        try:
            self.total = probe.look(self._engine, thoroughly)
            return True
        except NoConnectionFree:
            # All connections are in use, which proves nothing.
            return writer.online
        except Exception:
            return False
