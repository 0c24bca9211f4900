"""Prometheus: what it collects, what it computes, and when it raises an alert."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from ...settings import Settings
from ...words import Texts
from ..gauges import ROUND
from ..probes.services import address
from ..rules import RECORDED, RULES, UNMEASURED, Rule
from ..severity import Contact, Severity

__all__ = ["ALERTS", "TOKEN", "WATCHDOG", "alert_name", "alerts", "scraping"]

ALERTS = "diabetes.rules.yml"
#: Where Prometheus finds the token for the API, written by an administrator.
TOKEN = "/etc/prometheus/diabetes-token"
#: Always fires. Whoever gets it raises the alarm when it stays out, as with the monitor's heartbeat.
WATCHDOG = "Watchdog"
_MISSED = 3
_EVERY = "1m"


def alert_name(rule: str) -> str:
    """The name of an alert: ``api_down`` is DiabetesApiDown."""
    return "Diabetes" + "".join(word.capitalize() for word in rule.split("_"))


def alerts(settings: Settings, text: Texts) -> dict[str, Any]:
    """Recording and alerting rules."""
    recorded = [{"record": name, "expr": expression} for name, expression in RECORDED.items()]
    known = [rule for rule in (*RULES, UNMEASURED) if _applies(settings, rule)]
    silent = {
        "alert": alert_name("monitor_silent"),
        "expr": f"time() - {ROUND} > {_MISSED * settings.monitor_seconds:g} or absent({ROUND})",
        "for": _EVERY,
        **_said(settings, text, "monitor_silent", Severity.CRITICAL, Contact.DEVOPS),
    }
    always = {
        "alert": WATCHDOG,
        "expr": "vector(1)",
        "labels": {"severity": "none"},
        "annotations": {"summary": text("rule.watchdog"), "description": text("do.watchdog")},
    }
    groups = [
        {"name": "diabetes-figures", "interval": _EVERY, "rules": recorded},
        {
            "name": "diabetes-alerts",
            "interval": _EVERY,
            "rules": [*(_alert(settings, rule, text) for rule in known), silent, always],
        },
    ]
    return {"groups": groups}


def scraping(settings: Settings) -> dict[str, Any]:
    """What Prometheus collects, in its main configuration."""
    api = urlsplit(address(settings, "api"))
    of_api: dict[str, Any] = {
        "job_name": "diabetes-api",
        "scheme": api.scheme,
        "metrics_path": f"{api.path}/metrics",
        "static_configs": [{"targets": [api.netloc]}],
    }
    if settings.require_token:
        of_api["authorization"] = {"credentials_file": TOKEN}
    port = settings.monitor_port or _PORT
    of_monitor = {
        "job_name": "diabetes-monitor",
        "static_configs": [{"targets": [urlsplit(settings.local(port)).netloc]}],
    }
    return {
        "global": {"scrape_interval": _EVERY, "evaluation_interval": _EVERY},
        "rule_files": [ALERTS],
        "alerting": {"alertmanagers": [{"static_configs": [{"targets": ["127.0.0.1:9093"]}]}]},
        "scrape_configs": [of_api, of_monitor],
    }


#: Where the monitor shows its figures if no port is set.
_PORT = 9108


def _applies(settings: Settings, rule: Rule) -> bool:
    """Whether what the rule watches runs here."""
    return rule.measure not in ("up", "availability_percent") or rule.subject in settings.monitor_services


def _alert(settings: Settings, rule: Rule, text: Texts) -> dict[str, Any]:
    expression = rule.expression
    minutes = (rule.opens - 1) * settings.monitor_seconds / 60
    for other in rule.unless:
        other_rule = next(one for one in RULES if one.name == other)
        matching = "on ()" if other_rule.subject or other_rule.prometheus else "on (subject)"
        expression = f"({expression}) unless {matching} ({other_rule.expression})"
    said = _said(settings, text, rule.name, rule.severity, rule.contact)
    return {"alert": alert_name(rule.name), "expr": expression, "for": f"{minutes:g}m", **said}


def _said(
    settings: Settings, text: Texts, name: str, severity: Severity, contact: Contact
) -> dict[str, Any]:  # fmt: skip
    described = f"{text(f'do.{name}')} {text(f'contact.{contact.value}')}: {contact.address(settings)}"
    return {
        "labels": {"severity": severity.value, "contact": contact.value},
        "annotations": {"summary": text(f"rule.{name}"), "description": described},
    }
