"""Grafana: one page with the services, the load, the model and the backups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...words import Texts
from ..gauges import OPEN
from ..measures import gauge
from ..rules import RECORDED, RULES
from ..severity import AVAILABILITY

__all__ = ["page"]

_WIDTH, _HEIGHT, _COLUMNS = 8, 8, 3
_SOURCE = {"type": "prometheus", "uid": "${source}"}
_REQUESTS, _ERRORS, _SLOWEST = RECORDED


def page(text: Texts) -> dict[str, Any]:
    """The dashboard; its data source is asked for when it is imported. Limits are those of the rules."""
    panels = [
        ("services", "stat", [(gauge("up"), "{{subject}}")], None),
        ("incidents", "stat", [(OPEN, "{{severity}}")], None),
        ("availability", "timeseries", [(gauge("availability_percent"), "{{subject}}")], min(AVAILABILITY.values())),
        ("requests", "timeseries", [(_REQUESTS, "")], None),
        ("errors", "timeseries", [(_ERRORS, "")], _limit("errors_many")),
        ("response", "timeseries", [(_SLOWEST, "")], _limit("response_slow")),
        (
            "load", "timeseries",
            [(gauge(name), name) for name in ("cpu_percent", "cpu_peak_percent", "memory_percent")],
            _limit("memory_critical"),
        ),
        ("disk", "timeseries", [(gauge("disk_percent"), "")], _limit("disk_critical")),
        ("certificates", "timeseries", [(gauge("certificate_days"), "{{subject}}")], _limit("certificate_month")),
        ("backups", "timeseries", [(gauge("backup_hours"), "")], _limit("backup_old")),
        ("model", "timeseries", [(gauge("consistency_percent"), "")], _limit("answers_differ")),
        (
            "drift", "timeseries",
            [(gauge(name), name) for name in ("input_drift", "output_drift")],
            _limit("input_review"),
        ),
    ]  # fmt: skip
    return {
        "title": text("panel.title"),
        "uid": "diabetes-services",
        "schemaVersion": 39,
        "tags": ["diabetes"],
        "timezone": "browser",
        "refresh": "1m",
        "time": {"from": "now-24h", "to": "now"},
        "templating": {
            "list": [{"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus"}]
        },
        "panels": [_panel(place, *panel, text) for place, panel in enumerate(panels)],
    }


def _panel(
    place: int, name: str, kind: str, queries: Sequence[tuple[str, str]], limit: float | None, text: Texts
) -> dict[str, Any]:
    row, column = divmod(place, _COLUMNS)
    steps: list[dict[str, Any]] = [{"color": "green", "value": None}]
    if limit is not None:
        steps.append({"color": "red", "value": limit})
    return {
        "id": place + 1,
        "title": text(f"panel.{name}"),
        "type": kind,
        "datasource": _SOURCE,
        "gridPos": {"x": column * _WIDTH, "y": row * _HEIGHT, "w": _WIDTH, "h": _HEIGHT},
        "targets": [
            {
                "refId": chr(ord("A") + number),
                "expr": query,
                "legendFormat": legend or name,
                "datasource": _SOURCE,
            }
            for number, (query, legend) in enumerate(queries)
        ],
        "fieldConfig": {
            "defaults": {
                "thresholds": {"mode": "absolute", "steps": steps},
                "custom": {"thresholdsStyle": {"mode": "line" if limit is not None else "off"}},
            },
            "overrides": [],
        },
        "options": {},
    }


def _limit(rule: str) -> float:
    return next(one.limit for one in RULES if one.name == rule)
