"""The monitor command."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, Any

import typer

from ..logging import set_up
from ..monitor.reading import Reading, State
from ..monitor.texts import texts
from ..monitor.wording import cause_of, value_of
from ..run.supervise import signals
from ..settings import settings
from . import monitor_model, monitor_rules
from .console import JSON, Failure, errors_said, say, say_json, table, warn
from .texts import chosen, word

if TYPE_CHECKING:
    from ..monitor.monitor import Round

__all__ = ["add"]

_monitor = typer.Typer(help=word("monitor.help"), invoke_without_command=True)


def add(app: typer.Typer) -> None:
    """Add the command."""
    monitor_model.add(_monitor)
    monitor_rules.add(_monitor)
    app.add_typer(_monitor, name="monitor")


@_monitor.callback()
def _main(
    context: typer.Context,
    once: bool = typer.Option(False, "--once", help=word("monitor.once")),
    as_json: bool = JSON,
) -> None:
    if context.invoked_subcommand is not None:
        return
    if once or as_json:
        _once(as_json)
        return
    from ..monitor.loop import OnlyOneError, run

    set_up(settings())
    with errors_said(OSError), signals() as asked:
        try:
            run(settings(), asked.stopped)
        except OnlyOneError:
            raise Failure(word("monitor.only_one")) from None


def _once(as_json: bool) -> None:
    """One round; if another process makes the rounds, only a look."""
    from ..monitor.deadline import Workers
    from ..monitor.heartbeat import beat
    from ..monitor.loop import OnlyOneError, alone
    from ..monitor.monitor import Monitor

    chosen_settings = settings()
    set_up(chosen_settings, sys.stderr)
    monitor = Monitor(chosen_settings)
    try:
        with alone(chosen_settings):
            found, is_kept = monitor.round(), True
            beat(chosen_settings, Workers())
    except OnlyOneError:
        found, is_kept = monitor.glance(), False
    finally:
        monitor.close()
    if as_json:
        say_json(_round(found, is_kept))
    else:
        _show_round(found, is_kept)
    if not found.is_well:
        raise typer.Exit(1)


def _round(found: Round, is_kept: bool) -> dict[str, Any]:
    return {
        "at": found.at,
        "seconds": round(found.seconds, 3),
        "well": found.is_well,
        "recorded": is_kept and found.problem is None,
        "values": [
            {
                "measure": reading.measure,
                "subject": reading.subject,
                "value": None if reading.value is None or math.isinf(reading.value) else reading.value,
                "state": state.value,
                "cause": None
                if reading.cause is None
                else {"code": reading.cause.code, **reading.cause.parts},
            }
            for reading, state in zip(found.readings, found.states, strict=True)
        ],
        "changes": [{"kind": one.kind.value, "rule": one.incident.rule} for one in found.changes],
        "incidents": [incident.to_dict() for incident in found.open],
    }


def _show_round(found: Round, is_kept: bool) -> None:
    text = texts(chosen())
    header = [word(f"monitor.column.{name}") for name in ("what", "value", "state", "why")]
    rows = [_row(*pair) for pair in zip(found.readings, found.states, strict=True)]
    table(header, rows)
    say()
    for incident in found.open:
        title = text.named("rule", incident.rule)
        severity = text(f"severity.{incident.severity.value}")
        say(
            word(
                "monitor.open",
                id=incident.id or "-",
                severity=severity,
                title=title,
                since=_time(incident.opened_at),
            )
        )
    counts = {state: sum(one is state for one in found.states) for state in State}
    say(word("monitor.summary", wrong=counts[State.BAD], unknown=counts[State.UNKNOWN], open=len(found.open)))
    if not is_kept:
        say(word("monitor.glance"))
    elif found.problem is not None:
        warn(word("monitor.unrecorded", problem=found.problem))


def _row(reading: Reading, state: State) -> list[str]:
    text = texts(chosen())
    what = f"{reading.subject}: " if reading.subject else ""
    value = value_of(reading.measure, reading.value, text) if reading.value is not None else "–"
    why = cause_of(reading.cause, text)
    return [what + text(f"measure.{reading.measure}"), value, text(f"state.{state.value}"), why]


def _time(at: Any) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
