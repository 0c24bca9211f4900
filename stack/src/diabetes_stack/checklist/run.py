"""Runs the commands of a checklist's line, and tells what is open and overdue."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from . import periods
from .lists import LINES, Line, List
from .record import Entry

__all__ = ["Outcome", "State", "is_done", "outcome", "overdue", "states"]

#: Seconds that a command may take: a backup of a large database is verified within them.
_LONGEST = 1_800
#: Characters of a command's output that are kept.
_KEPT = 400


class Outcome(NamedTuple):
    """Whether the commands of a line found nothing, and the last of what they printed."""

    well: bool
    note: str


def outcome(line: Line, api: str, token: str | None) -> Outcome:
    """Run the commands of a line one after another, as child processes. The token reaches them by the environment."""
    notes = []
    well = True
    environment = {**os.environ, **({"DIABETES_TOKEN": token} if token else {})}
    for command in line.commands:
        arguments = [part.format(api=api) for part in command]
        status, printed = _run(arguments, environment)
        well = well and status == 0
        notes.append(f"{' '.join(command[:2])}: {'ok' if status == 0 else f'status {status}: {printed}'}")
    return Outcome(well, "; ".join(notes)[:_KEPT])


class State(NamedTuple):
    """A line in a period: ok, found, signed, unsigned or open."""

    line: Line
    state: str
    last: Entry | None


def states(of: List, day: date, record: Sequence[Entry]) -> list[State]:
    """The lines of a list in the period that contains a day. A line is done when the last run of its commands found
    nothing; one that a person signs, when it was signed after that run, whatever it found."""
    return [_state(line, periods.name(of, day), record) for line in LINES if line.list is of]


def overdue(day: date, record: Sequence[Entry]) -> list[tuple[Line, str]]:
    """Lines that were not done in the period before this one, with that period's name. A period that ended before the
    record began does not count."""
    if not record:
        return []
    began = min(entry.at for entry in record).date()
    missed = []
    for line in LINES:
        first = periods.before(line.list, day)
        if first < periods.start(line.list, began):
            continue
        period = periods.name(line.list, first)
        if not is_done(_state(line, period, record)):
            missed.append((line, period))
    return missed


def is_done(state: State) -> bool:
    """Whether nothing is left to do."""
    return state.state in ("ok", "signed")


def _state(line: Line, period: str, record: Sequence[Entry]) -> State:
    own = [
        entry for entry in record if (entry.list, entry.line, entry.period) == (line.list, line.key, period)
    ]
    run = next((entry for entry in reversed(own) if entry.state != "signed"), None)
    signature = next((entry for entry in reversed(own) if entry.state == "signed"), None)
    if line.commands and run is None:
        return State(line, "open", None)
    if line.signed:
        # A signature stands for the run that the person saw.
        seen = signature is not None and (run is None or signature.at >= run.at)
        if seen:
            return State(line, "signed", signature)
        return State(line, "unsigned" if run is None or run.state == "ok" else "found", run)
    return State(line, "ok" if run is not None and run.state == "ok" else "found", run)


def _run(arguments: list[str], environment: dict[str, str]) -> tuple[int, str]:
    command = [sys.executable, "-m", "diabetes_stack", *arguments]
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, errors="replace", timeout=_LONGEST
        )
    except subprocess.TimeoutExpired:
        return 1, f"no end within {_LONGEST} s"
    # The result; without one, the error.
    printed = [line for line in (done.stdout.strip() or done.stderr).splitlines() if line.strip()]
    return done.returncode, " ".join(printed[-1:])
