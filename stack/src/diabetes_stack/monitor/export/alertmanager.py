"""Alertmanager: who gets which alert, and how often it is repeated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from ...settings import Settings
from ..measures import MEASURES
from ..rules import UNMEASURED
from ..severity import Contact, Severity
from .prometheus import WATCHDOG, alert_name

__all__ = ["routing"]

_HEARTBEAT = "heartbeat"
#: What an administrator replaces by the hospital's own.
_MAIL = {
    "smtp_smarthost": "localhost:25",
    "smtp_from": "diabetes-monitor@localhost",
    "smtp_require_tls": False,
}


def routing(settings: Settings) -> dict[str, Any]:
    """One receiver for each contact; each alert is repeated when the response time of its severity has passed."""
    by_severity = [
        {
            "matchers": [f'severity="{severity.value}"'],
            "repeat_interval": _duration(severity.response),
            "group_wait": "0s" if severity is Severity.CRITICAL else "30s",
            "routes": [{"matchers": [f'contact="{one.value}"'], "receiver": one.value} for one in Contact],
        }
        for severity in Severity
    ]
    receivers: list[dict[str, Any]] = [
        {
            "name": contact.value,
            "email_configs": [{"to": contact.address(settings), "send_resolved": True}],
        }
        for contact in Contact
    ]
    watchdog: list[dict[str, Any]] = []
    if settings.heartbeat_url is not None:
        # The address is a secret: it stays in a file that only Alertmanager can read.
        hooks = [{"url_file": "/etc/alertmanager/heartbeat-url", "send_resolved": False}]
        receivers.append({"name": _HEARTBEAT, "webhook_configs": hooks})
        watchdog.append(
            {
                "matchers": [f'alertname="{WATCHDOG}"'],
                "receiver": _HEARTBEAT,
                "group_wait": "0s",
                "group_interval": "1m",
                "repeat_interval": "5m",
            }
        )
    else:
        receivers.append({"name": _HEARTBEAT})
        watchdog.append({"matchers": [f'alertname="{WATCHDOG}"'], "receiver": _HEARTBEAT})
    return {
        "global": dict(_MAIL),
        "route": {
            "receiver": Contact.DEVOPS.value,
            "group_by": ["alertname", "measure", "subject"],
            "group_interval": "5m",
            "routes": [*watchdog, *by_severity],
        },
        "receivers": receivers,
        "inhibit_rules": [*_silenced(settings)],
    }


def _silenced(settings: Settings) -> Iterator[dict[str, Any]]:
    """While a service is down, nothing is told of what cannot be measured without it."""
    for service in settings.monitor_services:
        hidden = [name for name, measure in MEASURES.items() if f"up:{service}" in measure.needs]
        if hidden:
            yield {
                "source_matchers": [f'alertname="{alert_name(f"{service}_down")}"'],
                "target_matchers": [
                    f'alertname="{alert_name(UNMEASURED.name)}"',
                    f'measure=~"{"|".join(hidden)}"',
                ],
            }


def _duration(time: timedelta) -> str:
    minutes = round(time.total_seconds() / 60)
    return f"{minutes // 60}h" if minutes % 60 == 0 else f"{minutes}m"
