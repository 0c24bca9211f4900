"""Ten hostile clients of each sort, and an honest one beside them: it gets every answer, and each is stored once.

``make hostile`` runs it for HOSTILE_SECONDS and prints what it measured; ``make test`` for a moment.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from servers import ApiProcess, peak_megabytes
from sqlalchemy import create_engine, select
from sqlalchemy.engine import make_url

from diabetes_stack.example import EXAMPLE
from diabetes_stack.store.tables import predictions

SECONDS = float(os.environ.get("HOSTILE_SECONDS", "3"))
LONG = SECONDS >= 30
#: What has not ended by then hangs.
GUARD = 120
EVERY = 0.1
CLIENTS = Path(__file__).with_name("clients.py")


class Honest:
    """Posts one record every 100 ms, whether the one before was answered or not."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.answered: list[str] = []
        self.seconds: list[float] = []
        self.refused: list[bytes] = []

    async def run(self, seconds: float) -> None:
        begin = time.monotonic()
        asked = []
        while (passed := time.monotonic() - begin) < seconds:
            asked.append(asyncio.create_task(self.ask(len(asked))))
            await asyncio.sleep(EVERY - passed % EVERY)
        await asyncio.wait_for(asyncio.gather(*asked), GUARD)

    async def ask(self, number: int) -> None:
        body = json.dumps({**EXAMPLE, "edad": 20 + number % 90}).encode()
        head = (
            "POST /predict HTTP/1.1\r\nHost: x\r\nX-Patient-Reference: honest\r\nContent-Type: application/json\r\n"
            f"Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        begin = time.monotonic()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(head.encode() + body)
        answer = await reader.read()
        self.seconds.append(time.monotonic() - begin)
        writer.close()
        if answer.startswith(b"HTTP/1.1 200"):
            self.answered.append(json.loads(answer.partition(b"\r\n\r\n")[2])["prediction_id"])
        else:
            self.refused.append(answer)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_honest_client_beside_hostile_ones(kind, request, tmp_path, capsys):
    database = (
        f"sqlite:///{tmp_path / 'test.db'}" if kind == "sqlite" else request.getfixturevalue("database_of")()
    )
    api = ApiProcess(tmp_path, DATABASE_URL=database, LOG_LEVEL="WARNING")
    before = _rate(api.port) if LONG else None
    # They are at it longer than the honest one: the service is told to stop in the midst of them.
    hostile = subprocess.Popen(
        [sys.executable, str(CLIENTS), str(api.port), str(SECONDS + (30 if LONG else 6))],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        honest = Honest(api.port)
        asyncio.run(honest.run(SECONDS))
        assert honest.refused == []
        assert len(set(honest.answered)) == len(honest.seconds)
        assert _rows(database, len(honest.answered)) == sorted(honest.answered)
        memory = peak_megabytes(api.process.pid)
        begin = time.monotonic()
        api.process.terminate()
        status = api.process.wait(GUARD)
        stopped = time.monotonic() - begin
    finally:
        api.kill()
        try:
            tries = hostile.communicate(timeout=GUARD)[0].strip()
        finally:
            hostile.kill()
    api.start()
    # A start takes nothing away and adds nothing.
    assert _rows(database, len(honest.answered)) == sorted(honest.answered)
    after = _rate(api.port) if LONG else None
    api.stop()
    if LONG:
        ordered = sorted(honest.seconds)
        with capsys.disabled():
            print(
                f"\n{kind}, {SECONDS:.0f} s of {tries}\n"
                f"  honest answers {len(ordered)}: median {statistics.median(ordered) * 1000:.0f} ms,"
                f" 99 % {ordered[int(0.99 * len(ordered))] * 1000:.0f} ms, longest {ordered[-1] * 1000:.0f} ms\n"
                f"  peak memory {memory:.0f} MB, stopped after {stopped:.1f} s with status {status}\n"
                f"  rate before {before:.0f}, after {after:.0f} a second; stored once each: yes"
            )


def _rows(database: str, expected: int) -> list[str]:
    """The numbers of the honest client's rows. What went to the spool comes later."""
    url = make_url(database)
    engine = create_engine(
        url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url
    )
    begin = time.monotonic()
    while True:
        with engine.connect() as connection:
            found = connection.execute(select(predictions.c.id).where(predictions.c.patient.is_not(None)))
            rows = sorted(row.id for row in found)
        if len(rows) >= expected or time.monotonic() - begin > GUARD:
            engine.dispose()
            return rows
        time.sleep(0.2)


def _rate(port: int, seconds: float = 3.0, connections: int = 16) -> float:
    """Answers a second to clients that ask again as soon as they are answered."""
    body = json.dumps(EXAMPLE).encode()
    head = f"POST /predict HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    answered = 0

    async def ask(end: float) -> None:
        nonlocal answered
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.monotonic() < end:
            writer.write(head.encode() + body)
            lines = (await reader.readuntil(b"\r\n\r\n")).lower()
            await reader.readexactly(int(lines.partition(b"content-length: ")[2].partition(b"\r\n")[0]))
            answered += 1
        writer.close()

    async def all_of_them() -> None:
        end = time.monotonic() + seconds
        await asyncio.gather(*(ask(end) for _ in range(connections)))

    asyncio.run(all_of_them())
    return answered / seconds
