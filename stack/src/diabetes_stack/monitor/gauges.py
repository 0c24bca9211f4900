"""The monitor's figures for Prometheus, on MONITOR_PORT."""

from __future__ import annotations

import math
from collections import Counter as Count
from collections.abc import Iterable, Sequence
from datetime import datetime

from prometheus_client import Gauge, start_http_server

from ..settings import Settings
from .incident import Incident
from .measures import MEASURES, gauge
from .reading import Reading, State
from .severity import Severity

__all__ = ["OPEN", "ROUND", "serve", "show"]

_GAUGES = {name: Gauge(gauge(name), f"The monitor's measure {name}", ["subject"]) for name in MEASURES}
_UNKNOWN = Gauge(gauge("unknown"), "1 while a measure could not be taken", ["measure", "subject"])
#: Names of the figures about the monitor itself.
ROUND, OPEN = gauge("round_timestamp_seconds"), gauge("incidents_open")
_ROUND = Gauge(ROUND, "When the last round ended")
_OPEN = Gauge(OPEN, "Open incidents", ["severity"])


def show(
    readings: Sequence[Reading], states: Sequence[State], incidents: Iterable[Incident], now: datetime
) -> None:
    """Show the values of a round. What is unknown is not a number, so no comparison with it holds."""
    for reading, state in zip(readings, states, strict=True):
        value = math.nan if reading.value is None or state is State.NONE else reading.value
        _GAUGES[reading.measure].labels(reading.subject).set(value)
        _UNKNOWN.labels(reading.measure, reading.subject).set(state is State.UNKNOWN)
    counted = Count(incident.severity for incident in incidents)
    for severity in Severity:
        _OPEN.labels(severity.value).set(counted[severity])
    _ROUND.set(now.timestamp())


def serve(settings: Settings) -> None:
    """Answer Prometheus, if a port is set. Raises OSError if it is taken."""
    if settings.monitor_port is not None:
        start_http_server(settings.monitor_port, settings.api_host)
