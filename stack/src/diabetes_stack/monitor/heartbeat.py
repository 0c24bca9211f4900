"""The dead man's ping: an address that expects a call after every round, and raises the alarm when none comes."""

from __future__ import annotations

import logging

from ..settings import Settings
from .deadline import Late, Workers
from .web import NoAnswer, fetch

__all__ = ["FAIL", "START", "beat"]

_log = logging.getLogger(__name__)
_SECONDS = 10.0
START, FAIL = "/start", "/fail"
_HEARD = (201, 202, 204)


def beat(settings: Settings, workers: Workers, stage: str = "") -> bool:
    """Call HEARTBEAT_URL, or its stage if the address takes stages; returns whether it answered. Bounded in time; a
    failure is logged without the address, which is a secret."""
    if settings.heartbeat_url is None or (stage and not settings.heartbeat_stages):
        return True
    url = settings.heartbeat_url.get_secret_value().rstrip("/") + stage
    try:
        workers.one("heartbeat", lambda: fetch(url, also=_HEARD), _SECONDS)
    except (NoAnswer, Late) as problem:
        _log.error("the heartbeat was not heard", extra={"cause": str(problem) or type(problem).__name__})
        return False
    return True
