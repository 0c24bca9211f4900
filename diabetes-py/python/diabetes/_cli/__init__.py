"""The ``diabetes`` command: data on standard output, messages on standard error, in its language."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from types import FrameType

from .._errors import DiabetesError
from .._texts import chosen, texts
from . import targets
from .console import STREAM, BadInput, Console, Failure
from .parser import parser
from .spoken import spoken

# Shells report 128 plus the signal number for a process ended by a signal.
INTERRUPTED = 130
BROKEN_PIPE = 141
TERMINATED = 143


class _Terminated(KeyboardInterrupt):
    """The system or a service asks the command to end: what it keeps is as after Ctrl-C."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 on success, 1 on failure, 2 for invalid input or usage."""
    word = texts(chosen())
    with spoken(word):
        args = parser(word).parse_args(argv)
    # The demonstration and a dialogue may be asked for in another language.
    console = Console(
        texts(getattr(args, "locale", word.locale)), args.quiet, as_json=args.json in (True, STREAM)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("always", UserWarning)
        warnings.showwarning = lambda message, *_, **__: console.warn_of(str(message))
        try:
            with _termination():
                targets.check(args)
                status: int = args.run(args, console)
                sys.stdout.flush()
        except BrokenPipeError:
            # The reader is gone. Redirect so that Python does not fail again when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return BROKEN_PIPE
        except (BadInput, DiabetesError) as error:
            console.refuse(error.code, console.told(error))
            return 2
        except Failure as error:
            console.refuse(error.code, console.told(error))
            return 1
        except OSError as error:
            console.refuse("io", console.told(error))
            return 1
        except KeyboardInterrupt as error:
            console.end_line()
            status = TERMINATED if isinstance(error, _Terminated) else INTERRUPTED
            if console.is_working:
                # The engine does not handle signals, so exit without waiting for it.
                os._exit(status)
    return status


@contextlib.contextmanager
def _termination() -> Iterator[None]:
    """SIGTERM ends the command as Ctrl-C does, unless the program that calls it has its own way."""
    is_ours = threading.current_thread() is threading.main_thread()
    if not is_ours or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end(number: int, frame: FrameType | None) -> None:
    raise _Terminated
