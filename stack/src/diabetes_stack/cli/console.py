"""Input and output of commands. Results go to standard output, as a table for a person or JSON for a program; progress
and errors go to standard error.

Exit status: 0 for success, 1 if something was found or failed, 2 for wrong usage.
"""

from __future__ import annotations

import contextlib
import json
import math
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn

import diabetes
import typer
from rich.console import Console

from ..refusals import Refusal
from .frame import UsageError
from .texts import word
from .texts.library import spanish
from .texts.outside import in_spanish

__all__ = [
    "DRY_RUN", "JSON", "YES", "Failure", "choose", "confirm", "errors_said", "fail", "failures_said", "library_said",
    "outside_said", "say", "say_json", "table", "warn", "working",
]  # fmt: skip

#: Seconds between two progress lines.
_PAUSE = 10.0
_stderr = Console(stderr=True, highlight=False, markup=False)


_as_json = False
#: Whether a result was printed as JSON.
_is_said = False


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
        if isinstance(error, OSError) and error.strerror:
            fail(": ".join(str(part) for part in (error.filename, error.strerror) if part))
        fail(str(error))


@contextlib.contextmanager
def failures_said(args: Sequence[str] | None = None) -> Iterator[None]:
    """With ``--json``, also say as JSON that the command line is wrong, that the command was interrupted, or that it
    failed in a way that no command expects; standard error says it for a person. ``args`` are those of a new command
    line."""
    global _as_json, _is_said
    if args is not None:
        _as_json, _is_said = "--json" in args, False
    try:
        yield
    except typer.Exit:
        raise
    except (KeyboardInterrupt, typer.Abort):
        _said_once(word("frame.aborted"), "aborted")
        raise
    except UsageError as error:
        _said_once(error.format_message(), "usage")
        raise
    except Exception as error:
        text = word("unexpected", kind=type(error).__name__)
        _said_once(text, "unexpected")
        typer.echo(word("error", text=text), err=True)
        raise


def _said_once(text: str, code: str) -> None:
    if _as_json and not _is_said:
        say_json({"error": text, "code": code})


def outside_said(text: str) -> str:
    """A text with what the system or SQLite say in English, in the language of the process."""
    return in_spanish(text) if word.locale == "es" else text


def library_said(code: str, text: str) -> str:
    """What the library says in English, in the language of the process."""
    return spanish(code, text) if word.locale == "es" else text


def fail(text: str, status: int = 1, **detail: Any) -> NoReturn:
    """Report an error and exit. With ``--json`` it is also the result, as ``error``, with the values of ``detail``."""
    text = outside_said(text)
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


def choose(question: str, answers: Sequence[str], option: str) -> int:
    """Ask which of these answers holds; gives its place. Without a terminal nobody is asked: ``option`` is needed."""
    if not sys.stdin.isatty():
        fail(word("unattended_choice", question=question, option=option), 2)
    for number, answer in enumerate(answers, start=1):
        typer.echo(f"  {number}  {answer}", err=True)
    given = typer.prompt(question, default="", show_default=False, err=True, prompt_suffix=" ")
    if given.strip() not in map(str, range(1, len(answers) + 1)):
        raise typer.Abort
    return int(given) - 1


def say(text: str = "") -> None:
    """Print a line of the result."""
    typer.echo(text)


def say_json(result: Any) -> None:
    """Print the result as JSON: times as ISO 8601 has them, and null for a number that JSON cannot write."""
    global _is_said
    _is_said = True
    typer.echo(json.dumps(_plain(result), ensure_ascii=False, indent=2, default=str, allow_nan=False))


def _plain(value: Any) -> Any:
    match value:
        case float():
            return value if math.isfinite(value) else None
        case datetime():
            return value.isoformat()
        case Mapping():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
    return value


def warn(text: str) -> None:
    """Print a warning."""
    typer.echo(word("warning", text=outside_said(text)), err=True)


@contextlib.contextmanager
def working(text: str) -> Iterator[Callable[[int, int], None]]:
    """Show that work is in progress and how long it took; yields a callback that takes the amount done and the total.

    Updates in place on a terminal, otherwise prints a line at the beginning and an occasional one.
    """
    began = said = time.monotonic()
    status = _stderr.status(f"{text} ...") if sys.stderr.isatty() else None
    if status is None:
        typer.echo(f"{text} ...", err=True)

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
