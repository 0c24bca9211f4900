"""What stands out in the access lines: suspicious addresses, refused tokens, unusual use.

Simple rules, so that a finding can be checked by hand:

- An address is suspicious when in one hour at least 30 of its calls, and half of them or more, were refused.
- A holder's hour is unusual when it has at least 100 calls and more than five times the median of the holder's other
  hours with calls, of which there are at least 24.
- A holder's time of day is unusual when on the last day of the log there were five calls or more in an hour of the day
  in which there was none on the seven days or more before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from .access_lines import Hour, Lines
from .finding import Finding, few

__all__ = ["usage"]

_REFUSED, _SHARE = 30, 0.5
_GUESSES = 20
_CALLS, _TIMES, _HOURS = 100, 5, 24
_LATE_CALLS, _DAYS = 5, 7
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def usage(lines: Lines) -> Iterator[Finding]:
    """What stands out; every kind of finding has its own line."""
    if not lines.calls:
        yield Finding.unknown("no_lines", broken=lines.broken)
        return
    if lines.broken or lines.uncounted:
        yield Finding.unknown("lines_left_out", broken=lines.broken, uncounted=lines.uncounted)
    found = [*_addresses(lines), *_logins(lines), *_use(lines)]
    yield from found
    if not found:
        refused = sum(lines.reasons.values())
        yield Finding.ok("usage", calls=lines.calls, days=lines.length.days, refused=refused)


def _addresses(lines: Lines) -> Iterator[Finding]:
    if lines.locked:
        yield Finding.critical("locked", names=few(sorted(lines.locked)))
    suspicious = {
        address
        for (address, hour), refused in lines.refused_of_address.items()
        if refused >= _REFUSED and refused >= _SHARE * lines.of_address[address, hour]
    }
    if others := sorted(suspicious - lines.locked):
        yield Finding.warning("suspicious", names=few(others), refused=_REFUSED)


def _logins(lines: Lines) -> Iterator[Finding]:
    if lines.revoked:
        yield Finding.critical("revoked_used", names=few(sorted(lines.revoked)))
    guessing = {address for (address, _), count in lines.logins_of_address.items() if count >= _GUESSES}
    if others := sorted(guessing - lines.locked):
        reasons = ", ".join(f"{reason} {count}" for reason, count in lines.reasons.most_common())
        yield Finding.warning("refused_tokens", names=few(others), reasons=reasons)


def _use(lines: Lines) -> Iterator[Finding]:
    hours: defaultdict[str, dict[Hour, int]] = defaultdict(dict)
    for (holder, hour), count in lines.of_holder.items():
        hours[holder][hour] = count
    if many := [text for holder, of in sorted(hours.items()) for text in _too_many(holder, of)]:
        yield Finding.warning("unusual_rate", names=few(many), times=_TIMES)
    if lines.length < _DAYS * _DAY:
        yield Finding.unknown("too_short", days=lines.length.days, needed=_DAYS)
    elif late := [text for holder, of in sorted(hours.items()) for text in _at_odd_times(lines, holder, of)]:
        yield Finding.warning("unusual_time", names=few(late), days=_DAYS)


def _too_many(holder: str, hours: dict[Hour, int]) -> Iterator[str]:
    if len(hours) <= _HOURS:
        return
    for hour, count in sorted(hours.items()):
        usual = median(other for at, other in hours.items() if at != hour) if count >= _CALLS else 0
        if usual and count > _TIMES * usual:
            yield f"{holder} {hour:%Y-%m-%d %H:00} ({count} / {usual:g})"


def _at_odd_times(lines: Lines, holder: str, hours: dict[Hour, int]) -> Iterator[str]:
    assert lines.last is not None
    since = (lines.last - _DAY).astimezone()
    before = [hour for hour in hours if hour < since]
    # A holder who is new has no usual time.
    if not before or since - min(before) < (_DAYS - 1) * _DAY:
        return
    usual = {hour.hour for hour in before}
    for hour, count in sorted(hours.items()):
        if hour >= since and count >= _LATE_CALLS and hour.hour not in usual:
            yield f"{holder} {hour:%Y-%m-%d %H:00} ({count})"
