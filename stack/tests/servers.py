"""The API as a process that can be killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

import httpx


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class ApiProcess:
    """`diabetes-stack api` with its own data folder."""

    def __init__(self, folder, **environment):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "api.log"
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "API_PORT": str(self.port),
            "DIABETES_DATA_DIR": str(folder / "data"),
            **environment,
        }
        self.start()

    def start(self):
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "diabetes_stack", "api"],
                env=self.environment, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        for _ in range(300):
            try:
                if httpx.get(f"{self.url}/ready", timeout=2).status_code == 200:
                    return
            except httpx.HTTPError:
                assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        # The server hands the signal on once it has ended its work.
        assert self.process.wait(30) in (0, -signal.SIGTERM), self.log.read_text()
