"""Values, spans and incidents as people read them; and the texts of alerts."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone

from ..settings import Settings
from ..words import Texts
from .incident import MONITOR, Change, Incident, Kind
from .measures import MEASURES
from .reading import Cause
from .rules import RULES, UNMEASURED
from .severity import Contact

__all__ = ["cause_of", "message", "span", "subject_of", "title_of", "value_of"]

_RULES = {rule.name: rule for rule in (*RULES, UNMEASURED)}
#: 1 for yes, 0 for no.
_YES_NO = frozenset({"up", "ready", "model_loaded", "answers_kept_aside", "recorded"})


def title_of(incident: Incident, text: Texts) -> str:
    """What is wrong."""
    return text.named("rule", incident.rule)


def subject_of(incident: Incident, text: Texts) -> str:
    """What it is about, if it is not clear from the title."""
    rule = _RULES.get(incident.rule)
    if rule is UNMEASURED:
        measure, _, subject = incident.subject.partition(":")
        named = text.named("measure", measure)
        return f"{named} ({subject})" if subject else named
    return "" if rule is not None and (rule.subject or incident.subject == "api") else incident.subject


def value_of(measure: str, value: float | None, text: Texts) -> str:
    """A value with the decimals of its measure."""
    if value is None:
        return text("value.unknown")
    if math.isinf(value):
        return text("value.endless")
    if measure in _YES_NO:
        return text("value.yes" if value else "value.no")
    return text.number(value, MEASURES[measure].digits)


def cause_of(cause: Cause | None, text: Texts) -> str:
    """Why, in words; empty if there is nothing to say."""
    if cause is None:
        return ""
    code = f"cause.{cause.code}"
    return text(code, **cause.parts) if code in text.table else cause.code


def span(time: timedelta, text: Texts) -> str:
    """A span of time, in its largest fitting unit."""
    minutes = time.total_seconds() / 60
    if minutes < 120:
        return text("span.minutes", n=text.number(minutes))
    if minutes < 48 * 60:
        return text("span.hours", n=text.number(minutes / 60, 0 if minutes % 60 == 0 else 1))
    return text("span.days", n=text.number(minutes / 1440, 0 if minutes % 1440 == 0 else 1))


def message(change: Change, settings: Settings, text: Texts) -> tuple[str, str]:
    """Title and body of an alert. They contain no patient's data and no secret."""
    incident = change.incident
    severity = text(f"severity.{incident.severity.value}")
    title = text(f"alert.{change.kind.value}", severity=severity, rule=title_of(incident, text))
    since = _time(incident.opened_at)
    lines = [
        text("alert.unrecorded", since=since)
        if incident.id is None
        else text("alert.number", id=incident.id, since=since)
    ]
    if subject := subject_of(incident, text):
        lines.append(text("alert.subject", subject=subject))
    lines += _ended(incident, text) if change.kind is Kind.RECOVERED else _wrong(incident, settings, text)
    return title, "\n".join(lines)


def _wrong(incident: Incident, settings: Settings, text: Texts) -> list[str]:
    rule = _RULES.get(incident.rule)
    lines = []
    if rule is not None and rule is not UNMEASURED and rule.measure not in _YES_NO:
        limit = text.number(rule.limit, MEASURES[rule.measure].digits)
        known = value_of(rule.measure, math.inf if incident.value is None else incident.value, text)
        parts = {"value": known, "compare": rule.compare, "limit": limit}
        lines.append(text("alert.value", measure=text(f"measure.{rule.measure}"), **parts))
    if cause := cause_of(incident.cause, text):
        lines.append(text("alert.cause", cause=cause))
    # An incident of an earlier version may have a rule that is no more.
    if rule is not None:
        lines.append(text("alert.do", do=text(f"do.{rule.name}")))
        lines.append(_contact(rule.contact, incident, settings, text))
    if incident.id is not None and incident.acknowledged_at is None:
        lines.append(text("alert.ack", id=incident.id))
    return lines


def _contact(contact: Contact, incident: Incident, settings: Settings, text: Texts) -> str:
    named = {
        "contact": text(f"contact.{contact.value}"),
        "address": contact.address(settings),
        "response": span(incident.severity.response, text),
    }
    resolution = incident.severity.resolution
    if resolution is None:
        return text("alert.contact_low", **named)
    return text("alert.contact", resolution=span(resolution, text), **named)


def _ended(incident: Incident, text: Texts) -> list[str]:
    until = incident.resolved_at or incident.seen_at
    lasted = span(max(timedelta(), until - incident.opened_at), text)
    by = text("by.monitor") if incident.resolved_by == MONITOR else incident.resolved_by
    lines = [text("alert.over", until=_time(until), lasted=lasted, by=by)]
    if incident.resolved_note:
        lines.append(text("alert.note", note=incident.resolved_note))
    return lines


def _time(at: datetime) -> str:
    return f"{at.astimezone(timezone.utc):%Y-%m-%d %H:%M}"
