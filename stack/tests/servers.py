"""The API as a process that can be killed, and all services as `up` runs them."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from diabetes_stack.dashboard.run import command
from diabetes_stack.settings import Settings

#: Below those that the system gives to whoever asks for any: nobody takes one between here and the server's start.
_PORTS = range(12_000, 32_000)


def free_port() -> int:
    while True:
        port = random.choice(_PORTS)
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def peak_megabytes(process):
    """The most memory that a process ever held; NaN where that is not known."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return float("nan")
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


class ApiProcess:
    """`diabetes-stack api` with its own data folder."""

    def __init__(self, folder, *, waits=True, **environment):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "api.log"
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "API_PORT": str(self.port),
            "DIABETES_DATA_DIR": str(folder / "data"),
            **environment,
        }
        self.launch()
        if waits:
            self.wait()

    def start(self, ready=200):
        """Waits until /ready answers with this status."""
        self.launch()
        self.wait(ready)

    def launch(self):
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "diabetes_stack", "api"],
                env=self.environment, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def wait(self, ready=200):
        for _ in range(1_200):
            try:
                if httpx.get(f"{self.url}/ready", timeout=60).status_code == ready:
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
        assert self.process.wait(120) in (0, -signal.SIGTERM), self.log.read_text()


class DashboardProcess:
    """The dashboard as it is started in service, with its own data folder; the library answers unless the environment
    names an API."""

    def __init__(self, folder: Path, *, waits: bool = True, **named: str) -> None:
        port = free_port()
        self.folder = folder
        self.url = f"http://127.0.0.1:{port}"
        kept = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "API_BASE_URL")
        }
        environment = {**kept, "DIABETES_DATA_DIR": str(folder / "data"), **named}
        self.log = folder / "log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command(Settings(_env_file=None), port=port),
                env=environment,
                cwd=folder,
                stdout=log,
                stderr=log,
            )
        if waits:
            self.wait()

    def wait(self) -> None:
        for _ in range(1_200):
            try:
                if httpx.get(f"{self.url}/_stcore/health", timeout=60).text == "ok":
                    return
            except httpx.HTTPError:
                assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(120)


class Up:
    """The command `up` as a process, with a log file."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.ports = [free_port() for _ in range(3)]
        self.api, self.dashboard, self.mlflow = (f"http://127.0.0.1:{port}" for port in self.ports)
        names = ("API_PORT", "STREAMLIT_SERVER_PORT", "MLFLOW_PORT")
        clean = {
            name: value
            for name, value in os.environ.items()
            if name not in ("API_BASE_URL", "MLFLOW_TRACKING_URI")
        }
        self.environment = {
            **clean,
            **{name: str(port) for name, port in zip(names, self.ports, strict=True)},
            "DATABASE_URL": database_url,
            "DIABETES_DATA_DIR": str(folder / "data"),
            "MLFLOW_ALLOWED_HOSTS": "diabetes-mlflow,mlflow.example.org",
        }
        self.log = folder / "up.log"
        self.start()

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "diabetes_stack", *arguments],
            env=self.environment, capture_output=True, text=True, timeout=900,
        )  # fmt: skip

    def start(self) -> None:
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "diabetes_stack", "up"],
                env=self.environment, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        for _ in range(3000):
            if f"API        {self.api}/docs" in self.log.read_text():
                return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.2)
        raise AssertionError(self.log.read_text())

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(300) == 0, self.log.read_text()
