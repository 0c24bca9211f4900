"""Messages of a running command, on standard error."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from .._printable import printable

T = TypeVar("T")


class BadInput(Exception):  # noqa: N818
    """Input or usage that a command cannot work with; exit status 2."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Failure(Exception):  # noqa: N818
    """A failure despite valid input; exit status 1."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Console:
    """Messages, one per line, and progress: in place on a terminal, otherwise an occasional line."""

    # Seconds before progress is shown, and between progress lines that cannot be overwritten.
    PATIENCE = 1.0
    PAUSE = 10.0

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.is_working = False
        self._in_place = sys.stderr.isatty()
        self._patience = self.PATIENCE if self._in_place else self.PAUSE
        self._shown = ""
        self._due = 0.0
        self._warned: set[str] = set()

    def say(self, text: str = "") -> None:
        """Print a message unless --quiet is set."""
        if not self.quiet:
            self._write(text)

    def warn(self, text: str) -> None:
        """Print a warning, once."""
        if text not in self._warned:
            self._warned.add(text)
            self._write(f"diabetes: warning: {text}")

    def error(self, code: str, text: str) -> None:
        """Print an error on one line."""
        self._write(f"diabetes: error: {code}: {' '.join(text.split())}")

    def clear(self) -> None:
        """Clear the progress line from the terminal."""
        if self._shown:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")
            sys.stderr.flush()
            self._shown = ""

    def progress(self, text: str, since: float) -> None:
        """Show progress of a task that started at ``since``, by time.monotonic()."""
        now = time.monotonic()
        if self.quiet or now - since < self._patience or now < self._due:
            return
        text = printable(f"{text} ({now - since:.0f} s)")
        if self._in_place:
            self._due = now + 0.2
            sys.stderr.write("\r" + text.ljust(len(self._shown)))
            sys.stderr.flush()
            self._shown = text
        else:
            self._due = now + self.PAUSE
            self._write(text)

    def work(self, text: str, task: Callable[[], T]) -> T:
        """Run a task that reports nothing until it ends; return its result. Ctrl-C does not wait for it."""
        outcome: _Outcome[T] = _Outcome(task)
        thread = threading.Thread(target=outcome.run, daemon=True)
        since = time.monotonic()
        self.is_working = True
        thread.start()
        while thread.is_alive():
            thread.join(0.1)
            self.progress(f"{text} ...", since)
        self.is_working = False
        self.clear()
        return outcome.get()

    def _write(self, text: str) -> None:
        self.clear()
        text = printable(text)
        # The terminal's encoding may lack some characters.
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(text.encode(encoding, "replace").decode(encoding) + "\n")
        sys.stderr.flush()


class _Outcome(Generic[T]):
    """The outcome of a task: its result or its exception."""

    def __init__(self, task: Callable[[], T]) -> None:
        self._task = task
        self._results: list[T] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._results.append(self._task())
        except BaseException as error:
            self._error = error

    def get(self) -> T:
        if self._error is not None:
            raise self._error
        return self._results[0]
