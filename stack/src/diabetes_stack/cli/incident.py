"""The incident commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone

import typer
from sqlalchemy import Connection

from ..monitor.figures import Figures, OfService, OfSeverity, figures
from ..monitor.incident import Incident
from ..monitor.people import IncidentError, acknowledge, find, incidents, resolve
from ..monitor.record import NewerRecordError, Record, RecordError
from ..monitor.texts import texts
from ..monitor.thinning import STEPS_KEPT
from ..monitor.wording import span, subject_of, title_of
from ..settings import settings
from ..store.tables import utc_now
from .console import DRY_RUN, JSON, Failure, errors_said, fail, say, say_json, table
from .db import operator
from .texts import chosen, word

__all__ = ["add"]

_incident = typer.Typer(help=word("incident.help"), no_args_is_help=True)
_OF_INCIDENTS = "id severity what since lasted state"
_OF_SERVICES = "service available between target unwatched outages met"
_OF_SEVERITIES = "severity opened open in_time late resolution target met"
#: The largest number of SQLite's rows.
_LARGEST = 2**63 - 1
_ID = typer.Argument(..., min=1, max=_LARGEST, help=word("incident.id"))
_NOTE = typer.Option(None, "--note", help=word("incident.note"))


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(_incident, name="incident")


@_incident.command("list", help=word("incident.list.help"))
def _list(
    only_open: bool = typer.Option(False, "--open", help=word("incident.list.open")),
    since: str | None = typer.Option(None, "--since", help=word("incident.list.since")),
    as_json: bool = JSON,
) -> None:
    start = _day(since)
    with errors_said(RecordError), _record() as connection:
        found = [] if connection is None else incidents(connection, only_open, start)
    if as_json:
        say_json({"incidents": [one.to_dict() for one in found]})
        return
    if not found:
        say(word("incident.none"))
        return
    header = [
        word(f"incident.column.{name}") for name in ("id", "severity", "what", "since", "lasted", "state")
    ]
    table(header, [_row(one) for one in found])


@_incident.command("ack", help=word("incident.ack.help"))
def _ack(id: int = _ID, note: str | None = _NOTE, dry_run: bool = DRY_RUN, as_json: bool = JSON) -> None:
    _do(
        id,
        lambda connection: acknowledge(connection, id, operator(), note),
        "incident.acked",
        dry_run,
        as_json,
    )


@_incident.command("resolve", help=word("incident.resolve.help"))
def _resolve(
    id: int = _ID, note: str | None = _NOTE, dry_run: bool = DRY_RUN, as_json: bool = JSON
) -> None:  # fmt: skip
    _do(
        id, lambda connection: resolve(connection, settings(), id, operator(), note), "incident.resolved", dry_run,
        as_json,
    )  # fmt: skip


@_incident.command("figures", help=word("incident.figures.help"))
def _figures(
    days: float = typer.Option(
        30, "--days", min=0.01, max=STEPS_KEPT.days, help=word("incident.figures.days")
    ),
    as_json: bool = JSON,
) -> None:
    until = utc_now()
    with errors_said(RecordError), _record() as connection:
        if connection is None:
            raise Failure(word("incident.figures.nothing"))
        found = figures(connection, until - timedelta(days=days), until, settings().monitor_services)
    if as_json:
        say_json(found.to_dict())
    else:
        _show(found)
    if found.is_missed:
        raise typer.Exit(1)


def _do(id: int, change: Callable[[Connection], Incident], said: str, dry_run: bool, as_json: bool) -> None:
    with errors_said(RecordError, IncidentError), _record() as connection:
        if connection is None:
            raise IncidentError("unknown_incident", id=id)
        incident = find(connection, id) if dry_run else change(connection)
    if as_json:
        say_json({**incident.to_dict(), "dry_run": dry_run})
    else:
        title = title_of(incident, texts(chosen()))
        say(word("incident.would" if dry_run else said, id=id, title=title))


@contextmanager
def _record() -> Iterator[Connection | None]:
    """A transaction in the record; None if the monitor has not recorded anything."""
    record = Record(settings())
    if not record.is_there:
        yield None
        return
    try:
        with record.begin() as connection:
            yield connection
    except NewerRecordError:
        raise Failure(word("monitor.newer", file=record.path)) from None


def _columns(names: str) -> list[str]:
    return [word(f"incident.column.{name}") for name in names.split()]


def _row(incident: Incident) -> list[str]:
    text = texts(chosen())
    subject = subject_of(incident, text)
    title = title_of(incident, text)
    lasted = max(timedelta(), (incident.resolved_at or utc_now()) - incident.opened_at)
    state = (
        "resolved" if not incident.is_open else "taken" if incident.acknowledged_at is not None else "open"
    )
    by = incident.resolved_by if not incident.is_open else incident.acknowledged_by
    return [
        str(incident.id),
        text(f"severity.{incident.severity.value}"),
        f"{title} ({subject})" if subject else title,
        f"{incident.opened_at:%Y-%m-%d %H:%M}",
        span(lasted, text),
        word(f"incident.state.{state}", by=by),
    ]


def _show(found: Figures) -> None:
    say(word("incident.figures.period", since=f"{found.since:%Y-%m-%d}", until=f"{found.until:%Y-%m-%d}"))
    say()
    table(_columns(_OF_SERVICES), [_service(one) for one in found.services])
    say()
    table(_columns(_OF_SEVERITIES), [_severity(one) for one in found.severities])
    say()
    for name, value, met in (("mttr", found.mttr, found.mttr_met), ("mtbf", found.mtbf, found.mtbf_met)):
        say(word(f"incident.{name}", value=_span(value), met=_verdict(met)))


def _service(one: OfService) -> list[str]:
    text, found = texts(chosen()), one.availability
    return [
        one.service,
        "–" if found.measured is None else text.number(found.measured, 3),
        f"{text.number(found.least, 2)} – {text.number(found.most, 2)}",
        "–" if one.target is None else f"> {text.number(one.target, 1)}",
        _span(found.unknown),
        str(found.outages),
        "–" if one.target is None else _verdict(one.met),
    ]


def _severity(one: OfSeverity) -> list[str]:
    return [
        texts(chosen())(f"severity.{one.severity.value}"),
        str(one.opened),
        str(one.still_open),
        str(one.answered_in_time),
        str(one.answered_late),
        _span(one.mean_resolution),
        "–" if one.resolution_target is None else f"< {_span(one.resolution_target)}",
        "–" if not one.opened or one.resolution_target is None else _verdict(one.met),
    ]


def _span(seconds: float | None) -> str:
    return "–" if seconds is None else span(timedelta(seconds=seconds), texts(chosen()))


def _verdict(met: bool | None) -> str:
    name = "unknown" if met is None else "yes" if met else "no"
    return word(f"incident.met.{name}")


def _day(text: str | None) -> datetime | None:
    try:
        return None if text is None else datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=timezone.utc)
    except ValueError:
        fail(word("incident.list.bad_since"), 2)
