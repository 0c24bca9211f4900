"""Rates of the API, from the differences of its totals between rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from prometheus_client.parser import text_string_to_metric_families

from ..reading import Cause, Reading, unknown
from ..rules import FEWEST_ERRORS, OWN_CALLS
from ..web import NoAnswer

__all__ = ["HISTORY", "Counters", "Past", "rates", "read"]

#: The error rate is that of the newest requests: as many rounds as have this many, at most those of an hour. Few errors
#: are shown but not judged.
_ENOUGH = 100
#: Rounds of an hour.
HISTORY = 12


class Counters(NamedTuple):
    """Totals since ``start``, the time at which the process began."""

    start: float
    requests: float
    errors: float
    #: Predictions ever stored; these survive the process.
    predictions: float

    def since(self, earlier: Counters) -> Counters:
        """What was added since the earlier totals. A process that started anew, or counts less, began at 0."""
        anew = self.start != earlier.start or self.requests < earlier.requests or self.errors < earlier.errors
        return Counters(
            self.start,
            self.requests - (0 if anew else earlier.requests),
            self.errors - (0 if anew else earlier.errors),
            max(0.0, self.predictions - earlier.predictions),
        )


class Past(NamedTuple):
    """Totals of an earlier round."""

    counters: Counters
    #: Seconds since then; 0 if the clock was set back.
    seconds: float


def read(body: bytes, predictions: Any) -> Counters:
    """The totals in the API's figures. Raises NoAnswer."""
    start, requests, errors = 0.0, 0.0, 0.0
    try:
        for family in text_string_to_metric_families(body.decode()):
            for sample in family.samples:
                if sample.name == "process_start_time_seconds":
                    start = sample.value
                elif sample.name == "diabetes_requests_total" and sample.labels["call"] not in OWN_CALLS:
                    requests += sample.value
                    errors += sample.value if _is_error(sample.labels) else 0.0
        return Counters(start, requests, errors, float(predictions))
    except (ValueError, KeyError, TypeError) as problem:
        raise NoAnswer(Cause("unreadable", {"error": type(problem).__name__})) from problem


def rates(now: Counters, past: Sequence[Past]) -> list[Reading]:
    """The rates since the round before, and the share of errors; ``past`` has the newest round first."""
    if not past:
        cause = Cause("first_round")
        return [Reading("error_percent", None, "api", cause, judged=False)]
    return [*_speeds(now, past[0]), _errors(now, past)]


def _speeds(now: Counters, last: Past) -> list[Reading]:
    added = now.since(last.counters)
    found = {"requests_per_second": added.requests, "predictions_per_minute": added.predictions * 60}
    if not last.seconds:
        return [unknown(measure, Cause("clock"), "api") for measure in found]
    return [Reading(measure, count / last.seconds, "api") for measure, count in found.items()]


def _errors(now: Counters, past: Sequence[Past]) -> Reading:
    requests = errors = 0.0
    newer = now
    for one in past[:HISTORY]:
        added = newer.since(one.counters)
        requests, errors, newer = requests + added.requests, errors + added.errors, one.counters
        if requests >= _ENOUGH:
            break
    cause = Cause("errors", {"errors": f"{errors:.0f}", "requests": f"{requests:.0f}"})
    if not requests:
        return Reading("error_percent", None, "api", Cause("no_requests"), judged=False)
    judged = errors == 0 or errors >= FEWEST_ERRORS
    return Reading("error_percent", 100 * errors / requests, "api", cause, judged)


def _is_error(labels: Mapping[str, str]) -> bool:
    return labels["status"].startswith("5")
