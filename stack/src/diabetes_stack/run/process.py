"""One service as a running process."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence

from ..api import handover
from .services import Spec, environment

__all__ = ["Process", "ServiceFailedError"]


class ServiceFailedError(RuntimeError):
    """A service failed to start, did not become ready, or exited by itself. The code is a key of the texts of ``up``,
    for which ``parts`` are meant."""

    def __init__(self, code: str, **parts: object) -> None:
        super().__init__(code, parts)
        self.code = code
        self.parts = parts


class Process:
    """A started service. ``say`` receives its output, line by line. With ``sockets`` it listens on them and tells when
    it is ready; otherwise it is asked over HTTP. Raises ServiceFailedError."""

    def __init__(self, spec: Spec, say: Callable[[str], None], sockets: Sequence[socket.socket] = ()) -> None:
        self.spec = spec
        self._say = say
        self._told: int | None = None
        self._has_told = False
        handed: dict[str, str] = {}
        numbers = [one.fileno() for one in sockets]
        if sockets:
            self._told, tell = os.pipe()
            handed = handover.variables(sockets, tell)
            numbers.append(tell)
        try:
            # In a new session, Ctrl-C only reaches the supervisor, which then stops the others in order.
            self._process = subprocess.Popen(
                spec.command,
                env={**environment(spec), **handed},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                pass_fds=numbers,
                text=True,
                errors="replace",
                start_new_session=True,
            )
        except OSError as error:
            raise ServiceFailedError("unstartable", name=spec.name, cause=error.strerror) from error
        finally:
            if sockets:
                os.close(tell)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def status(self) -> int | None:
        """The exit status; None while it runs."""
        return self._process.poll()

    def is_ready(self) -> bool:
        """Whether it answers."""
        if self._told is not None and not self._has_told:
            # A process that ends closes its end of the pipe without a word.
            self._has_told = bool(select.select([self._told], [], [], 0)[0] and os.read(self._told, 16))
            return False
        return _answers(self.spec.address + self.spec.ready_path)

    def check_alive(self) -> None:
        """Raises ServiceFailedError if it has ended."""
        if self.status is not None:
            raise ServiceFailedError("ended", name=self.spec.name, status=self.status)

    def ask_to_stop(self) -> None:
        """Ask it to stop, which :meth:`stop` waits for."""
        self._signal(signal.SIGTERM)

    def stop(self, deadline: float) -> bool:
        """Stop it, by force if it still runs at the deadline (of the monotonic clock); whether it stopped by itself."""
        self.ask_to_stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.1, deadline - time.monotonic()))
        stopped = self.status is not None
        # This also covers processes that a service started and left behind.
        self._signal(signal.SIGKILL)
        self._process.wait()
        self._reader.join(1)
        if self._told is not None:
            os.close(self._told)
        return stopped

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            # Keep reading even if our own output fails: a service blocks when its pipe is full.
            with contextlib.suppress(OSError, ValueError):
                self._say(f"{self.spec.name:9} | {line.rstrip()}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
