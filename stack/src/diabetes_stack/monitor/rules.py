"""The rules: one row for each, which the monitor follows and the files for Prometheus are made from.

Limits and severities are the maintenance manual's. Where its parts disagree, its table of severities decides: an API
without a model answers nobody, so that is critical, though its example script writes WARNING. What it calls a warning
is high here; a target of its without an alert is medium.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass

from ..store.drift import REVIEW, WATCH
from .measures import gauge
from .reading import Reading
from .severity import AVAILABILITY, Contact, Severity

__all__ = [
    "FEWEST_ERRORS",
    "OWN_CALLS",
    "RECORDED",
    "RULES",
    "UNMEASURED",
    "Rule",
    "broken",
    "limit_of",
    "rules_of",
]

_COMPARE = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_CRITICAL, _HIGH, _MEDIUM, _LOW = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW
_DEVOPS, _DEVELOPMENT, _SECURITY = Contact.DEVOPS, Contact.DEVELOPMENT, Contact.SECURITY
#: Points by which accuracy or the area under the curve may fall below the figure at promotion.
_FALL = 5


@dataclass(frozen=True)
class Rule:
    """What is wrong, from when, and who is told. The texts ``rule.NAME`` and ``do.NAME`` say it to people."""

    name: str
    measure: str
    #: The value is wrong while it is ``<``, ``<=``, ``>`` or ``>=`` the limit.
    compare: str
    limit: float
    severity: Severity
    contact: Contact
    #: One subject only; None: each of them.
    subject: str | None = None
    #: Rounds in a row until it is an incident, and until it is over.
    opens: int = 1
    closes: int = 2
    #: Not judged while one of these is broken for the same subject, because that says it already.
    unless: tuple[str, ...] = ()
    #: Whether a service stands still: it counts for the mean times to repair and between failures.
    outage: bool = False
    #: What Prometheus asks, where it measures this itself; otherwise it reads the monitor's figure.
    prometheus: str | None = None

    def is_about(self, reading: Reading) -> bool:
        """Whether this rule judges the reading."""
        return reading.measure == self.measure and self.subject in (None, reading.subject)

    def is_broken_by(self, value: float) -> bool:
        """Whether the value is wrong."""
        return bool(_COMPARE[self.compare](value, self.limit))

    @property
    def expression(self) -> str:
        """The rule in PromQL."""
        if self.prometheus is not None:
            return self.prometheus
        chosen = f'{{subject="{self.subject}"}}' if self.subject else ""
        return f"{gauge(self.measure)}{chosen} {self.compare} {self.limit:g}"


def _down(service: str, prometheus: str | None = None) -> Rule:
    return Rule(
        f"{service}_down",
        "up",
        "<",
        1,
        _CRITICAL,
        _DEVOPS,
        subject=service,
        outage=True,
        prometheus=prometheus,
    )


def _availability(service: str) -> Rule:
    limit = AVAILABILITY[service]
    return Rule(
        f"{service}_availability", "availability_percent", "<", limit, _MEDIUM, _DEVOPS, subject=service
    )


#: Figures that Prometheus computes itself, from what the API counts apart from the monitors' calls.
OWN_CALLS = ("/health", "/ready", "/metrics", "/model/examples")
_COUNTED = f'call!~"{"|".join(OWN_CALLS)}"'
_ERRORS = "diabetes:error_percent:rate5m"
_SLOWEST = "diabetes:response_seconds_p95:rate5m"
RECORDED = {
    "diabetes:requests_per_second:rate5m": f"sum(rate(diabetes_requests_total{{{_COUNTED}}}[5m]))",
    _ERRORS: f'100 * (sum(rate(diabetes_requests_total{{{_COUNTED},status=~"5.."}}[5m])) or vector(0)) '
    "/ diabetes:requests_per_second:rate5m",
    _SLOWEST: "histogram_quantile(0.95, sum by (le) "
    f"(rate(diabetes_request_seconds_bucket{{{_COUNTED}}}[5m])))",
}
#: Fewer errors than this may be chance.
FEWEST_ERRORS = 3
_AT_LEAST = f'and sum(increase(diabetes_requests_total{{{_COUNTED},status=~"5.."}}[5m])) >= {FEWEST_ERRORS}'

RULES: tuple[Rule, ...] = (
    _down("api", 'up{job="diabetes-api"} == 0'),
    _down("dashboard"),
    _down("mlflow"),
    _down("database"),
    Rule("model_not_loaded", "model_loaded", "<", 1, _CRITICAL, _DEVELOPMENT, outage=True),
    Rule(
        "not_ready", "ready", "<", 1, _CRITICAL, _DEVOPS, outage=True, unless=("api_down", "model_not_loaded")
    ),
    Rule("tasks_failing", "tasks_failing", ">", 0, _HIGH, _DEVELOPMENT, opens=2),
    Rule("answers_kept_aside", "answers_kept_aside", ">", 0, _HIGH, _DEVOPS, opens=2, unless=("database_down",)),
    Rule("response_slow", "response_seconds", ">", 5, _HIGH, _DEVOPS, opens=2, prometheus=f"{_SLOWEST} > 5"),
    Rule("errors_many", "error_percent", ">", 5, _CRITICAL, _DEVELOPMENT, prometheus=f"{_ERRORS} > 5 {_AT_LEAST}"),
    Rule(
        "errors_some", "error_percent", ">", 1, _MEDIUM, _DEVELOPMENT, opens=2, unless=("errors_many",),
        prometheus=f"{_ERRORS} > 1 {_AT_LEAST}",
    ),
    Rule("cpu_high", "cpu_percent", ">", 80, _HIGH, _DEVOPS, opens=2),
    Rule("cpu_mean", "cpu_mean_percent", ">", 70, _MEDIUM, _DEVOPS, opens=2, unless=("cpu_high",)),
    Rule("cpu_peak", "cpu_peak_percent", ">", 90, _MEDIUM, _DEVOPS, opens=3, unless=("cpu_high",)),
    Rule("memory_critical", "memory_percent", ">", 85, _CRITICAL, _DEVOPS, opens=2),
    Rule("memory_high", "memory_percent", ">", 80, _MEDIUM, _DEVOPS, opens=2, unless=("memory_critical",)),
    Rule("disk_critical", "disk_percent", ">", 90, _CRITICAL, _DEVOPS),
    Rule("disk_high", "disk_percent", ">", 80, _HIGH, _DEVOPS, opens=2, unless=("disk_critical",)),
    Rule("certificate_expired", "certificate_days", "<=", 0, _CRITICAL, _SECURITY),
    Rule("certificate_week", "certificate_days", "<", 7, _HIGH, _SECURITY, unless=("certificate_expired",)),
    Rule(
        "certificate_month", "certificate_days", "<", 30, _MEDIUM, _SECURITY,
        unless=("certificate_expired", "certificate_week"),
    ),
    Rule("backup_old", "backup_hours", ">", 26, _HIGH, _DEVOPS, closes=1),
    Rule("backup_unverified", "backup_verified_days", ">", 8, _HIGH, _DEVOPS, closes=1),
    Rule("drill_old", "drill_days", ">", 8, _MEDIUM, _DEVOPS, closes=1),
    Rule("answers_differ", "consistency_percent", "<", 95, _CRITICAL, _DEVELOPMENT, opens=2),
    Rule("input_review", "input_drift", ">", REVIEW, _MEDIUM, _DEVELOPMENT),
    Rule("input_watch", "input_drift", ">=", WATCH, _LOW, _DEVELOPMENT, unless=("input_review",)),
    Rule("output_review", "output_drift", ">", REVIEW, _MEDIUM, _DEVELOPMENT),
    Rule("output_watch", "output_drift", ">=", WATCH, _LOW, _DEVELOPMENT, unless=("output_review",)),
    Rule("accuracy_fell", "accuracy_fall_points", ">=", _FALL, _HIGH, _DEVELOPMENT),
    Rule("auroc_fell", "auroc_fall_points", ">=", _FALL, _HIGH, _DEVELOPMENT),
    *map(_availability, AVAILABILITY),
    Rule("not_recorded", "recorded", "<", 1, _HIGH, _DEVOPS, closes=1),
)  # fmt: skip

#: What could not be measured, in three rounds in a row: nobody knows whether it is well.
UNMEASURED = Rule(
    "unmeasured", "", "<", 0, _MEDIUM, _DEVOPS, opens=3, closes=1, prometheus=f"{gauge('unknown')} == 1"
)


def limit_of(name: str) -> float:
    """The limit of the rule with this name."""
    return next(rule.limit for rule in RULES if rule.name == name)


def rules_of(reading: Reading) -> Iterable[Rule]:
    """The rules that judge a reading."""
    return (rule for rule in RULES if rule.is_about(reading))


def broken(readings: Iterable[Reading]) -> set[tuple[str, str]]:
    """The rules that these values break, each with the subject; regardless of how long it has been so."""
    return {
        (rule.name, reading.subject)
        for reading in readings
        if reading.judged and reading.value is not None
        for rule in rules_of(reading)
        if rule.is_broken_by(reading.value)
    }
