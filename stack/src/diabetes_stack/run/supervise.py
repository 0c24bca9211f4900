"""Runs several services in the foreground and stops them all."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

from .services import Spec, environment

__all__ = ["ServiceFailedError", "Supervisor", "stop_signals"]

_STOP_SECONDS = 15.0
_LOOK_EVERY = 0.2


class ServiceFailedError(RuntimeError):
    """A service failed to start, did not become ready, or exited by itself."""


class Supervisor:
    """The processes of several services. ``say`` receives every line worth showing."""

    def __init__(self, specs: Sequence[Spec], say: Callable[[str], None]) -> None:
        self._specs = list(specs)
        self._say = say
        self._running: list[tuple[Spec, subprocess.Popen[str]]] = []
        self._readers: list[threading.Thread] = []

    def __enter__(self) -> Supervisor:
        taken = [spec for spec in self._specs if _taken(spec.address)]
        if taken:
            ports = ", ".join(f"{spec.address} ({spec.port_variable} moves {spec.name})" for spec in taken)
            raise ServiceFailedError(f"something already listens on {ports}")
        try:
            for spec in self._specs:
                self._start(spec)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _start(self, spec: Spec) -> None:
        try:
            # In a new session, Ctrl-C only reaches this process, which then stops the others in order.
            process = subprocess.Popen(
                spec.command,
                env=environment(spec),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,
            )
        except OSError as error:
            raise ServiceFailedError(f"{spec.name} cannot be started: {error}") from error
        self._running.append((spec, process))
        reader = threading.Thread(target=self._read, args=(spec, process), daemon=True)
        reader.start()
        self._readers.append(reader)

    def _read(self, spec: Spec, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            # Keep reading even if our own output fails: a service blocks when its pipe is full.
            with contextlib.suppress(OSError, ValueError):
                self._say(f"{spec.name:9} | {line.rstrip()}")

    def wait_ready(self, seconds: float, stopped: threading.Event) -> bool:
        """Wait until every service responds; False when asked to stop before that."""
        begin = time.monotonic()
        waiting = list(self._specs)
        while waiting:
            self._check_alive()
            for spec in [spec for spec in waiting if _answers(spec.address + spec.ready_path)]:
                waiting.remove(spec)
                self._say(f"{spec.name:9} ready at {spec.address} after {time.monotonic() - begin:.1f} s")
            if waiting and time.monotonic() - begin > seconds:
                names = " and ".join(spec.name for spec in waiting)
                raise ServiceFailedError(f"{names} did not answer within {seconds:.0f} s")
            if stopped.wait(_LOOK_EVERY):
                return False
        return True

    def watch(self, stopped: threading.Event) -> None:
        """Return when asked to stop; raise when a service exits by itself."""
        while not stopped.wait(_LOOK_EVERY):
            self._check_alive()

    def _check_alive(self) -> None:
        for spec, process in self._running:
            if process.poll() is not None:
                raise ServiceFailedError(f"{spec.name} ended by itself with status {process.returncode}")

    def stop(self) -> None:
        """Ask all services to stop, last started first; kill those that do not."""
        for _, process in reversed(self._running):
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        for spec, process in reversed(self._running):
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self._say(f"{spec.name:9} did not stop within {_STOP_SECONDS:.0f} s and was killed")
            # This also covers processes that a service started and left behind.
            _signal(process, signal.SIGKILL)
            process.wait()
        for reader in self._readers:
            reader.join(1)
        self._running.clear()


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """An event that is set by SIGINT and SIGTERM while the block runs."""
    stopped = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stopped.set()) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _signal(process: subprocess.Popen[str], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _taken(address: str) -> bool:
    place = urlsplit(address)
    with socket.socket(socket.AF_INET6 if ":" in (place.hostname or "") else socket.AF_INET) as probe:
        probe.settimeout(1)
        return probe.connect_ex((place.hostname or "127.0.0.1", place.port or 80)) == 0


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
