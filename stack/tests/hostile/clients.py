"""Clients of the API that behave badly, a process of their own: ``python clients.py PORT SECONDS [SORT ...]``.

Ten of each sort, on raw sockets; each does it again and again until the time is over, and prints how often at last.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine

from diabetes_stack.example import EXAMPLE

OF_EACH = 10
RECORD = json.dumps(EXAMPLE).encode()
#: Between two tries of a client, and the longest wait for an answer that is looked at.
PAUSE, PATIENCE = 0.1, 5.0
#: Longer than the service bears.
LONG = 30.0
WIDE = b",".join(b"c%d" % number for number in range(20_000)) + b"\n" + b"1," * 19_999 + b"1\n"

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@contextlib.asynccontextmanager
async def connected(port: int) -> AsyncIterator[Streams]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


def request(path: str, length: int, kind: str = "application/json") -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n".encode()


async def send(port: int, head: bytes, *pieces: bytes) -> None:
    """A whole request, and a look at the answer."""
    async with connected(port) as (reader, writer):
        for piece in (head, *pieces):
            writer.write(piece)
            await asyncio.wait_for(writer.drain(), PATIENCE)
        await asyncio.wait_for(reader.read(65536), PATIENCE)


async def huge_record(port: int) -> None:
    """60 MB of one number."""
    zeros = b"0" * 1_000_000
    await send(port, request("/predict", 60_000_008), b'{"edad":', *[zeros] * 60)


async def nested_record(port: int) -> None:
    """20 MB of lists in an unknown field."""
    lists = b"[]," * 333_333
    await send(port, request("/predict", 20_000_000), b'{"x":[', *[lists] * 20)


async def wide_csv(port: int) -> None:
    """20,000 unknown columns."""
    await send(port, request("/predict/batch", len(WIDE), "text/csv"), WIDE)


async def empty_records(port: int) -> None:
    """1.2 MB of records without a field."""
    body = b"[" + b"{}," * 400_000 + b"{}]"
    await send(port, request("/predict/batch", len(body)), body)


async def unfinished_body(port: int) -> None:
    """Half a record, and then nothing."""
    async with connected(port) as (reader, writer):
        writer.write(request("/predict", len(RECORD)) + RECORD[:50])
        await asyncio.wait_for(reader.read(65536), LONG)


async def unread_stream(port: int) -> None:
    """Thousands of answers that nobody reads."""
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    one.setblocking(False)
    try:
        loop = asyncio.get_running_loop()
        await loop.sock_connect(one, ("127.0.0.1", port))
        lines = (RECORD + b"\n") * 5_000
        await loop.sock_sendall(one, request("/predict/batch", len(lines), "application/x-ndjson") + lines)
        await asyncio.sleep(LONG)
    finally:
        one.close()


async def half_header(port: int) -> None:
    """The beginning of a request."""
    async with connected(port) as (reader, writer):
        writer.write(b"POST /predict HTTP/1.1\r\nHost: x\r\nX-A: ")
        await asyncio.wait_for(reader.read(65536), LONG)


async def huge_headers(port: int) -> None:
    """Headers without an end."""
    head = b"GET /health HTTP/1.1\r\nHost: x\r\n"
    await send(port, head, *[b"X-A: " + b"a" * 100_000 + b"\r\n"] * 90)


SORTS: dict[str, Callable[[int], Coroutine[None, None, None]]] = {
    one.__name__: one
    for one in (
        huge_record,
        nested_record,
        wide_csv,
        empty_records,
        unfinished_body,
        unread_stream,
        half_header,
        huge_headers,
    )
}


async def behave(sort: str, port: int, tries: Counter[str], end: float) -> None:
    while asyncio.get_running_loop().time() < end:
        tries[sort] += 1
        with contextlib.suppress(OSError, asyncio.TimeoutError):
            await SORTS[sort](port)
        await asyncio.sleep(PAUSE)


async def main(port: int, seconds: float, sorts: list[str]) -> None:
    tries: Counter[str] = Counter()
    end = asyncio.get_running_loop().time() + seconds
    clients = [asyncio.create_task(behave(sort, port, tries, end)) for sort in sorts for _ in range(OF_EACH)]
    await asyncio.wait(clients, timeout=seconds)
    print(", ".join(f"{name} {count}" for name, count in tries.items()), flush=True)
    # Some still wait for an answer that does not come.
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:] or [*SORTS]))
