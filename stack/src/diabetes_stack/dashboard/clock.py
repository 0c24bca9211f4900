"""Times as people read them: in the zone of their browser, which is named beside them."""

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

__all__ = ["local", "zone_name"]


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


def zone_name() -> str:
    """The zone that :func:`local` uses, as its city."""
    zone = _zone()
    return "UTC" if zone is None else zone.key.rpartition("/")[2].replace("_", " ")
