"""Runs several services in the foreground, renews them one after another, and stops them all."""

from __future__ import annotations

import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from ..api import handover
from .process import Process, ServiceFailedError
from .services import Spec

__all__ = ["STOP_SECONDS", "Signals", "Supervisor", "Tell", "signals"]

STOP_SECONDS = 15.0
_LOOK_EVERY = 0.2


class Tell(Protocol):
    """Receives what happens to the services: a key of the texts of ``up``, and its parts."""

    def __call__(self, code: str, **parts: object) -> None: ...


class Supervisor:
    """The processes of several services. ``say`` receives their output, ``tell`` what happens to them."""

    def __init__(
        self,
        specs: Sequence[Spec],
        say: Callable[[str], None],
        tell: Tell,
        stop_seconds: float = STOP_SECONDS,
    ) -> None:
        self._specs = list(specs)
        self._say = say
        self._tell = tell
        self._stop_seconds = stop_seconds
        self._running: dict[str, Process] = {}
        self._sockets: dict[str, list[socket.socket]] = {}

    def __enter__(self) -> Supervisor:
        if taken := [spec for spec in self._specs if _taken(spec.address)]:
            raise _taken_error(taken)
        try:
            for spec in self._specs:
                self._start(spec)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _start(self, spec: Spec) -> Process:
        if spec.listens_on is not None and spec.name not in self._sockets:
            try:
                self._sockets[spec.name] = handover.bind(*spec.listens_on)
            except OSError as error:
                raise _taken_error([spec]) from error
        process = Process(spec, self._say, self._sockets.get(spec.name, ()))
        self._running[spec.name] = process
        return process

    def wait_ready(self, seconds: float, stopped: threading.Event) -> bool:
        """Wait until every service responds; False when asked to stop before that."""
        return self._wait([*self._running.values()], seconds, stopped)

    def _wait(self, waiting: list[Process], seconds: float, stopped: threading.Event) -> bool:
        begin = time.monotonic()
        while waiting:
            for process in self._running.values():
                process.check_alive()
            for process in [process for process in waiting if process.is_ready()]:
                waiting.remove(process)
                spec, passed = process.spec, time.monotonic() - begin
                self._tell("ready", name=spec.name, address=spec.address, seconds=passed)
            if waiting and time.monotonic() - begin > seconds:
                names = ", ".join(process.spec.name for process in waiting)
                raise ServiceFailedError("silent", names=names, seconds=seconds)
            if stopped.wait(_LOOK_EVERY):
                return False
        return True

    def renew(self, python: str, seconds: float, stopped: threading.Event, back: bool = False) -> None:
        """Let the services of the installation with this Python follow those that run, one after another. If one does
        not become ready within ``seconds``, those of before return, and ServiceFailedError is raised.

        The API comes last, when nothing else can fail any more; on the way ``back`` it comes first.
        """
        done: list[Spec] = []
        for spec in sorted(self._specs, key=lambda spec: (spec.listens_on is not None) != back):
            before = self._running[spec.name].spec
            try:
                self._replace(spec.of(python), seconds, stopped)
            except ServiceFailedError:
                for earlier in reversed(done):
                    self._replace(earlier, seconds, stopped)
                raise
            done.append(before)
            if stopped.is_set():
                return

    def _replace(self, spec: Spec, seconds: float, stopped: threading.Event) -> None:
        old = self._running[spec.name]
        overlapping = spec.listens_on is not None
        if not overlapping:
            self._end(old)
        try:
            self._wait([self._start(spec)], seconds, stopped)
        except ServiceFailedError:
            failed = self._running[spec.name]
            if failed is not old:
                self._end(failed)
            if overlapping:
                self._running[spec.name] = old
            else:
                self._wait([self._start(old.spec)], seconds, stopped)
            raise
        if overlapping:
            self._end(old)

    def _end(self, process: Process) -> None:
        if not process.stop(time.monotonic() + self._stop_seconds):
            self._tell("killed", name=process.spec.name, seconds=self._stop_seconds)

    def look(self) -> None:
        """Raise ServiceFailedError if a service has ended by itself."""
        for process in self._running.values():
            process.check_alive()

    def watch(self, stopped: threading.Event) -> None:
        """Look again and again until asked to stop."""
        while not stopped.wait(_LOOK_EVERY):
            self.look()

    def stop(self) -> None:
        """Ask all services to stop, last started first; kill those that do not."""
        running = [*reversed(self._running.values())]
        for process in running:
            process.ask_to_stop()
        deadline = time.monotonic() + self._stop_seconds
        for process in running:
            if not process.stop(deadline):
                self._tell("killed", name=process.spec.name, seconds=self._stop_seconds)
        for one in (one for sockets in self._sockets.values() for one in sockets):
            one.close()
        self._running.clear()
        self._sockets.clear()


@dataclass(frozen=True)
class Signals:
    """What this process was asked by signals."""

    #: SIGINT, SIGTERM: stop.
    stopped: threading.Event = field(default_factory=threading.Event)
    #: SIGUSR1: renew the services.
    renewed: threading.Event = field(default_factory=threading.Event)


@contextmanager
def signals() -> Iterator[Signals]:
    """Receive signals while the block runs."""
    asked = Signals()
    events = {signal.SIGINT: asked.stopped, signal.SIGTERM: asked.stopped, signal.SIGUSR1: asked.renewed}
    before = {
        number: signal.signal(number, lambda number, _: events[signal.Signals(number)].set())
        for number in events
    }
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _taken_error(specs: Sequence[Spec]) -> ServiceFailedError:
    places = ", ".join(f"{spec.address} ({spec.port_variable})" for spec in specs)
    return ServiceFailedError("taken", places=places)


def _taken(address: str) -> bool:
    place = urlsplit(address)
    with socket.socket(socket.AF_INET6 if ":" in (place.hostname or "") else socket.AF_INET) as probe:
        probe.settimeout(1)
        return probe.connect_ex((place.hostname or "127.0.0.1", place.port or 80)) == 0
