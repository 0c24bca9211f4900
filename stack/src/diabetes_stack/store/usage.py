"""Usage of the services: counts and recent records for the dashboard. Every query reads a range of the index on the
time and returns a limited number of rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, case, func, select

from .tables import predictions, utc_now

__all__ = ["LATENCY_EDGES", "Usage", "recent_inputs", "usage"]

#: Lower edges of the response time classes in milliseconds; the last is the target's limit.
LATENCY_EDGES = (0, 1, 2, 5, 10, 50, 100, 500, 1000, 5000)
_P = predictions.c


@dataclass(frozen=True)
class Usage:
    """Answers of one day by one model at one risk level (null: the estimate does not apply)."""

    day: str
    model_version: str
    risk_level: str | None
    count: int
    latency_sum: float
    latency_classes: tuple[int, ...]


def usage(connection: Connection, days: int) -> list[Usage]:
    """The answers of the last days, by day in UTC."""
    at = _P.at if connection.dialect.name == "sqlite" else func.timezone("UTC", _P.at)
    day = func.date(at)
    classes = [func.sum(case((_within(place), 1), else_=0)) for place in range(len(LATENCY_EDGES))]
    rows = connection.execute(
        select(day, _P.model_version, _P.risk_level, func.count(), func.sum(_P.latency_ms), *classes)
        .where(_P.at >= _since(days))
        .group_by(day, _P.model_version, _P.risk_level)
        .order_by(day)
    )
    return [
        Usage(str(row[0]), row[1], row[2], row[3], float(row[4]), tuple(map(int, row[5:]))) for row in rows
    ]


def recent_inputs(connection: Connection, days: int, most: int) -> list[dict[str, Any]]:
    """The records of the most recent answers within the last days."""
    rows = connection.scalars(
        select(_P.inputs).where(_P.at >= _since(days)).order_by(_P.at.desc()).limit(most)
    )
    return [json.loads(record) for record in rows]


def _within(place: int) -> Any:
    low = _P.latency_ms >= LATENCY_EDGES[place]
    edges: Sequence[float] = LATENCY_EDGES[place + 1 : place + 2]
    return low & (_P.latency_ms < edges[0]) if edges else low


def _since(days: int) -> datetime:
    return utc_now() - timedelta(days=days)
