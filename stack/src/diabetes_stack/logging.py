"""Logs as lines of JSON: time, level, event and figures; never a patient's data."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import IO, Any

import structlog

from .settings import Settings

__all__ = ["set_up"]


def set_up(settings: Settings, stream: IO[str] | None = None) -> None:
    """Send all logs of this process to standard output, or to another stream."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.processors.TimeStamper("iso", utc=True, key="at"),
                _source,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(sort_keys=False, ensure_ascii=False, default=str),
            ],
        )
    )
    logging.basicConfig(level=settings.log_level.value, handlers=[handler], force=True)
    # Its line of each request has the whole address, and with it what was asked.
    logging.getLogger("httpx").setLevel(max(logging.WARNING, logging.getLogger().level))


def _source(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
    """Add level and logger; the time comes first."""
    record: logging.LogRecord = event["_record"]
    said = {
        "at": event.pop("at"),
        "level": record.levelname,
        "from": record.name,
        "event": event.pop("event"),
    }
    event.pop("color_message", None)
    return {**said, **event}
