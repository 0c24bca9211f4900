"""Times as people read them: in the zone of their browser, which is named beside them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from .texts import Texts

__all__ = ["local", "stamp"]


def _zone() -> ZoneInfo | None:
    """The zone of the browser; None while it has not told a known one."""
    try:
        return ZoneInfo(st.context.timezone or "")
    except (ZoneInfoNotFoundError, ValueError):
        return None


def local(moment: datetime) -> datetime:
    """The moment, which is in UTC if it has no zone, at the place of the browser; in UTC where that is not known."""
    known = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return known.astimezone(_zone() or timezone.utc)


def stamp(moment: datetime, day: str, text: Texts) -> str:
    """Day and time, with the zone they are in; ``day`` is the format of the day."""
    here = local(moment)
    minutes = int((here.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "\N{MINUS SIGN}"
    zone = "UTC" if minutes == 0 else f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
    return text("time", at=f"{here:{day} %H:%M}", zone=zone)
