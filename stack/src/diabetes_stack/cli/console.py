"""Input and output of commands. Results go to standard output, as a table for a person or JSON for a program; progress
and errors go to standard error.

Exit status: 0 for success, 1 if something was found or failed, 2 for wrong usage.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn

import diabetes
import typer
from rich.console import Console

from ..refusals import Refusal
from .texts import word
from .texts.library import spanish

__all__ = [
    "DRY_RUN", "JSON", "YES", "Failure", "confirm", "errors_said", "fail", "library_said", "say", "say_json", "table",
    "warn", "working",
]  # fmt: skip

#: Seconds between two progress lines.
_PAUSE = 10.0
_stderr = Console(stderr=True, highlight=False, markup=False)

_as_json = False


def _asked_for_json(as_json: bool) -> bool:
    """Note whether the result, and an error too, is to be JSON."""
    global _as_json
    _as_json = as_json
    return as_json


#: The options that commands share.
JSON = typer.Option(False, "--json", help=word("json"), callback=_asked_for_json, is_eager=True)
DRY_RUN = typer.Option(False, "--dry-run", help=word("dry_run"))
YES = typer.Option(False, "--yes", "-y", help=word("yes"))


class Failure(Exception):  # noqa: N818
    """A problem that the user can fix; the text explains how."""


@contextlib.contextmanager
def errors_said(*kinds: type[Exception]) -> Iterator[None]:
    """Report errors of these types in one line, with ``--json`` also as JSON, and exit with status 1. A refusal is said
    in the language of the process, and the JSON has its code and evidence."""
    said: tuple[type[Exception], ...] = (Failure, *kinds)
    try:
        yield
    except said as error:
        if isinstance(error, Refusal):
            fail(error.said(word.locale), code=error.code, **error.evidence)
        if isinstance(error, diabetes.DiabetesError):
            fail(library_said(error.code, str(error)), code=error.code)
        fail(str(error))


def library_said(code: str, text: str) -> str:
    """What the library says in English, in the language of the process."""
    return spanish(code, text) if word.locale == "es" else text


def fail(text: str, status: int = 1, **detail: Any) -> NoReturn:
    """Report an error and exit. With ``--json`` it is also the result, as ``error``, with the values of ``detail``."""
    if _as_json:
        say_json({"error": text, **detail})
    typer.echo(word("error", text=text), err=True)
    raise typer.Exit(status)


def confirm(question: str, yes: bool) -> None:
    """Ask before something that cannot be undone. Without a terminal nobody is asked, and ``--yes`` is needed."""
    if yes:
        return
    if not sys.stdin.isatty():
        fail(word("unattended"), 2)
    answer = typer.prompt(
        f"{question} [{word('yes_or_no')}]", default="", show_default=False, err=True, prompt_suffix=" "
    )
    if answer.strip().lower() not in word("answers_yes").split():
        raise typer.Abort


def say(text: str = "") -> None:
    """Print a line of the result."""
    typer.echo(text)


def say_json(result: Any) -> None:
    """Print the result as JSON."""
    typer.echo(json.dumps(result, ensure_ascii=False, indent=2, default=str))


def warn(text: str) -> None:
    """Print a warning."""
    typer.echo(word("warning", text=text), err=True)


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
            status.update(f"{text} ... {done:,} / {all_:,}")
        elif now - said > _PAUSE:
            said = now
            typer.echo(f"{text} ... {done:,} / {all_:,} ({now - began:.0f} s)", err=True)

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
