"""Whether the database takes predictions now, for those who ask: answered within a bound, whatever it does."""

from __future__ import annotations

import asyncio
import time

from sqlalchemy import Engine
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from ..store import probe
from ..store.writer import Writer

__all__ = ["Database"]

#: Seconds after which one that does not answer is away.
_PATIENCE = 1.2
#: Seconds for which a group that was stored says enough.
_FRESH = 0.5


class Database:
    """Asked once at a time: who asks meanwhile gets the same answer."""

    def __init__(self, engine: Engine, writer: Writer | None) -> None:
        self._engine = engine
        self._writer = writer
        self._asked: asyncio.Task[bool] | None = None
        #: How many predictions were ever stored, as the database said last.
        self.total = 0

    async def is_there(self) -> bool:
        """Whether a prediction could be stored in it now."""
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
            # Others use them all: this says nothing.
            return writer.online
        except Exception:
            return False
