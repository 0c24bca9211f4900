"""Messages of a running command, on standard error; results as text or JSON, on standard output."""

from __future__ import annotations

import errno
import json
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from .._errors import DiabetesError
from .._messages import said, said_warning
from .._printable import plain
from .._texts import Texts

T = TypeVar("T")
STREAM = "-"


class Refusal(Exception):  # noqa: N818
    """Why a command stops: a stable code, the key of its text, and what that text fills in."""

    def __init__(self, code: str, key: str, /, **parts: object) -> None:
        super().__init__(code, key, parts)
        self.code = code
        self.key = key
        self.parts = parts


class BadInput(Refusal):
    """Input or usage that a command cannot work with; exit status 2."""


class Failure(Refusal):
    """A failure despite valid input; exit status 1."""


class Console:
    """Messages, one per line, and progress: in place on a terminal, otherwise an occasional line."""

    # Seconds before progress is shown, and between progress lines that cannot be overwritten.
    PATIENCE = 1.0
    PAUSE = 10.0

    def __init__(self, word: Texts, quiet: bool, as_json: bool = False) -> None:
        self.word = word
        self.quiet = quiet
        self.as_json = as_json
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
            self._write(f"diabetes: {self.word('frame.warning')}: {text}")

    def warn_of(self, text: str) -> None:
        """Print a warning of the library."""
        self.warn(said_warning(text, self.word.locale))

    def refuse(self, code: str, text: str) -> None:
        """Print an error on one line, and as JSON where the result is JSON."""
        if self.as_json:
            self.show_json(refused(code, text))
        self.error(code, text)

    def error(self, code: str, text: str) -> None:
        """Print an error on one line."""
        line = " ".join(text.split())
        self._write(f"diabetes: {self.word('frame.failed', code=code, text=line)}")

    def told(self, error: Exception) -> str:
        """An error in the language of the command."""
        if isinstance(error, Refusal):
            parts = {name: self._told_part(name, part) for name, part in error.parts.items()}
            return self.word(f"error.{error.key}", **parts)
        if isinstance(error, DiabetesError):
            return said(str(error), self.word.locale, error.code)
        if isinstance(error, OSError):
            name = f": {error.filename}" if error.filename else ""
            return f"{self._told_fault(error)}{name}"
        return str(error)

    def name(self, path: str, stream: str = "input") -> str:
        """A path, or the name of the stream that it stands for."""
        return self.word(f"stream.{stream}") if path == STREAM else path

    def show(self, line: str) -> None:
        """Print a line of the result."""
        # The terminal's encoding may lack some characters.
        encoding = sys.stdout.encoding or "utf-8"
        print(plain(line).encode(encoding, "replace").decode(encoding))

    def show_json(self, value: Any) -> None:
        """Print a result for a program."""
        encoding = sys.stdout.encoding or "utf-8"
        text = json.dumps(value, ensure_ascii=False, indent=2)
        print(text.encode(encoding, "replace").decode(encoding))

    def _told_part(self, name: str, part: object) -> object:
        if name == "file":
            return self.name(str(part))
        if isinstance(part, OSError):
            return self._told_fault(part)
        return self.told(part) if isinstance(part, Exception) else part

    def _told_fault(self, error: OSError) -> str:
        code = errno.errorcode.get(error.errno or 0, "")
        return self.word.table.get(f"os.{code}") or self.word("os.other", code=code or str(error))

    def clear(self) -> None:
        """Clear the progress line from the terminal."""
        if self._shown:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")
            sys.stderr.flush()
            self._shown = ""

    def end_line(self) -> None:
        """Leave the line on which a terminal has shown that Ctrl-C was pressed."""
        self.clear()
        if self._in_place:
            sys.stderr.write("\n")
            sys.stderr.flush()

    def progress(self, text: str, since: float) -> None:
        """Show progress of a task that started at ``since``, by time.monotonic()."""
        now = time.monotonic()
        if self.quiet or now - since < self._patience or now < self._due:
            return
        text = plain(f"{text} ({self.word.numbers.fixed(now - since, 0)} s)")
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
        text = plain(text)
        # The terminal's encoding may lack some characters.
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(text.encode(encoding, "replace").decode(encoding) + "\n")
        sys.stderr.flush()


def refused(code: str, text: str) -> dict[str, Any]:
    """An error for a program."""
    return {"error": {"code": code, "message": " ".join(text.split())}}


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
