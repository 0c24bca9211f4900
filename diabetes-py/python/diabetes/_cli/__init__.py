"""The command ``diabetes``: data on standard output, messages on standard error."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Sequence

from .._errors import DiabetesError
from .console import BadInput, Console, Failure
from .parser import parser

# What shells give for a process that a signal ended: 128 and its number.
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. The status is 0 when it did its work, 1 when it could not, 2 for bad input or usage."""
    args = parser().parse_args(argv)
    console = Console(quiet=args.quiet)
    with warnings.catch_warnings():
        warnings.simplefilter("always", UserWarning)
        warnings.showwarning = lambda message, *_, **__: console.warn(str(message))
        try:
            status: int = args.run(args, console)
            sys.stdout.flush()
        except BrokenPipeError:
            # Nobody reads any more. Python would complain once more when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return BROKEN_PIPE
        except (BadInput, DiabetesError) as error:
            console.error(error.code, str(error))
            return 2
        except Failure as error:
            console.error(error.code, str(error))
            return 1
        except OSError as error:
            console.error("io", str(error))
            return 1
        except KeyboardInterrupt:
            console.clear()
            if console.is_working:
                # The engine does not look at signals, and nobody wants to wait for its end.
                os._exit(INTERRUPTED)
            return INTERRUPTED
    return status
