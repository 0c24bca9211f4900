"""Output of commands: results on standard output, progress and errors on standard error."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import typer
from rich.console import Console

__all__ = ["Failure", "errors_said", "say", "table", "warn", "working"]

#: Seconds between two progress lines.
_PAUSE = 10.0
_stderr = Console(stderr=True, highlight=False, markup=False)


class Failure(Exception):  # noqa: N818
    """A problem that the user can fix; the text explains how."""


@contextlib.contextmanager
def errors_said(*kinds: type[Exception]) -> Iterator[None]:
    """Report errors of these types in one line and exit with status 1."""
    said: tuple[type[Exception], ...] = (Failure, *kinds)
    try:
        yield
    except said as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error


def say(text: str = "") -> None:
    """Print a line of the result."""
    typer.echo(text)


def warn(text: str) -> None:
    """Print a warning."""
    typer.echo(f"warning: {text}", err=True)


@contextlib.contextmanager
def working(text: str) -> Iterator[Callable[[int, int], None]]:
    """Show that work is in progress and how long it took; yields a callback that takes the amount done and the total.

    Updates in place on a terminal, otherwise prints an occasional line.
    """
    began = said = time.monotonic()
    status = _stderr.status(f"{text} ...") if sys.stderr.isatty() else None

    def progress(done: int, all_: int) -> None:
        nonlocal said
        now = time.monotonic()
        if status is not None:
            status.update(f"{text} ... {done:,} of {all_:,}")
        elif now - said > _PAUSE:
            said = now
            typer.echo(f"{text} ... {done:,} of {all_:,} ({now - began:.0f} s)", err=True)

    with status or contextlib.nullcontext():
        yield progress
    typer.echo(f"{text}: {time.monotonic() - began:.1f} s", err=True)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print columns of text: the first left-aligned, the others right-aligned."""
    lines = [header, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    for line in lines:
        cells = [
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        say("  ".join(cells).rstrip())
