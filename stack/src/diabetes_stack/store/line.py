"""Those who wait until their rows are stored. Who brings few goes first: one patient does not wait behind files."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import NamedTuple

from .predictions import Row, size

__all__ = ["GROUP", "GROUP_BYTES", "Line", "Waiting", "pieces"]

#: Rows of a transaction, and their bytes.
GROUP = 1000
GROUP_BYTES = 4 * 1024 * 1024
#: Who brings more rows brings a file. Of files one goes with each transaction, behind the others.
_FEW = 16


class Waiting(NamedTuple):
    """Who waits: the future is done when the rows are kept."""

    rows: Sequence[Row]
    bytes: int
    future: asyncio.Future[None]


class Line:
    """Put into by the event loop, taken from by the thread that stores."""

    def __init__(self) -> None:
        self._arrived: SimpleQueue[Sequence[Waiting] | Callable[[], None]] = SimpleQueue()
        self._few: deque[Waiting] = deque()
        self._files: deque[Waiting] = deque()

    def put(self, group: Sequence[Waiting]) -> None:
        """They wait from now on."""
        self._arrived.put(group)

    def call(self, function: Callable[[], None]) -> None:
        """To be called by the thread when it takes next."""
        self._arrived.put(function)

    @property
    def is_empty(self) -> bool:
        """Whether nobody is left of those who were there at the last :meth:`take`."""
        return not (self._few or self._files)

    def take(self, seconds: float, gather: float = 0.0) -> list[Waiting]:
        """A group: those who came first, and at most one file; an empty one where nobody came for so long. Once
        somebody waits, ``gather`` more seconds are for others."""
        self._receive(seconds if self.is_empty else 0, gather)
        group: list[Waiting] = []
        count = total = 0
        while self._few and count < GROUP and total < GROUP_BYTES:
            group.append(self._few.popleft())
            count += len(group[-1].rows)
            total += group[-1].bytes
        if self._files:
            group.append(self._files.popleft())
        return group

    def _receive(self, seconds: float, gather: float) -> None:
        try:
            item = self._arrived.get(timeout=seconds) if seconds else self._arrived.get_nowait()
            if gather:
                time.sleep(gather)
            while True:
                if callable(item):
                    item()
                else:
                    for one in item:
                        (self._few if len(one.rows) <= _FEW else self._files).append(one)
                item = self._arrived.get_nowait()
        except Empty:
            return


def pieces(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Rows in their order, in groups that are cut by rows and bytes."""
    piece: list[Row] = []
    total = 0
    for row in rows:
        more = size(row)
        if piece and (len(piece) == GROUP or total + more > GROUP_BYTES):
            yield piece
            piece, total = [], 0
        piece.append(row)
        total += more
    if piece:
        yield piece
