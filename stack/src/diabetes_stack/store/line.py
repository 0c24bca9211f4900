"""A queue of requests whose rows are to be stored. Small ones go first: a single patient does not wait behind files."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import NamedTuple

from .predictions import Row, size

__all__ = ["GROUP", "GROUP_BYTES", "Line", "Waiting", "pieces"]

#: Maximum number of rows per transaction, and their bytes.
GROUP = 1000
GROUP_BYTES = 4 * 1024 * 1024
#: Requests with more rows are files. Each transaction takes one file, after the small requests.
_FEW = 16


class Waiting(NamedTuple):
    """A waiting request; its future is done when the rows are stored."""

    rows: Sequence[Row]
    bytes: int
    future: asyncio.Future[None]


class Line:
    """Filled by the event loop, emptied by the storing thread."""

    def __init__(self) -> None:
        self._arrived: SimpleQueue[Sequence[Waiting] | Callable[[], None]] = SimpleQueue()
        self._few: deque[Waiting] = deque()
        self._files: deque[Waiting] = deque()

    def put(self, group: Sequence[Waiting]) -> None:
        """Add requests to the queue."""
        self._arrived.put(group)

    def call(self, function: Callable[[], None]) -> None:
        """Have the thread call this function at its next :meth:`take`."""
        self._arrived.put(function)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of what had arrived by the last :meth:`take`."""
        return not (self._few or self._files)

    def take(self, seconds: float, gather: float = 0.0) -> list[Waiting]:
        """Take a group: the earliest requests, and at most one file; empty if nothing arrives within ``seconds``. Once
        a request is waiting, others may join for another ``gather`` seconds."""
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
    """Split rows, in order, into groups limited by rows and bytes."""
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
